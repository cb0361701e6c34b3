//! What numbers count and measure.

use super::{Concept, Entry, Time, Unit};

pub(super) const TABLE: &[Entry] = &[
    Entry::new(
        Concept::Unit(Unit::Requests),
        "request|requests|redirect|redirects|lookups|api call|api calls|call|calls|hit|hits|api request|api requests|http request|query|queries|req|reqs|transactions",
        "रिक्वेस्ट|अनुरोध|रिक्वेस्ट्स|कॉल|कॉल्स|हिट|हिट्स",
        "rikwest",
    ),
    Entry::new(
        Concept::Unit(Unit::Invocations),
        "invocation|invocations|lambda invocation|lambda call|function call|executions",
        "",
        "",
    ),
    Entry::new(
        Concept::Unit(Unit::Users),
        "user|users|customer|customers|people|persons|students|pupils|visitors|visitor|unique visitors|members|subscribers|employee|employees|staff members|colleagues|coworkers|teammates|team members|players|patients|teachers|parents|guests|clients|viewers|listeners|learners|drivers|riders|sellers|vendors|merchants|shoppers|buyers|gamers|devices|sensors|smart meters|readers|donors|pilgrims|devotees|farmers|passengers|commuters|travellers|travelers|tourists|volunteers|attendees|participants|candidates|applicants|voters|citizens|households|families|residents|shopkeepers|followers|spectators|delegates|daily users|active users|concurrent users|registered users|monthly active users|mau",
        "यूज़र|यूजर|उपयोगकर्ता|उपयोगकर्ताओं|यूजर्स|यूज़र्स|लोग|लोगों|ग्राहक|ग्राहकों|छात्र|छात्रों|विद्यार्थी|विद्यार्थियों|विज़िटर|कर्मचारी|कर्मचारियों|सदस्य|सदस्यों|मरीज|मरीज़|मरीजों|मरीज़ों|व्यक्ति|व्यक्तियों|पाठक|पाठकों|दर्शक|दर्शकों|श्रोता|श्रोताओं|यात्री|यात्रियों|किसान|किसानों|शिक्षक|शिक्षकों|अभिभावक|अभिभावकों|मेहमान|मेहमानों|अतिथि|श्रद्धालु|श्रद्धालुओं|भक्त|भक्तों|खिलाड़ी|खिलाड़ियों|बच्चे|बच्चों|विक्रेता|विक्रेताओं|दुकानदार|दुकानदारों|मतदाता|नागरिक|नागरिकों|परिवार|परिवारों|कस्टमर|मेंबर|मेम्बर|स्टूडेंट|स्टूडेंट्स",
        "log|logo|grahak|grahakon|yuzar|users|upyogkarta|karmchari|karmchariyon|chhatra|chhatron|vidyarthi|vidyarthiyon|sadasya|mareez|logon|pathak|pathakon|darshak|darshakon|shrota|yatri|yatriyon|kisan|kisaan|kisano|kisanon|shikshak|mehmaan|mehman|bhakt|shraddhalu|khiladi|khiladiyon|bachche|bacche|bachhe|bachchon|vikreta|dukandar|dukaandar|nagrik|parivar|aadmi|customers|students|members",
    ),
    Entry::new(
        Concept::Unit(Unit::Visits),
        "visit|visits|page view|page views|pageview|views|page load|sessions|orders",
        "विज़िट|विजिट|पेज व्यू|ऑर्डर",
        "",
    ),
    Entry::new(
        Concept::Unit(Unit::Rps),
        "rps|tps|requests/sec|req/s|requests/s|qps",
        "",
        "",
    ),
    Entry::new(
        Concept::Unit(Unit::Megabytes(1)),
        "mb|mib|megabyte|megabytes",
        "एमबी|मेगाबाइट",
        "",
    ),
    Entry::new(
        Concept::Unit(Unit::Megabytes(1024)),
        "gb|gib|gigabyte|gigabytes|gigs|gig",
        "जीबी|गीगाबाइट",
        "",
    ),
    Entry::new(
        Concept::Unit(Unit::Megabytes(1_048_576)),
        "tb|tib|terabyte|terabytes",
        "टीबी|टेराबाइट",
        "",
    ),
    Entry::new(
        Concept::Unit(Unit::Cpu),
        "vcpu|vcpus|cpu|cpus|core|cores|virtual cpu|processor",
        "सीपीयू|वीसीपीयू|कोर",
        "",
    ),
    Entry::new(Concept::Unit(Unit::Memory), "memory|ram|mem", "मेमोरी|रैम|मेमरी", ""),
    Entry::new(
        Concept::Unit(Unit::Disk),
        "disk|disk space|ssd|hard disk|volume|root volume",
        "डिस्क",
        "",
    ),
    Entry::new(
        Concept::Unit(Unit::Transfer),
        "data transfer|bandwidth|traffic|egress|outbound|outbound data|download|downloads|outgoing data|data out",
        "ट्रैफिक|बैंडविड्थ|डेटा ट्रांसफर|डाउनलोड|बाहर जाता|बाहर जाती|बाहर जाएगा|बाहर जाए|बाहर भेजा",
        "bahar jata|bahar jaata|bahar jati|bahar jaati|bahar jayega|bahar jaye|bahar bheja",
    ),
    Entry::new(
        Concept::Unit(Unit::Port),
        "port|listens on|listening on|listen on",
        "पोर्ट",
        "port number",
    ),
    Entry::new(
        Concept::Unit(Unit::Copies),
        "copy|copies|count|desired count|replica|replicas|task|tasks|instance|instances|container copies|machine|machines|nodes|worker node|worker nodes|node group|node groups|nodegroup|node pool|node pools|nodepool|nodepools|managed node group|managed node groups|node cluster|nodes cluster|compute node|compute nodes|data node|data nodes|cache node|cache nodes|master node|master nodes|spot node|spot nodes|node count|node autoscaling|node auto scaling|kubernetes node|cluster node|eks node",
        "टास्क|नोड्स|नोड ग्रुप|नोड समूह|वर्कर नोड|वर्कर नोड्स|प्रतियां|प्रतियों|कॉपियां|कॉपियों|प्रति|इंस्टेंस|कॉपी|मशीनें|मशीन",
        "",
    ),
    Entry::new(
        Concept::Unit(Unit::Timeout),
        "timeout|time out|time limit",
        "टाइमआउट|समय सीमा",
        "",
    ),
    Entry::new(
        Concept::Unit(Unit::Retention),
        "retention|retain|retained",
        "संभाल|रखें|रखो|रखना",
        "rakho|rakhna|rakhe|rakhein|rakh|rakhni|rakh do|rakhne",
    ),
    Entry::new(Concept::Unit(Unit::Version), "version|v|ver", "संस्करण|वर्जन", ""),
    Entry::new(
        Concept::Unit(Unit::Percent),
        "%|percent|per cent",
        "प्रतिशत|फीसदी",
        "pratishat|feesadi",
    ),
    Entry::new(
        Concept::Time(Time::Second),
        "second|seconds|sec|secs|per second|/s|/sec|/second",
        "सेकंड|सेकेंड|प्रति सेकंड",
        "sekand|second mein",
    ),
    Entry::new(
        Concept::Time(Time::Minute),
        "minute|minutes|min|mins|per minute|/min|/minute",
        "मिनट|प्रति मिनट",
        "minat",
    ),
    Entry::new(
        Concept::Time(Time::Hour),
        "hour|hours|hourly|per hour|hr|hrs|/hour|/hr|an hour",
        "घंटा|घंटे|प्रति घंटा|प्रति घंटे",
        "ghanta|ghante|har ghante",
    ),
    Entry::new(
        Concept::Time(Time::Week),
        "week|weeks|weekly|per week|a week|/week",
        "सप्ताह|हफ्ता|हफ्ते|हफ़्ते|प्रति सप्ताह",
        "hafta|hafte|har hafte|haftey",
    ),
];
