//! Regions by the cities and countries that people say.

use super::{Concept, Entry};

const fn region(code: &'static str, english: &'static str, hindi: &'static str) -> Entry {
    Entry::new(Concept::Region(code), english, hindi, "")
}

pub(super) const TABLE: &[Entry] = &[
    region(
        "ap-south-1",
        "ap-south-1|aps1|mumbai|bombay|mumbai region|india|bharat|indian region|maharashtra",
        "मुंबई|मुम्बई|बॉम्बे|भारत|इंडिया|हिंदुस्तान|मुंबई क्षेत्र",
    ),
    region("ap-south-2", "ap-south-2|hyderabad|telangana", "हैदराबाद"),
    region(
        "ap-southeast-1",
        "ap-southeast-1|apse1|singapore|southeast asia|south east asia",
        "सिंगापुर",
    ),
    region(
        "ap-southeast-2",
        "ap-southeast-2|apse2|sydney|australia|brisbane|new zealand|auckland",
        "सिडनी|ऑस्ट्रेलिया",
    ),
    region("ap-southeast-3", "ap-southeast-3|jakarta|indonesia", "जकार्ता"),
    region("ap-southeast-4", "ap-southeast-4|melbourne", "मेलबर्न"),
    region("ap-southeast-5", "ap-southeast-5|malaysia|kuala lumpur", "मलेशिया"),
    region("ap-southeast-7", "ap-southeast-7|thailand|bangkok", "थाईलैंड"),
    region(
        "ap-northeast-1",
        "ap-northeast-1|apne1|tokyo|tokio|japan",
        "टोक्यो|जापान",
    ),
    region(
        "ap-northeast-2",
        "ap-northeast-2|apne2|seoul|korea|south korea",
        "सियोल",
    ),
    region("ap-northeast-3", "ap-northeast-3|osaka", "ओसाका"),
    region("ap-east-1", "ap-east-1|hong kong", "हांगकांग"),
    region(
        "us-east-1",
        "us-east-1|use1|virginia|north virginia|n. virginia|n virginia|northern virginia|us east|usa|the us|the u.s|the u.s.|us region|us customers|us users|us market|us based|us audience|east coast|us east coast|new york|nyc|boston|washington dc|atlanta|miami|united states|america",
        "यूएस ईस्ट|वर्जीनिया|वर्जिनिया|नॉर्थ वर्जीनिया|अमेरिका",
    ),
    region(
        "us-east-2",
        "us-east-2|use2|ohio|chicago|columbus|midwest",
        "ओहायो",
    ),
    region(
        "us-west-1",
        "us-west-1|usw1|california|los angeles|silicon valley|northern california|n. california|san francisco|bay area",
        "कैलिफोर्निया|कैलिफ़ोर्निया",
    ),
    region(
        "us-west-2",
        "us-west-2|usw2|oregon|us west|us west coast|west coast|seattle|portland",
        "यूएस वेस्ट|ओरेगन",
    ),
    region(
        "ca-central-1",
        "ca-central-1|cac1|canada|montreal|toronto",
        "कनाडा",
    ),
    region("ca-west-1", "ca-west-1|calgary", ""),
    region("mx-central-1", "mx-central-1|mexico", ""),
    region(
        "sa-east-1",
        "sa-east-1|sae1|south america|latin america|sao paulo|sao paolo|saopaulo|são paulo|brazil",
        "ब्राज़ील|साओ पाउलो|साओ पाओलो|साओ पॉलो|साओ पाउलू",
    ),
    region(
        "eu-west-1",
        "eu-west-1|euw1|ireland|dublin|europe|eu|the eu|eu region|eu customers|eu users|eu based|european union|european region",
        "आयरलैंड",
    ),
    region(
        "eu-west-2",
        "eu-west-2|euw2|london|uk|united kingdom|england|britain|great britain",
        "लंदन|लन्दन|ब्रिटेन|इंग्लैंड|यूके",
    ),
    region("eu-west-3", "eu-west-3|euw3|paris|france", "पेरिस|फ्रांस"),
    region(
        "eu-central-1",
        "eu-central-1|euc1|frankfurt|germany|berlin|munich|hamburg|amsterdam|netherlands|the netherlands|vienna|austria",
        "फ्रैंकफर्ट|जर्मनी",
    ),
    region("eu-central-2", "eu-central-2|zurich|switzerland", "ज्यूरिख"),
    region(
        "eu-north-1",
        "eu-north-1|eun1|stockholm|sweden|oslo|norway|helsinki|finland|copenhagen|denmark|scandinavia|nordics",
        "स्टॉकहोम",
    ),
    region("eu-south-1", "eu-south-1|milan|italy|rome", "मिलान"),
    region(
        "eu-south-2",
        "eu-south-2|spain|madrid|barcelona|aragon|zaragoza",
        "स्पेन",
    ),
    region("me-south-1", "me-south-1|bahrain", "बहरीन"),
    region(
        "me-central-1",
        "me-central-1|uae|middle east|dubai|abu dhabi|united arab emirates",
        "दुबई|यूएई",
    ),
    region("il-central-1", "il-central-1|tel aviv|israel", ""),
    region(
        "af-south-1",
        "af-south-1|cape town|south africa|africa|johannesburg",
        "केप टाउन",
    ),
];
