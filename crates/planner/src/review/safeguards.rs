//! Safeguards that a person wants to do without, old versions, and stores and queues that are to be open. Here: what people are told of each,
//! sure or not. Not here: the other wishes (`wishes`), or the same things found in a plan that nobody wished for (the groups beside).

use cloudwhisper_api::requirements::InsecureWish;

use super::rule::Rule;
use super::wishes::{Told, told};

pub(super) const RULES: &[Rule] = &[
    told(
        "CW-DB-004",
        Told::SafeInstead,
        (InsecureWish::PublicStore, None),
        [
            "You asked for a cache, search index or cluster that anyone on the internet can reach: what stands open like that is found and emptied within hours",
            "आपने ऐसा कैश, खोज सूचकांक या क्लस्टर माँगा है जिस तक इंटरनेट से कोई भी पहुँच सके: ऐसे खुले भंडार कुछ ही घंटों में ढूँढकर ख़ाली कर दिए जाते हैं",
            "Aapne aisa cache, search index ya cluster maanga hai jis tak internet se koi bhi pahunch sake: aise khule store kuch hi ghanton mein dhoondhkar khaali kar diye jaate hain",
        ],
        [
            "The plan keeps it private: programs in its network reach it, people through a VPN or AWS Systems Manager",
            "योजना में वह निजी है: उसके नेटवर्क के प्रोग्राम उस तक पहुँचते हैं, लोग VPN या AWS Systems Manager से",
            "Plan mein woh private hai: uske network ke programs us tak pahunchte hain, log VPN ya AWS Systems Manager se",
        ],
    ),
    told(
        "CW-DB-014",
        Told::AsInsisted,
        (InsecureWish::PublicStore, None),
        [
            "You insisted on a cache, search index or cluster that anyone can reach. AWS gives most of these no public address, and this plan gives none to any of them",
            "आपने ज़ोर देकर ऐसा कैश, खोज सूचकांक या क्लस्टर माँगा जिस तक कोई भी पहुँच सके। AWS इनमें से ज़्यादातर को सार्वजनिक पता नहीं देता, और यह योजना किसी को नहीं देती",
            "Aapne zor dekar aisa cache, search index ya cluster maanga jis tak koi bhi pahunch sake. AWS inme se zyadatar ko public address nahi deta, aur yeh plan kisi ko nahi deta",
        ],
        [
            "Let an API with sign-in answer for the data, or open it by hand and to your own addresses only",
            "डेटा का जवाब साइन-इन वाले API से दिलवाएँ, या उसे हाथ से और केवल अपने पतों के लिए खोलें",
            "Data ka jawab sign-in wale API se dilwayein, ya use haath se aur sirf apne addresses ke liye kholein",
        ],
    ),
    told(
        "CW-NET-007",
        Told::SafeInstead,
        (InsecureWish::PublicMessages, None),
        [
            "You asked for a queue, topic or stream that anyone may use: strangers could flood it, and its work is on your bill",
            "आपने ऐसी कतार, टॉपिक या स्ट्रीम माँगी है जिसे कोई भी इस्तेमाल कर सके: अजनबी उसे भर सकते हैं, और काम का बिल आपका होगा",
            "Aapne aisi queue, topic ya stream maangi hai jise koi bhi istemal kar sake: ajnabi use bhar sakte hain, aur kaam ka bill aapka hoga",
        ],
        [
            "The plan lets only its own parts use it; for others put an API in front, or name the AWS account that may send",
            "योजना में केवल उसके अपने हिस्से इसे इस्तेमाल करते हैं; दूसरों के लिए आगे API लगाएँ, या उस AWS खाते का नाम बताएँ जो भेज सके",
            "Plan mein sirf uske apne hisse ise istemal karte hain; doosron ke liye aage API lagayein, ya us AWS account ka naam batayein jo bhej sake",
        ],
    ),
    told(
        "CW-NET-017",
        Told::AsInsisted,
        (InsecureWish::PublicMessages, None),
        [
            "You insisted on a queue or topic that anyone may send to, so it is built that way: strangers can flood it, and its work is on your bill",
            "आपने ज़ोर देकर ऐसी कतार या टॉपिक माँगा जिसमें कोई भी भेज सके, इसलिए वैसा ही बना है: अजनबी उसे भर सकते हैं, और काम का बिल आपका होगा",
            "Aapne zor dekar aisi queue ya topic maanga jisme koi bhi bhej sake, isliye waisa hi bana hai: ajnabi use bhar sakte hain, aur kaam ka bill aapka hoga",
        ],
        [
            "Put an API with limits in front of it, or name the AWS accounts that may send",
            "उसके आगे सीमा वाला API लगाएँ, या उन AWS खातों के नाम बताएँ जो भेज सकें",
            "Uske aage limit wala API lagayein, ya un AWS accounts ke naam batayein jo bhej sakein",
        ],
    ),
    told(
        "CW-DATA-007",
        Told::SafeInstead,
        (InsecureWish::NoBackups, None),
        [
            "You asked for no backups: what a program or a person deletes by mistake would be gone for good",
            "आपने बैकअप न रखने को कहा है: किसी प्रोग्राम या व्यक्ति की ग़लती से मिटा डेटा हमेशा के लिए चला जाएगा",
            "Aapne backup na rakhne ko kaha hai: kisi program ya insaan ki galti se mita data hamesha ke liye chala jayega",
        ],
        [
            "The plan keeps the backups that cost nothing: a database's own daily copies, free up to its size, and older versions of files",
            "योजना वे बैकअप रखती है जिनका कोई ख़र्च नहीं: डेटाबेस की रोज़ की नक़लें, उसके आकार तक मुफ़्त, और फ़ाइलों के पुराने संस्करण",
            "Plan woh backup rakhta hai jinka koi kharch nahi: database ki roz ki copies, uske size tak free, aur files ke purane version",
        ],
    ),
    told(
        "CW-DATA-017",
        Told::AsInsisted,
        (InsecureWish::NoBackups, None),
        [
            "You insisted on no backups, so databases and caches keep none (Aurora, DocumentDB and Neptune at least one day's, by AWS's rules): what is deleted by mistake is gone for good",
            "आपने ज़ोर देकर बैकअप मना किए, इसलिए डेटाबेस और कैश कोई नहीं रखते (AWS के नियम से Aurora, DocumentDB और Neptune कम से कम एक दिन का): ग़लती से मिटा डेटा हमेशा के लिए गया",
            "Aapne zor dekar backup mana kiye, isliye database aur cache koi nahi rakhte (AWS ke niyam se Aurora, DocumentDB aur Neptune kam se kam ek din ka): galti se mita data hamesha ke liye gaya",
        ],
        [
            "Keep daily backups: they are free up to the size of the database",
            "रोज़ के बैकअप रखें: वे डेटाबेस के आकार तक मुफ़्त हैं",
            "Roz ke backup rakhein: woh database ke size tak free hain",
        ],
    ),
    told(
        "CW-DATA-008",
        Told::SafeInstead,
        (InsecureWish::NoDeletionProtection, None),
        [
            "You asked for no deletion protection: one call with the right permission would delete the data",
            "आपने मिटाने से सुरक्षा न रखने को कहा है: सही अनुमति वाली एक कॉल डेटा मिटा देगी",
            "Aapne deletion protection na rakhne ko kaha hai: sahi permission wali ek call data mita degi",
        ],
        [
            "The plan turns deletion protection on wherever AWS has it; it costs nothing, and you can turn it off when you really delete",
            "योजना मिटाने से सुरक्षा हर उस जगह चालू करती है जहाँ AWS में वह है; इसका कोई ख़र्च नहीं, और सचमुच मिटाते समय आप इसे बंद कर सकते हैं",
            "Plan deletion protection har us jagah chalu karta hai jahan AWS mein woh hai; iska koi kharch nahi, aur sach mein delete karte samay aap ise band kar sakte hain",
        ],
    ),
    told(
        "CW-DATA-018",
        Told::AsInsisted,
        (InsecureWish::NoDeletionProtection, None),
        [
            "You insisted on no deletion protection, so it is off: one call with the right permission deletes the data",
            "आपने ज़ोर देकर मिटाने से सुरक्षा मना की, इसलिए वह बंद है: सही अनुमति वाली एक कॉल डेटा मिटा देती है",
            "Aapne zor dekar deletion protection mana ki, isliye woh band hai: sahi permission wali ek call data mita deti hai",
        ],
        [
            "Turn deletion protection on once it is more than a trial; it costs nothing",
            "परीक्षण से आगे बढ़ते ही मिटाने से सुरक्षा चालू करें; इसका कोई ख़र्च नहीं",
            "Trial se aage badhte hi deletion protection chalu karein; iska koi kharch nahi",
        ],
    ),
    told(
        "CW-LOG-005",
        Told::SafeInstead,
        (InsecureWish::NoLogging, None),
        [
            "You asked for no logs: after a fault or a break-in nobody could tell what happened",
            "आपने लॉग न रखने को कहा है: किसी गड़बड़ी या सेंध के बाद कोई नहीं बता पाएगा कि क्या हुआ",
            "Aapne logs na rakhne ko kaha hai: kisi gadbadi ya break-in ke baad koi nahi bata payega ki kya hua",
        ],
        [
            "The plan keeps the logs, for a bounded number of days; 5 GB a month are free",
            "योजना लॉग सीमित दिनों के लिए रखती है; महीने के 5 GB मुफ़्त हैं",
            "Plan logs seemit dinon ke liye rakhta hai; mahine ke 5 GB free hain",
        ],
    ),
    told(
        "CW-LOG-015",
        Told::AsInsisted,
        (InsecureWish::NoLogging, None),
        [
            "You insisted on no logs, so APIs, databases, clusters and workflows write none; what programs print is still kept, since AWS takes it by itself",
            "आपने ज़ोर देकर लॉग मना किए, इसलिए API, डेटाबेस, क्लस्टर और वर्कफ़्लो कोई नहीं लिखते; प्रोग्राम जो छापते हैं वह फिर भी रहता है, क्योंकि AWS उसे ख़ुद लेता है",
            "Aapne zor dekar logs mana kiye, isliye API, database, cluster aur workflow koi nahi likhte; programs jo print karte hain woh phir bhi rehta hai, kyunki AWS use khud leta hai",
        ],
        [
            "Keep the logs for a few days; 5 GB a month are free",
            "लॉग कुछ दिन रखें; महीने के 5 GB मुफ़्त हैं",
            "Logs kuch din rakhein; mahine ke 5 GB free hain",
        ],
    ),
    told(
        "CW-REL-004",
        Told::SafeInstead,
        (InsecureWish::NoDeadLetterQueue, None),
        [
            "You asked for no dead-letter queue: what fails again and again would be lost, or hold up everything behind it",
            "आपने डेड-लेटर कतार न रखने को कहा है: जो बार-बार विफल हो वह खो जाएगा, या पीछे सब कुछ रोक देगा",
            "Aapne dead-letter queue na rakhne ko kaha hai: jo baar-baar fail ho woh kho jayega, ya peeche sab kuch rok dega",
        ],
        [
            "The plan keeps one beside each queue; an empty queue costs nothing",
            "योजना हर कतार के साथ एक रखती है; ख़ाली कतार का कोई ख़र्च नहीं",
            "Plan har queue ke saath ek rakhta hai; khaali queue ka koi kharch nahi",
        ],
    ),
    told(
        "CW-REL-014",
        Told::AsInsisted,
        (InsecureWish::NoDeadLetterQueue, None),
        [
            "You insisted on no dead-letter queue, so there is none: what fails is tried until its time is up, and then lost",
            "आपने ज़ोर देकर डेड-लेटर कतार मना की, इसलिए वह नहीं है: जो विफल हो वह समय पूरा होने तक दोहराया जाता है, फिर खो जाता है",
            "Aapne zor dekar dead-letter queue mana ki, isliye woh nahi hai: jo fail ho woh time poora hone tak dohraya jaata hai, phir kho jaata hai",
        ],
        [
            "Let the plan keep what failed in a second queue; it costs nothing while it is empty",
            "योजना को विफल संदेश दूसरी कतार में रखने दें; ख़ाली रहते उसका कोई ख़र्च नहीं",
            "Plan ko fail hue messages doosri queue mein rakhne dein; khaali rehte uska koi kharch nahi",
        ],
    ),
    told(
        "CW-NET-008",
        Told::SafeInstead,
        (InsecureWish::Imdsv1, Some("AWS::EC2::Instance")),
        [
            "You asked for the first version of the metadata service (IMDSv1): one faulty program on the machine could give its permissions away",
            "आपने मेटाडेटा सेवा का पहला संस्करण (IMDSv1) माँगा है: मशीन का एक दोषपूर्ण प्रोग्राम उसकी अनुमतियाँ दूसरों को दे सकता है",
            "Aapne metadata service ka pehla version (IMDSv1) maanga hai: machine ka ek faulty program uski permissions doosron ko de sakta hai",
        ],
        [
            "The plan requires IMDSv2, which asks for a token first; AWS's current programs all know it",
            "योजना में IMDSv2 ज़रूरी है, जो पहले टोकन माँगता है; AWS के सभी मौजूदा प्रोग्राम उसे जानते हैं",
            "Plan mein IMDSv2 zaroori hai, jo pehle token maangta hai; AWS ke sabhi maujooda programs use jaante hain",
        ],
    ),
    told(
        "CW-NET-018",
        Told::AsInsisted,
        (InsecureWish::Imdsv1, Some("AWS::EC2::Instance")),
        [
            "You insisted on the first version of the metadata service (IMDSv1), so machines answer without a token: one faulty program can give their permissions away",
            "आपने ज़ोर देकर मेटाडेटा सेवा का पहला संस्करण (IMDSv1) माँगा, इसलिए मशीनें बिना टोकन जवाब देती हैं: एक दोषपूर्ण प्रोग्राम उनकी अनुमतियाँ दूसरों को दे सकता है",
            "Aapne zor dekar metadata service ka pehla version (IMDSv1) maanga, isliye machines bina token jawab deti hain: ek faulty program unki permissions doosron ko de sakta hai",
        ],
        [
            "Require IMDSv2; newer versions of AWS's SDKs use it by themselves",
            "IMDSv2 ज़रूरी करें; AWS के नए SDK उसे अपने आप इस्तेमाल करते हैं",
            "IMDSv2 zaroori karein; AWS ke naye SDK use apne aap istemal karte hain",
        ],
    ),
    told(
        "CW-ENC-008",
        Told::SafeInstead,
        (InsecureWish::OldTls, None),
        [
            "You asked for TLS before 1.2: those versions are broken, and browsers since 2020 no longer speak them",
            "आपने 1.2 से पुराना TLS माँगा है: वे संस्करण टूट चुके हैं, और 2020 के बाद के ब्राउज़र उन्हें नहीं बोलते",
            "Aapne 1.2 se purana TLS maanga hai: woh versions toot chuke hain, aur 2020 ke baad ke browsers unhe nahi bolte",
        ],
        [
            "The plan takes TLS 1.2 and newer, which phones and browsers of the last ten years speak",
            "योजना TLS 1.2 और नया लेती है, जो पिछले दस साल के फ़ोन और ब्राउज़र बोलते हैं",
            "Plan TLS 1.2 aur naya leta hai, jo pichhle das saal ke phone aur browser bolte hain",
        ],
    ),
    told(
        "CW-ENC-018",
        Told::AsInsisted,
        (InsecureWish::OldTls, None),
        [
            "You insisted on TLS before 1.2, so it is taken wherever AWS still has the setting (load balancers, REST APIs and search domains with an address of your own): whoever is on the way may read along",
            "आपने ज़ोर देकर 1.2 से पुराना TLS माँगा, इसलिए वह वहाँ लिया जाता है जहाँ AWS में वह सेटिंग अब भी है (अपने पते वाले लोड बैलेंसर, REST API और खोज डोमेन): रास्ते में बैठा कोई भी पढ़ सकता है",
            "Aapne zor dekar 1.2 se purana TLS maanga, isliye woh wahan liya jaata hai jahan AWS mein woh setting ab bhi hai (apne address wale load balancer, REST API aur search domain): raaste mein baitha koi bhi padh sakta hai",
        ],
        [
            "Take TLS 1.2 and newer only",
            "केवल TLS 1.2 और नया लें",
            "Sirf TLS 1.2 aur naya lein",
        ],
    ),
    told(
        "CW-RUN-004",
        Told::SafeInstead,
        (InsecureWish::OldVersion, None),
        [
            "You asked for a version that nobody mends any more, or only for a fee by the hour: holes that are found in it stay open",
            "आपने ऐसा संस्करण माँगा है जिसे अब कोई ठीक नहीं करता, या केवल घंटे के शुल्क पर: उसमें मिली कमियाँ खुली रहती हैं",
            "Aapne aisa version maanga hai jise ab koi theek nahi karta, ya sirf ghante ki fee par: usme mile holes khule rehte hain",
        ],
        [
            "The plan takes a version that is supported; try your program with it before you move",
            "योजना समर्थित संस्करण लेती है; बदलने से पहले अपना प्रोग्राम उसके साथ आज़माएँ",
            "Plan supported version leta hai; badalne se pehle apna program uske saath aazmayein",
        ],
    ),
    told(
        "CW-RUN-014",
        Told::AsInsisted,
        (InsecureWish::OldVersion, None),
        [
            "You insisted on a version that nobody mends any more. It is not built even so: AWS lets nobody make new functions or databases of most of them, and this plan takes a supported one",
            "आपने ज़ोर देकर ऐसा संस्करण माँगा जिसे अब कोई ठीक नहीं करता। फिर भी वह नहीं बनता: AWS उनमें से ज़्यादातर के नए फ़ंक्शन या डेटाबेस बनाने ही नहीं देता, और यह योजना समर्थित संस्करण लेती है",
            "Aapne zor dekar aisa version maanga jise ab koi theek nahi karta. Phir bhi woh nahi banta: AWS unme se zyadatar ke naye function ya database banane hi nahi deta, aur yeh plan supported version leta hai",
        ],
        [
            "Move to the supported version; an old program can run in a container of its own meanwhile",
            "समर्थित संस्करण पर जाएँ; पुराना प्रोग्राम तब तक अपने कंटेनर में चल सकता है",
            "Supported version par jayein; purana program tab tak apne container mein chal sakta hai",
        ],
    ),
    told(
        "CW-REL-005",
        Told::SafeInstead,
        (InsecureWish::SingleZone, None),
        [
            "You asked for production in one data centre: when that one fails, so does everything, for minutes to hours",
            "आपने प्रोडक्शन एक ही डेटा सेंटर में माँगा है: वह रुका तो सब कुछ मिनटों से घंटों तक रुकेगा",
            "Aapne production ek hi data centre mein maanga hai: woh ruka to sab kuch minton se ghanton tak rukega",
        ],
        [
            "The plan spreads over two, and the database server has a standby in the second, which about doubles its price",
            "योजना दो में फैली है, और डेटाबेस सर्वर का स्टैंडबाय दूसरे में है, जिससे उसकी कीमत लगभग दोगुनी होती है",
            "Plan do mein faila hai, aur database server ka standby doosre mein hai, jisse uski keemat lagbhag dugni hoti hai",
        ],
    ),
    told(
        "CW-REL-015",
        Told::AsInsisted,
        (InsecureWish::SingleZone, None),
        [
            "You insisted on production in one data centre, so nothing stands by in a second: when it fails, so does this, for minutes to hours",
            "आपने ज़ोर देकर प्रोडक्शन एक ही डेटा सेंटर में माँगा, इसलिए दूसरे में कुछ तैयार नहीं है: वह रुका तो यह भी मिनटों से घंटों तक रुकेगा",
            "Aapne zor dekar production ek hi data centre mein maanga, isliye doosre mein kuch taiyaar nahi hai: woh ruka to yeh bhi minton se ghanton tak rukega",
        ],
        [
            "Ask for high availability: a standby in a second data centre takes over by itself",
            "उच्च उपलब्धता माँगें: दूसरे डेटा सेंटर का स्टैंडबाय अपने आप काम संभाल लेता है",
            "High availability maangein: doosre data centre ka standby apne aap kaam sambhal leta hai",
        ],
    ),
];
