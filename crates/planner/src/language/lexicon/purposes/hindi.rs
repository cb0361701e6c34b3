//! What people say of parts in Hindi, in either script: verbs stand behind their objects there, so that the order is another one
//! than in English. Here: more rows of the table, with classes of their own. Not here: the English phrases (`phrases`, `operations`,
//! `flows`). Words stand without nukta and chandrabindu, as texts are looked up.

use super::phrases::{BUCKET, FUNCTION, KEEP_OTHERWISE, MAIL, QUEUE, TABLE_TYPE, TOPIC, strong, weak};
use super::{ON_UPLOAD, Purpose};

/// Words that may stand for each other, in the singular; verbs with their forms.
pub(super) const CLASSES: &[(&str, &str)] = &[
    (
        "{फाइल}",
        "सीएसवी/फाइल/फाइलें/फाइलों/फोटो/तस्वीर/तस्वीरें/तस्वीरों/चित्र/चित्रों/वीडियो/दस्तावेज/दस्तावेजों/पीडीएफ/इमेज/रसीद/रसीदें/रसीदों/बिल/इनवॉइस/कागज/कागजात/\
         गाना/गाने/रिकॉर्डिंग/file/photo/tasveer/tasveerein/video/document/dastavez/pdf/image/raseed/receipt/receipts/invoice/invoices/bill/kagaz/kagzat/recording/scan/csv",
    ),
    ("{मेल}", "मेल/ईमेल/mail/email"),
    (
        "{भेज}",
        "भेज/भेजो/भेजना/भेजने/भेजनी/भेजे/भेजें/भेजता/भेजती/भेजेगा/भेजेगी/भेजवाना/जाए/जाएं/जाये/करे/करें/करना/करने/करनी/करो/\
         bhej/bhejo/bhejna/bhejne/bhejni/bheje/bhejein/bhejta/bhejti/bhejega/bhejegi/jaye/jaaye/jae/jaya/kare/karein/karna/karne/karni/karo",
    ),
    (
        "{रख}",
        "रख/रखे/रखें/रखना/रखने/रखनी/रखी/रखता/रखती/सहेज/सहेजे/सहेजें/सहेजना/सहेजने/जमा/स्टोर/सेव/दर्ज/लिख/लिखे/लिखें/लिखना/लिखने/डाले/डालें/\
         rakh/rakhe/rakhein/rakhna/rakhne/rakhni/rakhi/rakhta/rakhti/sahej/saheje/jama/store/save/darj/likh/likhe/likhein/likhna/likhne/\
         dale/daale/dalein/daalein",
    ),
    (
        "{तथ्य}",
        "रिकॉर्ड/हिसाब/ब्योरा/विवरण/जानकारी/स्कोर/इतिहास/स्थिति/एंट्री/नतीजा/नतीजे/परिणाम/record/hisaab/hisab/vivran/jankari/jaankari/score/\
         history/status/entry/nateeja/natija/natije/result",
    ),
    (
        "{लोग}",
        "ग्राहक/ग्राहकों/यूजर/यूजर्स/लोग/लोगों/छात्र/छात्रों/मरीज/मरीजों/सदस्य/सदस्यों/विद्यार्थियों/खरीदार/grahak/grahakon/customer/user/client/\
         log/logon/chhatra/student/patient/mareez/member/sadasya",
    ),
    (
        "{गडबड}",
        "गडबड/गडबडी/एरर/त्रुटि/खराबी/खराब/फेल/बंद/डाउन/रुक/gadbad/gadbadi/error/kharab/kharabi/fail/band/down/ruk",
    ),
];

