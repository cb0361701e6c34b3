//! Who may reach it, how safely, and what it tells its owner.

use super::{Concept, Entry};

pub(super) const TABLE: &[Entry] = &[
    Entry::new(
        Concept::Public,
        "public|publicly|publicly accessible|public access|publicly available|publicly reachable|public facing|internet facing|public internet|open to public|open to the public|on the internet|accessible from the internet|from the internet|over the internet|reachable from the internet|reachable from internet|accessible from internet|from internet|visible from the internet|visible from internet|visible on the internet|exposed to internet|reachable from outside|accessible from outside|exposed to the internet|open to internet|open to the internet|world readable|world-readable|publicly readable|readable by anyone|readable by everyone",
        "सार्वजनिक|पब्लिक|सार्वजनिक रूप से|इंटरनेट पर|इंटरनेट से",
        "internet par|internet pe|internet se|public hona|sarvajanik",
    ),
    Entry::new(
        Concept::Private,
        "private|privately|internal|internally|internal only|internal use|internal usage|internal users|internal purposes|internal access|for employees|only employees|employees only|only for employees|only for our team|only our team|intranet|within vpc|inside vpc|inside the vpc|within the vpc|private access|not exposed|behind vpn|vpn only|behind the vpn|behind a vpn|company network|over vpn|over the vpn|over a vpn|via vpn|through vpn|through the vpn|staff only|only staff|only for staff|only our staff|only for our staff|for staff only|team only|just our team|just for our team|our team alone|colleagues only|only colleagues|only for colleagues|company only|only from the office|only from our office|nobody outside|no one outside|cannot be reached from the internet|can't be reached from the internet|can not be reached from the internet|cannot be reached from outside|cannot be called from the internet|cannot be accessed from the internet|can't be accessed from the internet|cannot be invoked from the internet|not reachable over the internet|nothing reachable from the internet|nothing reachable from outside|nothing public|nothing is public|nothing exposed|off the internet|off the public internet|away from the internet|not on the internet|not on the public internet|not open to the internet|not open to the public|not reachable from outside|not accessible from outside|closed to the internet|closed to the outside|closed to outsiders|hidden from the internet|invisible from outside|inside our network|within our network|inside the network only|only inside our network|only over vpn|only through vpn|only via vpn|vpn users only|no outsiders|insiders only|in house use|in-house use|for in house use|for in-house use|for our own staff|for our staff|for our employees|for my staff|for my employees|for internal staff",
        "निजी|प्राइवेट|आंतरिक|इंटरनल|आंतरिक उपयोग|आंतरिक इस्तेमाल|इंटरनल यूज|इंटरनल उपयोग|अंदरूनी|अंदरूनी उपयोग|अंदरूनी इस्तेमाल|केवल कर्मचारी|सिर्फ कर्मचारी|अंदर का|सिर्फ हमारी टीम|केवल हमारी टीम|सिर्फ अपनी टीम|केवल अपनी टीम|सिर्फ टीम|केवल टीम|सिर्फ कर्मचारियों|केवल कर्मचारियों|सिर्फ हमारे कर्मचारियों|सिर्फ स्टाफ|केवल स्टाफ|सिर्फ हमारे स्टाफ|सिर्फ ऑफिस|केवल ऑफिस|सिर्फ दफ़्तर|केवल दफ़्तर|सिर्फ दफ्तर|केवल दफ्तर|अंदर वालों|वीपीसी के अंदर|वीपीसी के अन्दर|सिर्फ वीपीसी|वीपीएन से|वीपीएन के पीछे|सिर्फ वीपीएन|केवल वीपीएन|सिर्फ कार्यालय|केवल कार्यालय|कार्यालय के भीतर|कार्यालय के अंदर|कार्यालय के अन्दर|ऑफिस के भीतर|ऑफिस के अंदर|ऑफिस के अन्दर|दफ्तर के भीतर|दफ्तर के अंदर|दफ़्तर के भीतर|दफ़्तर के अंदर|कंपनी के भीतर|कंपनी के अंदर|संस्था के भीतर|संस्था के अंदर|नेटवर्क के भीतर|नेटवर्क के अंदर|सिर्फ कंपनी|केवल कंपनी|केवल आंतरिक|सिर्फ अंदर|केवल अंदर|केवल भीतर|सिर्फ भीतर",
        "andar ka|andar ki|andar hi|andar ke istemal|internal istemal|internal upyog|andruni istemal|andruni upyog|sirf team ke liye|sirf andar|andruni|sirf office|office ke andar|sirf employees|sirf hamari team|sirf apni team|sirf team|sirf staff|sirf hamare staff|sirf apne staff|sirf hamare employees|sirf apne employees|sirf karmchari|sirf karmchariyon|sirf hamari company|sirf company|sirf apne log|sirf hamare log|bas hamari team|bas apni team|bas office|keval team|keval staff|keval office|andar walon|andar walo|vpc ke andar|sirf vpc|vpc ke bheetar|vpn se|vpn ke peeche|vpn ke andar|sirf vpn|keval vpn|bas vpn|office ke bheetar|office ke bhitar|daftar ke andar|daftar ke bheetar|daftar ke bhitar|sirf daftar|keval daftar|bas daftar|company ke andar|company ke bheetar|network ke andar|network ke bheetar|keval company|bas company|keval andar|bas andar|andaruni|andarooni|sirf ghar ke log",
    ),
    Entry::new(
        Concept::Filler,
        "private key|private repo|private repository|public repository|public repo|public ip|public key|internal error",
        "",
        "",
    ),
    Entry::new(
        Concept::World,
        "0.0.0.0/0|anywhere|from anywhere|everywhere|the world|whole world|entire world|open to all|open to everyone|to everyone|for everyone|anyone|everybody|everyone|all ips|any ip|entire internet|whole internet",
        "सबके लिए|सब के लिए|दुनिया के लिए|सारी दुनिया|पूरे इंटरनेट|सभी को|सबके लिए खुला|कहीं से भी|दुनिया भर|पूरी दुनिया|सभी के लिए|हर कोई|कोई भी|कहीं से|सब जगह से|हर जगह से|सब लोगों के लिए|आम जनता के लिए|किसी के लिए भी",
        "sabke liye|sab ke liye|duniya ke liye|sari duniya|saari duniya|poore internet|pure internet|sabke liye khula|kahin se bhi|kahi se bhi|kahin se|puri duniya|poori duniya|sabhi ke liye|koi bhi|har jagah se|sab jagah se|kisi bhi jagah se|sab logon ke liye|har kisi ke liye|kisi ke liye bhi",
    ),
    Entry::new(
        Concept::CustomDomain,
        "custom domain|domain|own domain|my domain|domain name|custom domain name|custom url|subdomain",
        "डोमेन|अपना डोमेन|कस्टम डोमेन",
        "apna domain|apne domain|khud ka domain",
    ),
    Entry::new(
        Concept::Ssh,
        "ssh|ssh access|rdp|port 22|remote desktop|ssh port|port 3389|rdp access",
        "एसएसएच|पोर्ट 22|पोर्ट 3389|रिमोट डेस्कटॉप|आरडीपी",
        "",
    ),
    Entry::new(
        Concept::Tls,
        "https|ssl|tls|secure connection|in transit encryption|encryption in transit",
        "एचटीटीपीएस|एसएसएल",
        "",
    ),
    Entry::new(
        Concept::OldTls,
        "tls 1.0|tls 1.1|tls 1|tls v1|tls v1.0|tls v1.1|tlsv1|tlsv1.0|tlsv1.1|tls1.0|tls1.1|ssl 3|ssl 3.0|ssl v3|sslv3|old tls|older tls|\
         old tls version|old tls versions|older tls versions|legacy tls",
        "टीएलएस 1.0|टीएलएस 1.1|पुराना टीएलएस|पुराना tls",
        "purana tls|purane tls",
    ),
    Entry::new(
        Concept::OldMetadata,
        "imdsv1|imds v1|imds 1|imds version 1|metadata v1|metadata service v1|instance metadata v1|metadata version 1|http tokens optional|\
         without imdsv2|no imdsv2|imdsv2 off|imdsv2 optional|imdsv2 disabled",
        "आईएमडीएसवी1|आईएमडीएस v1",
        "imdsv2 nahi|imdsv2 band|imdsv2 mat|bina imdsv2",
    ),
    Entry::new(
        Concept::DeletionProtection,
        "deletion protection|delete protection|termination protection|protection from deletion|protection against deletion|\
         protected from deletion",
        "डिलीशन प्रोटेक्शन|डिलीट प्रोटेक्शन|मिटाने से सुरक्षा|हटाने से सुरक्षा",
        "delete se protection|delete se suraksha|delete hone se suraksha",
    ),
    Entry::new(
        Concept::SingleZone,
        "single az|single-az|one az|one-az|only one az|single zone|single availability zone|one availability zone|only one availability zone|\
         one zone only|one az only|single data center|single data centre|one data centre only|one data center only",
        "एक ही एज़ेड|एक ही एज़ी|एक ही ज़ोन|एक ही जोन|एक ही az|एक ही zone|एक ही डेटा सेंटर|सिंगल एज़ेड|सिंगल ज़ोन",
        "ek hi az|ek hi zone|ek az|sirf ek az|sirf ek zone|ek hi data center|ek hi availability zone",
    ),
    Entry::new(
        Concept::PlainHttp,
        "http only|plain http|only http|just http|over http|unsecured http|simple http",
        "सिर्फ http|केवल http|सिर्फ एचटीटीपी|केवल एचटीटीपी",
        "sirf http|bas http|keval http",
    ),
    Entry::new(
        Concept::Encryption,
        "encryption|encrypted|encrypt|encryption at rest|disk encryption|data encryption|database encryption",
        "एन्क्रिप्शन|एनक्रिप्शन|कूटलेखन|एन्क्रिप्ट",
        "encryption|encrypt karna",
    ),
    Entry::new(
        Concept::Unencrypted,
        "unencrypted|not encrypted|non encrypted|unencrypt",
        "अनएन्क्रिप्टेड",
        "",
    ),
    Entry::new(
        Concept::FullRights,
        "admin access|admin rights|admin role|admin permission|admin permissions|administrator access|administratoraccess|administrator role|administrator permission|administrator permissions|full access|full permission|full permissions|all permission|all permissions|every permission|all iam permissions|all iam rights|all privileges|permission for everything|permissions for everything|permission to do everything|all aws permissions|wildcard permission|wildcard permissions|wildcard policy|wildcard iam|root access|iam admin|admin policy|iam wildcard|star permissions|full admin|unrestricted access|unrestricted permissions|any action|all actions|admin privileges",
        "एडमिन एक्सेस|एडमिन अधिकार|फुल एक्सेस|फुल परमिशन|पूरी अनुमति|पूरी परमिशन|पूरे अधिकार|सब अनुमति|सब अनुमतियां|सब परमिशन|सब अधिकार|सारी अनुमति|सभी अनुमति|सभी परमिशन|हर अनुमति|हर परमिशन|सारी अनुमतियां|सभी अनुमतियां|पूरा एक्सेस|सारे अधिकार|सभी अधिकार|सारी परमिशन",
        "poora access|pura access|sab permission|sabhi permission|har permission|puri permission|sab anumati|sabhi anumati|saari anumati|sari anumati|poori anumati|puri anumati|sab rights|saare rights|sare rights|sabhi rights|sab adhikar|saare adhikar|sare adhikar|sabhi adhikar|saari permission|saari permissions|saare permission|sare permission|sabhi permission de|har cheez ki permission|sari permissions|sab permissions|saare permissions|sabhi permissions|sare permissions|poori permission",
    ),
    // Not "I know" alone: people know React, and say so.
    Entry::new(
        Concept::Insists,
        "yes i know|yes we know|i know what i'm doing|i know what i am doing|we know what we're doing|we know what we are doing|i know the risk|i know the risks|we know the risk|we know the risks|i know it is unsafe|i know it's unsafe|i know its unsafe|i know it is insecure|i know it's insecure|i know it is public|i know it's public|i know that it is public|i know it is old|i know it's old|i know its old|i know it is outdated|i know it is deprecated|i know that is unsafe|i know that's unsafe|i understand the risk|i understand the risks|we understand the risk|we understand the risks|i understand it is unsafe|i am aware of the risk|i am aware of the risks|i'm aware of the risk|i'm aware of the risks|aware of the risk|aware of the risks|i accept the risk|i accept the risks|we accept the risk|we accept the risks|risk accepted|at my own risk|on my own risk|i insist|we insist|on purpose|deliberately|intentionally|knowingly|i really mean it|i mean it|yes really|yes i am sure|yes i'm sure|i am sure|i'm sure|despite the risk|despite the risks",
        "मुझे पता है|हमें पता है|हाँ पता है|मैं जानता हूँ|मैं जानती हूँ|हम जानते हैं|जोखिम पता है|ख़तरा पता है|जोखिम मंज़ूर है|जोखिम मंजूर है|ख़तरा मंज़ूर है|जानबूझकर|जान बूझकर|जान-बूझकर|अपने जोखिम पर|ज़िद है|पक्का यही चाहिए",
        "mujhe pata hai|mujhe pta hai|hume pata hai|humein pata hai|haan pata hai|ha pata hai|haan mujhe pata hai|main janta hu|main janta hoon|mai janta hu|main jaanta hoon|main jaanta hu|main jaanti hoon|hum jaante hain|risk pata hai|risk pta hai|khatra pata hai|risk manzoor hai|risk manjoor hai|jaan bujhkar|jaan bujh kar|jaanbujhkar|jaan boojhkar|jaan boojh kar|apne risk par|apne risk pe|pakka yahi chahiye",
    ),
    Entry::new(
        Concept::Logs,
        "log|logging|logs|log retention|cloudwatch|app logs|application logs",
        "लॉग|लॉग्स|लॉगिंग",
        "logs",
    ),
    Entry::new(
        Concept::Alarm,
        "alarm|alert|cloudwatch alarm|notification|notify|monitoring alarm|monitoring|error alert|mail alert|email alert|mail alarm|email alarm|alert mail|alert email|alerting|warn me|inform me|inform",
        "अलार्म|अलर्ट|सूचना|चेतावनी|नोटिफिकेशन|सूचित",
        "alarm|suchna|khabar",
    ),
    Entry::new(
        Concept::Mail,
        "mail|email|e mail|emails|gmail",
        "मेल|ईमेल|ई मेल",
        "mail bhejo|mail karo|mail kar do",
    ),
    Entry::new(
        Concept::Standby,
        "highly available|high availability|fault tolerant|fault tolerance|hot spare|hot spare in another|spare in another facility|with a standby|with standby|plus standby|a standby in|standby in the second zone|standby in a second zone|standby in another zone|standby instance|survives the loss of a building|survive the loss of a building|survives the loss of a zone|survive the loss of a zone|survives the loss of a data centre|survives the loss of a data center|survives a zone failure|survive a zone failure|survives the failure of a zone|survives the failure of a data centre|survives the failure of a data center|two copies in different buildings|multi-az|multi az|multiaz|multi-az database|multi-az deployment|multi-az rds|highly available database|highly available db|high availability database|database high availability|standby database|standby replica|database failover|automatic failover|failover replica",
        "मल्टी एज़ेड|मल्टी एज़ी|हाई अवेलेबिलिटी|हाई अवेलेबिलिटी डेटाबेस|उच्च उपलब्धता|स्टैंडबाय डेटाबेस",
        "database band na ho|database kabhi band na ho|db band na ho|high availability|highly available|standby wala database",
    ),
    Entry::new(
        Concept::Backup,
        "backup|back up|backups|daily backup|point in time recovery|snapshot",
        "बैकअप",
        "",
    ),
];
