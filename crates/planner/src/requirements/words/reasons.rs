//! Why something was taken for granted.

use cloudwhisper_api::language::Language;

use super::pick;

/// Why something was taken for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::requirements) enum Reason {
    LambdaIsCheapest,
    PagesNeedNoServer,
    ContainersRunOnEcs,
    BringsItsRuntime,
    SshNeedsAMachine,
    KeepsFilesBesideItself,
    ReadyMadeNeedsSql,
    PublicByDefault,
    Nearest,
    AccountDefault,
    NameOfRequest,
    NodeMeansExpress,
    PythonMeansFlask,
    NoSupportOfItsOwn,
    SampleStandsIn,
    NotInstalled,
    FreeTierPreferred,
    DatabaseIsDynamo,
    MongoIsDynamo,
    RoomIsS3,
    FrameworkSuggestsApp,
    FunctionIsApi,
    MachineIsWebApp,
    DataMakesWebApp,
    BothMakeWebApp,
    FilesAreStatic,
    PartsMakeWebApp,
    ClockOfThePrompt,
    FirstOfRegions,
    FirstOfTwo,
    CheaperOfTwo,
    ImageIsContainer,
    RupeesByLanguage,
    RupeesByLakh,
    DollarsByLanguage,
    PerMonth,
    DaysPerMonth,
    ScaledToMonth,
    RequestsPerUser,
    RequestsPerDailyUser,
    RequestsPerVisit,
    RequestPerMessage,
    OnceIsAYear,
    KilobytePerRow,
    SmallestThatFits,
    AddressGetsAlarms,
    InLatinLetters,
    RuntimeRunsOut,
    MaintenanceAfterBackup,
}

impl Reason {
    /// Whether nothing was said and something had to be taken. Everything else follows from what was said: the ways in which amounts are counted
    /// up to a month, what a program can't do without.
    pub(in crate::requirements) fn is_default(self) -> bool {
        matches!(
            self,
            Self::LambdaIsCheapest
                | Self::PublicByDefault
                | Self::Nearest
                | Self::AccountDefault
                | Self::NameOfRequest
                | Self::NodeMeansExpress
                | Self::PythonMeansFlask
                | Self::FreeTierPreferred
                | Self::DatabaseIsDynamo
                | Self::RoomIsS3
                | Self::FrameworkSuggestsApp
                | Self::FunctionIsApi
                | Self::MachineIsWebApp
                | Self::DataMakesWebApp
                | Self::FilesAreStatic
                | Self::PartsMakeWebApp
                | Self::DollarsByLanguage
                | Self::RupeesByLanguage
                | Self::PerMonth
                | Self::RequestsPerUser
                | Self::RequestsPerDailyUser
                | Self::RequestsPerVisit
                | Self::RequestPerMessage
                | Self::KilobytePerRow
        )
    }
}