/// Every purpose of this sort.
pub(super) const TABLE: &[Purpose] = &[
    strong(
        QUEUE,
        [
            "",
            "एक के बाद एक ~ प्रोसेस|बैकग्राउंड/पृष्ठभूमि में ~ प्रोसेस/चले/हो/करे|खोए/खोये/गुम ~ नहीं|न खोए/खोये|मैसेज/संदेश/ऑर्डर ~ गुम न",
            "ek ke baad ek ~ process|background me/mein ~ process/chale/ho/kare|koi bhi ~ gum na|message/order ~ khoye/gum na/nahi|line/queue me ~ lage/lag/jaye/aaye/dale/daale/rahe",
        ],
    )
    .unless(&["AWS::Kinesis::Stream"]),
    // Who is told of trouble is the owner.
    strong(
        TOPIC,
        [
            "",
            "पुश सूचना/नोटिफिकेशन/मैसेज|सूचना/सूचनाएं/संदेश ~ टॉपिक|टॉपिक ~ क्यू/कतार/सब्सक्राइब/सदस्य|{गडबड} ~~ मेल/ईमेल/खबर/सूचना/अलर्ट/मैसेज ~ {भेज}/मिले/आए/दो|\
             मुझे/हमें ~~ ईमेल/मेल/खबर/सूचना/मैसेज ~ {भेज}/मिले/आए/आये/दे|\
             सबको ~ खबर/सूचना/बताए",
            "push suchna/message|{गडबड} ~~ mail/email/khabar/suchna/alert/message ~ {भेज}/mile/aaye/aye/do|\
             mujhe/hume/humein/hamein ~~ mail/email/khabar/suchna/message ~ {भेज}/mile/aaye/aye/aae/de|\
             sabko ~ khabar/suchna/bataye|sns se ~ bata/bataye/batao",
        ],
    )
    .unless(&[MAIL]),
    strong(
        MAIL,
        [
            "",
            "{लोग} ~ को/तक ~~ {मेल} ~ {भेज}/मिले/आए|रिपोर्ट/बिल/रसीद/इनवॉइस/ओटीपी/न्यूजलेटर ~~ {मेल} ~ {भेज}|{मेल} ~ {भेज}|{मेल} ~ सिस्टम/सेवा/सुविधा|\
             मेल/ईमेल पर ~ {भेज}/मिले",
            "{लोग} ~ ko/tak ~~ {मेल} ~ {भेज}/mile/aaye|report/bill/raseed/invoice/otp/newsletter ~~ {मेल} ~ {भेज}|{मेल} ~ bhej/bhejo/bhejna/bhejne/bhejni/bheje/bhejta/kare/karne/karna|\
             {मेल} wala/ka/ki ~ system/service/suvidha",
        ],
    )
    .unless(&[TOPIC]),
    strong(
        "AWS::CloudWatch::Alarm",
        [
            "",
            "सीपीयू/लोड/एरर/त्रुटि/त्रुटियां ~~ ज्यादा/ऊपर/बढ/बढे/पार ~ तो",
            "cpu/load/error/errors/latency ~~ zyada/jyada/upar/badh/badhe/paar ~ to/toh/par/pe",
        ],
    ),
    weak(
        TABLE_TYPE,
        [
            "",
            "तालिका/टेबल में/मे/से/को/पर|{तथ्य} ~ {रख}",
            "table me/mein/mai/se/ko/pe/par|{तथ्य} ~ {रख}",
        ],
    )
    .unless(KEEP_OTHERWISE),
    strong(
        BUCKET,
        [
            "",
            "{फाइल} ~ {रख} ~ जगह/भंडार/स्टोरेज/व्यवस्था|{फाइल} ~ जगह/भंडार/भंडारण|{फाइल} के लिए/लिये ~ जगह/भंडार/स्टोरेज|जीबी {फाइल} ~ {रख}",
            "{फाइल} ~ {रख} ~ jagah/jagha/storage/bhandar|{फाइल} ~ jagah/bhandar|gb ~ {फाइल} ~ {रख}",
        ],
    ),
    weak(
        BUCKET,
        [
            "",
            "{फाइल} ~ {रख}",
            "{फाइल} ~ {रख}",
        ],
    ),
    strong(
        BUCKET,
        [
            "",
            "{फाइल} ~ आते/पडते/डालते/गिरते ही|{फाइल} ~ अपलोड होते ही|{फाइल} ~ अपलोड होने पर|{फाइल} ~ अपलोड हो/हों और ~ बने/बना|{फाइल} ~ अपलोड हो ~ तो|{फाइल} ~ आए/आये/आने/पडे/डले ~ तो/पर|जब ~~ {फाइल} ~ आए/आये/अपलोड/डाली/डाले/डालें/डालता/पडे|अपलोड पर/होने ~ लैम्ब्डा/फंक्शन ~ चले/चलाओ",
            "{फाइल} ~ aate/padte/dalte/daalte/girte hi|{फाइल} ~ upload hote hi|{फाइल} ~ upload hone par/pe|{फाइल} ~ upload ho/hon aur ~ bane/bana|{फाइल} ~ upload ho/hoti/hota/hui ~ to/toh|\
             {फाइल} ~ aaye/aye/aae/aane/dale/daale/pade ~ to/toh/par/pe|jab ~~ {फाइल} ~ aaye/aye/aae/upload/dale/daale/pade|upload par/pe/pr/hone ~ lambda/function ~ chale/chalao/chalana",
        ],
    )
    .sort(ON_UPLOAD),
    weak(
        FUNCTION,
        [
            "",
            "वर्कर ~~ करे/करें/बनाए/उठाए/भेजे/पढे/बदले|{फाइल} ~ छोटा/छोटी/छोटे/रीसाइज ~ करे/करें/कर/करके/करो/करना/करनी/हो/होकर/बनाए/बनाओ/बनाना/रूप|थंबनेल ~ बने/बनाए|जॉब/स्क्रिप्ट/प्रोग्राम/कोड ~ चले/चलाना/चलाओ/चलानी",
            "worker ~~ kare/karein/banaye/uthaye/bheje/padhe/badle/chhoti/choti/resize/process/likhe|{फाइल} ~ chhota/chhoti/chota/choti/resize ~ kare/karein/kar/karke/karo/karni/banaye/banao/karna/ho/hoke|\
             thumbnail ~ bane/banaye|job/script/program/code ~ chale/chalana/chalao/chalani",
        ],
    ),
    weak(
        "AWS::OpenSearchService::Domain",
        [
            "",
            "खोज/सर्च की सुविधा|उत्पाद/प्रोडक्ट/सामान/लेख/उत्पादों ~ खोज/खोजने/ढूंढ/ढूंढने/सर्च|खोज/सर्च ~ उत्पाद/प्रोडक्ट/सामान/लेख|खोजने/ढूंढने की सुविधा",
            "search/khoj ki suvidha|search/khoj ~ lagana/lagani/lagao/chahiye|product/products/saaman/items ~ search/khoj/dhoondh/dhundh|search/khoj ~ product/products/saaman/items",
        ],
    ),
    weak(
        "AWS::Cognito::UserPool",
        [
            "",
            "{लोग} ~ लॉगिन/साइन|लॉगिन वाला/वाली/वाले|लॉगिन के साथ|लॉगिन ओटीपी/फोन/मोबाइल/ईमेल से|ओटीपी/गूगल से लॉगिन|ओटीपी/गूगल वाला लॉगिन|लॉगिन/साइनअप सहित/समेत|लॉगिन/साइनअप/रजिस्ट्रेशन ~ हो/सुविधा/सिस्टम|के लिए लॉगिन",
            "{लोग} ~ login/signup|login wala/wali/wale|login ke saath|login otp/phone/mobile/email se|otp/google se login|otp/google wala login|login/signup samet/sahit|login/signup/registration ~ ho/suvidha/system|ke liye login",
        ],
    ),
    strong(
        "AWS::CodePipeline::Pipeline",
        [
            "",
            "पुश/कमिट/मर्ज ~ करते ही|कोड ~ पुश ~ डिप्लॉय|गिटहब से ~~ डिप्लॉय",
            "push/commit/merge ~ karte hi|code ~ push ~ deploy|github se ~~ build/deploy ~ ho/kare/hoke",
        ],
    ),
    strong(
        "AWS::SecretsManager::Secret",
        [
            "",
            "पासवर्ड/चाबी/कुंजी/टोकन ~ सुरक्षित/महफूज/संभाल ~ {रख}/जगह|पासवर्ड/टोकन ~ तिजोरी|पासवर्ड/टोकन/चाबी ~ सीक्रेट/सीक्रेट्स|पासवर्ड/टोकन ~ हर ~ बदले/बदलें/बदलता/बदलना|पासवर्ड कोड में न/नहीं",
            "password/key/token/chabi ~ surakshit/mehfooz/mahfooz/safe/sambhal ~ {रख}/jagah|password/token ~ tijori|password/token ~ har ~ badle/badlen/badalta/badalna|password ~ code me/mein na/nahi",
        ],
    ),
    strong(
        "AWS::ElastiCache::ReplicationGroup",
        [
            "redis/memcached/cache ~ session store|session store ~ redis/memcached/cache",
            "रेडिस/कैश ~ सेशन|सेशन ~ रेडिस/कैश|मेमोरी से ~ जल्दी/तेज",
            "redis/cache ~ session|session ~ redis/cache|memory se ~ jaldi/tez",
        ],
    )
    .unless(&["AWS::MemoryDB::Cluster", "AWS::DAX::Cluster"]),
    strong(
        "AWS::Batch::JobQueue",
        [
            "",
            "बैच में/मे ~ चले/चलाना/चलाओ/चलानी/प्रोसेस",
            "batch me/mein ~ chale/chalana/chalao/chalani/process|raat bhar ~ render/transcode/simulation",
        ],
    ),
    strong(
        "AWS::Synthetics::Canary",
        [
            "",
            "साइट/वेबसाइट/पेज ~ चेक/जांच ~ करे/करो/हो/करता/करती|साइट/वेबसाइट/पेज ~ जांचो/जांचे/जांचते|साइट/वेबसाइट ~ चालू/चल ~ या नहीं",
            "site/website/page ~ check/jaanch ~ kare/karo/ho/karta/karti|site/website ~ chal/chalu ~ ya nahi",
        ],
    ),
    strong(
        "AWS::WAFv2::WebACL",
        [
            "",
            "हमलों/हमले/बॉट/हैकर/हैकरों ~ से ~ बचा/बचाव/सुरक्षा|हैकर/हैकरों/बॉट/बॉट्स को रोक",
            "hamlon/hamle/bot/bots/hacker/hackers ~ se ~ bacha/bachao/bachav/suraksha|hackers/bots ~ ko ~ rok",
        ],
    ),
    weak(
        "AWS::Backup::BackupPlan",
        [
            "",
            "हर/रोज ~ बैकअप ~ ले/हो/लिया/लो|बैकअप ~ हर/रोज|रोजाना बैकअप",
            "har/roz ~ backup ~ le/ho/liya/lo|rozana backup",
        ],
    ),
    strong(
        "AWS::CloudFront::Distribution",
        [
            "",
            "दुनिया/देश भर ~ तेज/जल्दी ~ खुले/पहुंचे/दिखे/चले",
            "duniya/desh bhar ~ tez/jaldi/fast ~ khule/pahunche/dikhe/chale",
        ],
    ),
    strong(
        "AWS::Kinesis::Stream",
        [
            "",
            "स्ट्रीम में ~ डाल/डालो/डालें/डालना/भेज/भेजो/भेजें|लगातार आता/आने ~ डेटा|लाइव डेटा की धारा|सेंसर/सेंसरों ~ लगातार",
            "stream me/mein/mai ~ dal/daal/dalo/daalo/dalna/bhej/bhejo|lagatar/lagataar aata/aane ~ data|sensor ~ lagatar/lagataar",
        ],
    )
    .unless(&["AWS::MSK::Cluster", "AWS::Events::EventBus"]),
];
