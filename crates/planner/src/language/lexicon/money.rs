//! Money: currencies, ceilings, and what is free.

use cloudwhisper_api::amount::{Currency, Period};

use super::{Concept, Entry};

pub(super) const TABLE: &[Entry] = &[
    Entry::new(
        Concept::Currency(Currency::INR),
        "₹|rs|inr|rupee|rupees|indian rupees|indian rupee|re",
        "रुपये|रुपए|रूपये|रुपया|रूपए|रुपयों|रु|रू|आईएनआर",
        "rupaye|rupay|rupaiye|rupiya|rupya|rupye|rupaya|rupai|rupe|rupaiya|rupyo",
    ),
    Entry::new(
        Concept::Currency(Currency::USD),
        "$|usd|dollar|dollars|us dollar|us dollars|us$|bucks|buck",
        "डॉलर|यूएसडी",
        "dolar",
    ),
    Entry::new(
        Concept::OtherCurrency,
        "€|£|¥|₩|₽|₺|฿|₫|₦|eur|euro|euros|gbp|pound|pounds|quid|yen|jpy|yuan|rmb|cny|renminbi|aed|dirham|dirhams|sar|riyal|riyals|sgd|\
         singapore dollar|singapore dollars|aud|australian dollar|australian dollars|cad|canadian dollar|canadian dollars|nzd|new zealand dollars|\
         hkd|hong kong dollars|chf|swiss franc|swiss francs|sek|nok|dkk|krona|zar|brl|ringgit|myr|idr|rupiah|thb|baht|php pesos|pesos|npr|\
         nepali rupees|nepalese rupees|pkr|pakistani rupees|lkr|sri lankan rupees|bdt|taka|kwd|qar|omr|bhd|usdt|bitcoin|btc|\
         a$|au$|c$|ca$|s$|sg$|hk$|nz$|nt$|r$|mx$",
        "यूरो|पाउंड|पाउण्ड|दिरहम|येन|रियाल|टका|ऑस्ट्रेलियाई डॉलर|सिंगापुर डॉलर|कनाडाई डॉलर|नेपाली रुपये",
        "yuro|paund|riyaal",
    ),
    Entry::new(
        Concept::Budget,
        "budget|spend|spending|spending limit|cost|price|costs|monthly cost|afford|pay|bill|cost limit|cost ceiling|expense|expenses",
        "बजट|खर्च|ख़र्च|खर्चा|लागत|कीमत|बिल",
        "bajat|kharcha|kharch|lagat|keemat|paisa|paise",
    ),
    Entry::new(
        Concept::Limit,
        "under|below|within|less than|at most|up to|upto|no more than|not more than|maximum|max|cheaper than|not exceed|not over|not above|don't exceed|do not exceed|should not exceed|must not exceed|doesn't exceed|never more than|not cross|lower than|capped at|cap of|cap|limit|ceiling|or less|or under|tops|stay under|keep it under|not exceeding|limited to",
        "में हो जाए|में हो जाएगा|में हो जाये|में बन जाए|में चल जाए|में काम हो जाए|के अंदर|के अन्दर|से कम|तक|अधिकतम|ज्यादा से ज्यादा|से ज्यादा नहीं|से ज्यादा न|से ज्यादा ना|से अधिक न|से अधिक नहीं|के भीतर|में ही|से नीचे|से ऊपर नहीं",
        "me ho jaye|mein ho jaye|me ho jayega|mein ho jayega|me ho jaega|me ban jaye|mein ban jaye|me chal jaye|mein chal jaye|me kaam ho jaye|me nipat jaye|ke andar|ke ander|ke andr|k andar|se kam|tak|tk|se neeche|se niche|ke bheetar|ke bhitar|zyada se zyada|jyada se jyada|se zyada nahi|se jyada nahi|se zyada nhi|se jyada nhi|se zyada na|se jyada na|se jada na|se jyaada na|se upar na|se upar nahi|se upar nhi|se kam mein|tak hi|mein hi|se kam me|se km|se km me|se km mein|se kum|ke andar andar|ke ander ander",
    ),
    Entry::new(
        Concept::AtLeast,
        "at least|more than|over|minimum|min",
        "कम से कम|से ज्यादा|से अधिक",
        "kam se kam|se zyada|se jyada",
    ),
    Entry::new(
        Concept::Free,
        "free tier|free tier only|only free tier|aws free tier|within free tier|within the free tier|in the free tier|in free tier|on the free tier|on free tier|under free tier|free tier limit|free plan|free of cost|free of charge|for free|free only|only free|keep it free|stay free|completely free|totally free|zero cost|zero budget|no cost|zero rupees|without paying|without any cost|without cost|without spending|cost nothing|costs nothing|free hosting|always free|pay nothing|paying nothing|spend nothing|spending nothing|pay anything|spend anything|cost anything|cost me anything|cost us anything|cost a penny|cost a rupee|cost a paisa|spend a penny|spend a rupee|spend a paisa|pay a penny|pay a rupee|spend any money|spend a dime|pay a dime|cost a dime|spend a cent|pay a cent|cost a cent|spend a single rupee|pay a single rupee|cost me nothing|cost us nothing|nil cost|nil budget|not a single rupee|not one rupee|don't want to pay|do not want to pay|can't pay|no money|zero money|zero bucks|zero dollars|no budget at all|free",
        "मुफ्त|मुफ़्त|मुफ्त में|मुफ़्त में|फ्री|फ्री में|फ्री टियर|फ्री टियर में|निःशुल्क|नि:शुल्क|बिना पैसे|बिना पैसे के|बिना खर्च|बिना खर्चे के|बिना किसी खर्च|शून्य खर्च|पैसे नहीं|एक भी पैसा|एक पैसा नहीं|एक रुपया नहीं|एक भी पैसा नहीं|एक भी रुपया नहीं|एक पैसा भी|एक भी रुपया|एक रुपया भी|कोई पैसा नहीं|कोई पैसे नहीं|पैसा नहीं लगना|पैसे नहीं लगने|पैसा न लगे|पैसे न लगें|शून्य लागत|शून्य बजट|जीरो बजट|जीरो कॉस्ट|एक पैसा न लगे",
        "free mein|free me|free main|free tier mein|free tier me|free tier main|muft|muft mein|muft me|mufat|mufat mein|bina paise|bina paise ke|bilkul free|bina kharche|bina kharche ke|bina kharch|ekdum free|free wala|free hi|paise nahi|paise nahi hai|koi kharcha nahi|zero kharcha|bina paisa|free free|ek paisa bhi|ek paisa nahi|ek rupya nahi|ek rupaya nahi|ek bhi paisa nahi|ek bhi rupaya nahi|ek paisa nhi|ek bhi paisa|ek rupaya bhi|ek bhi rupaya|koi paisa nahi|koi paise nahi|paisa nahi lagna|paise nahi lagne|paisa na lage|paise na lage|ek paisa na lage|shunya budget|shunya lagat",
    ),
    Entry::new(
        Concept::Filler,
        "feel free|ad free|free ssl|free text|free domain|free shipping|free trial|toll free|free time|free form|free certificate|bug free|hassle free|stress free|price list|price page|cost effective|cost efficient|low cost",
        "",
        "",
    ),
    Entry::new(
        Concept::Every(Period::Month),
        "monthly|per month|a month|each month|every month|/month|/mo|pm|p.m.|/mth|/mon|month|mo|months",
        "प्रति माह|प्रति महीना|प्रति महीने|हर महीने|हर माह|महीने|महीना|माह|मासिक|प्रतिमाह|महीने में|महीने का",
        "mahine|mahina|mahine ka|mahine ke|mahine mein|mahine me|har mahine|har mahina|per mahina|per mahine|prati mah|prati mahina|prati maah|maah|/mahina|/mahine|har month|mahinay|mahiney",
    ),
    Entry::new(
        Concept::Every(Period::Year),
        "yearly|annual|annually|per year|a year|each year|every year|per annum|/year|/yr|pa|p.a.|year|yr|years",
        "प्रति वर्ष|प्रति साल|हर साल|सालाना|वार्षिक|साल|वर्ष|साल का|साल में|साल भर",
        "saal|sal|saal ka|saal ke|saal mein|har saal|salana|saalana|per saal|prati varsh|varsh|saal bhar|/saal",
    ),
    Entry::new(
        Concept::Every(Period::Day),
        "daily|per day|a day|each day|every day|/day|day|days|everyday",
        "प्रति दिन|प्रतिदिन|हर दिन|रोज|रोज़|रोज़ाना|रोजाना|दैनिक|दिन|एक दिन में|दिन में",
        "din|roz|rozana|roj|har din|har roz|per din|din mein|din me|ek din mein|ek din me|prati din|din ka|/din|rojana",
    ),
];