/// The reason in a sentence.
pub(in crate::requirements) fn reason(language: Language, reason: Reason) -> String {
    let (english, hindi, hinglish) = match reason {
        Reason::RuntimeRunsOut => (
            "Lambda hasn't the version that was asked for, or not for another year; this one stands in for it.",
            "माँगा गया संस्करण Lambda पर नहीं है, या एक साल से कम बचा है; उसकी जगह यह लिया गया है।",
            "Maanga gaya version Lambda par nahi hai, ya ek saal se kam bacha hai; uski jagah yeh liya gaya hai.",
        ),
        Reason::MaintenanceAfterBackup => (
            "AWS takes no maintenance in the hour of the backup; it follows the backup (times in UTC).",
            "बैकअप के घंटे में AWS रखरखाव नहीं लेता; वह बैकअप के बाद होगा (समय UTC में)।",
            "Backup ke ghante mein AWS maintenance nahi leta; woh backup ke baad hoga (samay UTC mein).",
        ),
        Reason::LambdaIsCheapest => (
            "Nothing was said; Lambda costs nothing while nobody calls it.",
            "कुछ कहा नहीं गया; Lambda पर बिना इस्तेमाल कोई खर्च नहीं होता।",
            "Kuch kaha nahi gaya; Lambda par bina istemal koi kharch nahi hota.",
        ),
        Reason::PagesNeedNoServer => (
            "Static pages are only files; no server runs for them.",
            "स्थिर पन्ने सिर्फ़ फ़ाइलें हैं; उनके लिए कोई सर्वर नहीं चलता।",
            "Static pages sirf files hain; unke liye koi server nahi chalta.",
        ),
        Reason::ContainersRunOnEcs => (
            "Containers run on ECS with Fargate, where there is no machine to look after.",
            "कंटेनर ECS Fargate पर चलते हैं, जहाँ कोई मशीन सँभालनी नहीं पड़ती।",
            "Container ECS Fargate par chalte hain, jahan koi machine sambhalni nahi padti.",
        ),
        Reason::BringsItsRuntime => (
            "Lambda has no runtime for its language; it comes in a container image, which ECS with Fargate runs without a machine to look after.",
            "Lambda इसकी भाषा नहीं चलाता; यह कंटेनर इमेज में आती है, जिसे ECS Fargate चलाता है; कोई मशीन सँभालनी नहीं पड़ती।",
            "Lambda iski language nahi chalata; yeh container image mein aati hai, jise ECS Fargate chalata hai; koi machine sambhalni nahi padti.",
        ),
        Reason::KeepsFilesBesideItself => (
            "It keeps files beside itself, which Lambda can't; a machine's disk can. Say \"containers\" for more copies with shared files.",
            "यह अपनी फ़ाइलें अपने पास रखता है, जो Lambda पर नहीं हो सकता; मशीन की डिस्क पर हो सकता है। ज़्यादा कॉपी और साझा फ़ाइलों के लिए \"containers\" लिखिए।",
            "Yeh apni files apne paas rakhta hai, jo Lambda par nahi ho sakta; machine ki disk par ho sakta hai. Zyada copies aur shared \
             files ke liye \"containers\" likhein.",
        ),
        Reason::ReadyMadeNeedsSql => (
            "It works with this SQL database only; none was said, so the plan has one.",
            "यह केवल इसी SQL डेटाबेस के साथ चलता है; कोई बताया नहीं गया, इसलिए योजना में यह है।",
            "Yeh sirf isi SQL database ke saath chalta hai; koi bataya nahi gaya, isliye plan mein yeh hai.",
        ),
        Reason::SshNeedsAMachine => (
            "A remote shell needs a machine of your own.",
            "SSH के लिए अपनी मशीन चाहिए।",
            "SSH ke liye apni machine chahiye.",
        ),
        Reason::PublicByDefault => (
            "Nothing was said of internal use, so anyone on the internet can reach it.",
            "भीतरी उपयोग की बात नहीं कही गई, इसलिए इंटरनेट पर कोई भी इस तक पहुँच सकता है।",
            "Internal use ki baat nahi kahi gayi, isliye internet par koi bhi is tak pahunch sakta hai.",
        ),
        Reason::Nearest => (
            "No region was said; this one is nearest to most users in India.",
            "क्षेत्र नहीं बताया गया; भारत के ज़्यादातर लोगों के यह सबसे पास है।",
            "Region nahi bataya gaya; India ke zyadatar logon ke yeh sabse paas hai.",
        ),
        Reason::AccountDefault => (
            "No region was said; this is the account's default.",
            "क्षेत्र नहीं बताया गया; यह खाते का पहले से तय क्षेत्र है।",
            "Region nahi bataya gaya; yeh account ka default hai.",
        ),
        Reason::NameOfRequest => (
            "No name was said; this is the name of the request.",
            "नाम नहीं बताया गया; यह अनुरोध का नाम है।",
            "Naam nahi bataya gaya; yeh request ka naam hai.",
        ),
        Reason::NodeMeansExpress => (
            "Node.js was said without a framework; Express is the most common one.",
            "Node.js कहा गया, फ्रेमवर्क नहीं; Express सबसे प्रचलित है।",
            "Node.js kaha gaya, framework nahi; Express sabse common hai.",
        ),
        Reason::PythonMeansFlask => (
            "Python was said without a framework; Flask is the simplest one.",
            "Python कहा गया, फ्रेमवर्क नहीं; Flask सबसे सरल है।",
            "Python kaha gaya, framework nahi; Flask sabse simple hai.",
        ),
        Reason::NoSupportOfItsOwn => (
            "It has no preset of its own: a small sample of ours answers until you give your own build in spec.artifact.",
            "इसके लिए अलग से तैयारी नहीं है: जब तक आप spec.artifact में अपना ऐप न दें, हमारा छोटा नमूना जवाब देगा।",
            "Iske liye alag preset nahi hai: jab tak aap spec.artifact mein apna build na dein, hamara chhota sample jawab dega.",
        ),
        Reason::SampleStandsIn => (
            "Nothing of it is written here: a small sample of ours in Node.js or Python answers until you give your own program in \
             spec.artifact. Give it as a container image: of zip files, Lambda runs only Node.js and Python here.",
            "इसमें यहाँ कुछ नहीं लिखा जाता: जब तक आप spec.artifact में अपना प्रोग्राम न दें, Node.js या Python में हमारा छोटा नमूना जवाब \
             देगा। उसे कंटेनर इमेज के रूप में दीजिए: zip फ़ाइल में Lambda यहाँ केवल Node.js और Python चलाता है।",
            "Isme yahan kuch nahi likha jata: jab tak aap spec.artifact mein apna program na dein, Node.js ya Python mein hamara \
             chhota sample jawab dega. Use container image ke roop mein do: zip file mein Lambda yahan sirf Node.js aur Python chalata hai.",
        ),
        Reason::NotInstalled => (
            "It is not installed: a small sample of ours answers until you give its container image, in spec.artifact.image or by \
             name in the prompt.",
            "यह इंस्टॉल नहीं होता: जब तक आप इसकी कंटेनर इमेज न दें (spec.artifact.image में, या अनुरोध में नाम लिखकर), हमारा छोटा \
             नमूना जवाब देगा।",
            "Yeh install nahi hota: jab tak aap iski container image na dein (spec.artifact.image mein, ya prompt mein naam likhkar), \
             hamara chhota sample jawab dega.",
        ),
        Reason::FreeTierPreferred => (
            "No budget was said; what the free tier covers is preferred.",
            "बजट नहीं बताया गया; जो फ्री टियर में आता है वही चुना गया।",
            "Budget nahi bataya gaya; jo free tier mein aata hai wahi chuna gaya.",
        ),
        Reason::DatabaseIsDynamo => (
            "A database was asked for without a kind; DynamoDB has an always-free allowance.",
            "डेटाबेस का प्रकार नहीं बताया गया; DynamoDB का एक हिस्सा हमेशा मुफ़्त है।",
            "Database ka type nahi bataya gaya; DynamoDB ka ek hissa hamesha free hai.",
        ),
        Reason::MongoIsDynamo => (
            "DynamoDB is the document and key-value database with an always-free allowance.",
            "DynamoDB ऐसा ही डॉक्यूमेंट और की-वैल्यू डेटाबेस है, जिसका एक हिस्सा हमेशा मुफ़्त है।",
            "DynamoDB aisa hi document aur key-value database hai, jiska ek hissa hamesha free hai.",
        ),
        Reason::RoomIsS3 => (
            "Storage was asked for without a kind; S3 is the cheapest room for files.",
            "स्टोरेज का प्रकार नहीं बताया गया; फ़ाइलों के लिए S3 सबसे सस्ता है।",
            "Storage ka type nahi bataya gaya; files ke liye S3 sabse sasta hai.",
        ),
        Reason::FrameworkSuggestsApp => (
            "This is what the framework is mostly used for.",
            "यह फ्रेमवर्क ज़्यादातर इसी काम आता है।",
            "Yeh framework zyadatar isi kaam aata hai.",
        ),
        Reason::FunctionIsApi => (
            "A function that is called over HTTP is an API.",
            "HTTP से बुलाया जाने वाला function एक API है।",
            "HTTP se bulaya jaane wala function ek API hai.",
        ),
        Reason::MachineIsWebApp => (
            "A machine with nothing more said serves a web application.",
            "मशीन के बारे में और कुछ नहीं कहा गया, तो उस पर वेब ऐप चलता है।",
            "Machine ke baare mein aur kuch nahi kaha gaya, to us par web app chalta hai.",
        ),
        Reason::DataMakesWebApp => (
            "It needs a server behind its pages, so pages alone are not enough.",
            "इसके पन्नों के पीछे सर्वर चाहिए, सिर्फ़ पन्ने काफ़ी नहीं।",
            "Iske pages ke peeche server chahiye, sirf pages kaafi nahi.",
        ),
        Reason::FilesAreStatic => (
            "A website of which no more is said than where it is shown from is made of files.",
            "जिस वेबसाइट के बारे में बस इतना कहा गया कि वह कहाँ से दिखाई जाए, वह सिर्फ़ फ़ाइलें है।",
            "Jis website ke baare mein bas itna kaha gaya ki woh kahan se dikhayi jaye, woh sirf files hai.",
        ),
        Reason::BothMakeWebApp => (
            "Pages and an API together are a web application.",
            "पन्ने और API साथ में एक वेब ऐप हैं।",
            "Pages aur API saath mein ek web app hain.",
        ),
        Reason::PartsMakeWebApp => (
            "What kind of application it is was left open; a web application can use all the parts that were named.",
            "ऐप्लिकेशन का प्रकार नहीं बताया गया; वेब ऐप्लिकेशन बताए गए सभी हिस्सों का उपयोग कर सकता है।",
            "Application ka type nahi bataya gaya; web application bataye gaye sabhi hisson ka upyog kar sakta hai.",
        ),
        Reason::ClockOfThePrompt => (
            "No time zone was said; the times are read by the clock of where the prompt comes from, and kept by UTC.",
            "समय क्षेत्र नहीं बताया गया; समय वहाँ की घड़ी से पढ़ा गया जहाँ से अनुरोध आया, और UTC में रखा गया।",
            "Time zone nahi bataya gaya; samay wahan ki ghadi se padha gaya jahan se request aayi, aur UTC mein rakha gaya.",
        ),
        Reason::FirstOfTwo => (
            "The choice was left open; this is the first of the two.",
            "चुनाव हम पर छोड़ा गया; दोनों में से यह पहला है।",
            "Chunaav hum par chhoda gaya; dono mein se yeh pehla hai.",
        ),
        Reason::CheaperOfTwo => (
            "The choice was left open; this is the cheaper of the two.",
            "चुनाव हम पर छोड़ा गया; दोनों में से यह सस्ता है।",
            "Chunaav hum par chhoda gaya; dono mein se yeh sasta hai.",
        ),
        Reason::FirstOfRegions => (
            "Several regions were named; the global table is copied to others, and everything else runs in the first.",
            "कई क्षेत्र बताए गए; ग्लोबल तालिका की प्रतियाँ दूसरे क्षेत्रों में जाती हैं, बाकी सब पहले क्षेत्र में चलता है।",
            "Kai regions bataye gaye; global table ki copies doosre regions mein jaati hain, baaki sab pehle region mein chalta hai.",
        ),
        Reason::ImageIsContainer => (
            "It comes as a container image.",
            "यह कंटेनर इमेज के रूप में है।",
            "Yeh container image ke roop mein hai.",
        ),
        Reason::RupeesByLanguage => (
            "No currency was said; rupees are taken.",
            "मुद्रा नहीं बताई गई; रुपये माने गए।",
            "Currency nahi batayi gayi; rupaye maane gaye.",
        ),
        Reason::RupeesByLakh => (
            "No currency was said; rupees are taken, as the amount is written the Indian way.",
            "मुद्रा नहीं बताई गई; रुपये माने गए, क्योंकि रक़म भारतीय ढंग से लिखी है।",
            "Currency nahi batayi gayi; rupaye maane gaye, kyunki rakam Indian tareeke se likhi hai.",
        ),
        Reason::DollarsByLanguage => (
            "No currency was said; dollars are taken, as AWS bills in them.",
            "मुद्रा नहीं बताई गई; डॉलर माने गए, क्योंकि AWS का बिल डॉलर में आता है।",
            "Currency nahi batayi gayi; dollar maane gaye, kyunki AWS ka bill dollar mein aata hai.",
        ),
        Reason::PerMonth => (
            "No period was said; AWS bills by the month.",
            "अवधि नहीं बताई गई; AWS का बिल महीने का होता है।",
            "Period nahi bataya gaya; AWS ka bill mahine ka hota hai.",
        ),
        Reason::DaysPerMonth => (
            "A month is counted as 30 days (× 30).",
            "महीना 30 दिन का गिना गया (× 30)।",
            "Mahina 30 din ka gina gaya (× 30).",
        ),
        Reason::ScaledToMonth => (
            "Counted up to a month of 30 days.",
            "30 दिन के महीने के हिसाब से गिना गया।",
            "30 din ke mahine ke hisaab se gina gaya.",
        ),
        Reason::RequestsPerUser => (
            "Counted as 100 requests a month for each user (× 100). If you know the number of requests, say it.",
            "हर व्यक्ति के महीने में 100 अनुरोध गिने गए (× 100)। अनुरोधों की संख्या पता हो तो वही लिखिए।",
            "Har user ke mahine mein 100 requests gine gaye (× 100). Requests ki sankhya pata ho to wahi likhiye.",
        ),
        Reason::RequestsPerDailyUser => (
            "Counted as 10 requests a day for each daily user, 30 days a month (× 300). If you know the number of requests, say it.",
            "रोज़ आने वाले हर व्यक्ति के दिन में 10 अनुरोध गिने गए, महीने के 30 दिन (× 300)। अनुरोधों की संख्या पता हो तो वही लिखिए।",
            "Roz aane wale har user ke din mein 10 requests gine gaye, mahine ke 30 din (× 300). Requests ki sankhya pata ho to wahi likhiye.",
        ),
        Reason::SmallestThatFits => (
            "The smallest machine with at least that many processors and that much memory.",
            "कम से कम इतने प्रोसेसर और इतनी मेमोरी वाली सबसे छोटी मशीन।",
            "Kam se kam itne processor aur itni memory wali sabse chhoti machine.",
        ),
        Reason::AddressGetsAlarms => (
            "It is the e-mail address in the prompt, so what goes wrong is mailed there.",
            "अनुरोध में यही ईमेल पता है, इसलिए गड़बड़ होने पर मेल यहीं जाएगा।",
            "Prompt mein yahi email address hai, isliye gadbad hone par mail yahin jayega.",
        ),
        Reason::InLatinLetters => (
            "AWS takes Latin letters only; this is the name in them.",
            "AWS केवल लैटिन अक्षर लेता है; नाम उनमें ऐसा लिखा जाता है।",
            "AWS sirf Latin letters leta hai; naam unmein aisa likha jata hai.",
        ),
        Reason::OnceIsAYear => (
            "What is there once is taken to last a year: AWS is paid every month.",
            "जो एक ही बार है उसे एक साल के लिए माना गया: AWS का भुगतान हर महीने होता है।",
            "Jo ek hi baar hai use ek saal ke liye maana gaya: AWS ka payment har mahine hota hai.",
        ),
        Reason::RequestPerMessage => (
            "Each message counts as one request, in a month of 30 days. If requests and messages differ, say both.",
            "30 दिन के महीने में हर संदेश एक अनुरोध गिना गया। अनुरोध और संदेश अलग हों तो दोनों बताइए।",
            "30 din ke mahine mein har message ek request gina gaya. Requests aur messages alag hon to dono bataiye.",
        ),
        Reason::KilobytePerRow => (
            "Counted as one kilobyte for each row. If you know how many gigabytes it is, say it.",
            "हर पंक्ति का एक किलोबाइट गिना गया। कितने GB हैं यह पता हो तो वही लिखिए।",
            "Har row ka ek kilobyte gina gaya. Kitne GB hain yeh pata ho to wahi likhein.",
        ),
        Reason::RequestsPerVisit => (
            "Counted as 10 requests for each visit (× 10), and 30 days a month.",
            "हर बार आने के 10 अनुरोध गिने गए (× 10), और महीने के 30 दिन।",
            "Har visit ke 10 requests gine gaye (× 10), aur mahine ke 30 din.",
        ),
    };
    pick(language, english, hindi, hinglish)
}
