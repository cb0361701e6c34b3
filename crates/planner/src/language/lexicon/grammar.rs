//! Words that shape a sentence: what is denied, taken back, joined, named, meant as purpose or means.

use super::{Concept, Entry, Grammar};

const fn word(grammar: Grammar, english: &'static str, hindi: &'static str, hinglish: &'static str) -> Entry {
    Entry::new(Concept::Grammar(grammar), english, hindi, hinglish)
}

pub(super) const TABLE: &[Entry] = &[
    word(
        Grammar::NotBefore,
        "no|not|never|move off|moving off|migrate off|migrating off|move away from|moving away from|get rid of|getting rid of|get off|don't need|do not need|doesn't need|does not need|don't want|do not want|doesn't want|no need for|no need of|no need to|no requirement for|need no|needs no|don't use|do not use|don't add|do not add|don't create|do not create|avoid|skip|anything but|any database but|everything but|all but|instead of|rather than|isn't|is not|are not|aren't|must not be|should not be|shouldn't be|mustn't be|not need|won't need|will not need|don't|do not|must not|should not|drop the|leave out|not a|not an|not any",
        "न|ना",
        "na",
    ),
    word(
        Grammar::Without,
        "without|without any|w/o|minus|neither",
        "बिना किसी|बिना",
        "bina kisi|bina|bagair|binaa",
    ),
    word(
        Grammar::NotAfter,
        "is out of scope|are out of scope|out of scope|is phase two|is phase 2|comes in phase two|comes in phase 2|comes later|will come later|can come later|can wait|is for later|will be added later|is added later|comes in a later phase|comes in the next phase|is for the next phase|not yet|not now|not at the moment|not at this stage|is overkill|are overkill|would be overkill|is not part|are not part|is not in scope|are not in scope|not in scope|is not included|are not included|must not be included|not needed|not required|isn't needed|isn't required|is not needed|is not required|are not needed|not necessary|unnecessary|not wanted|is not necessary",
        "नहीं चाहिए|नही चाहिए|नहीं|नही|मत|न हो|ना हो|के बिना|की जरूरत नहीं|की ज़रूरत नहीं|की आवश्यकता नहीं|जरूरत नहीं|ज़रूरत नहीं|आवश्यकता नहीं|नहीं होना चाहिए|बाद में देखेंगे|बाद में देखेंगें|बाद में देख लेंगे|बाद में जोड़ेंगे|बाद में लगाएंगे|बाद में करेंगे|बाद में सोचेंगे|बाद में आएगा|फिर कभी|अभी नहीं|फिलहाल नहीं|फ़िलहाल नहीं|की जगह|के बजाय|के बगैर|नहीं हो|के बदले|नहीं चाहिये",
        "nahi chahiye|nahin chahiye|nhi chahiye|nahi chaiye|nhi chaiye|nahi chahie|nahi|nahin|nhi|nai|mat|ke bina|k bina|ki zarurat nahi|ki jarurat nahi|ki zaroorat nahi|ki jarurat nhi|ki zarurat nhi|zarurat nahi|jarurat nahi|zaroorat nahi|ki jagah|ke bajay|ke bajaye|ke badle|ke bagair|nahi hona chahiye|nhi hona chahiye|na ho|nahi hona|nahi chahte|nahi chahta|nahi lagega|baad me dekhenge|baad mein dekhenge|baad me dekh lenge|baad mein dekh lenge|baad me jodenge|baad mein jodenge|baad me lagayenge|baad mein lagayenge|baad me karenge|baad mein karenge|baad me add karenge|baad mein add karenge|baad me sochenge|baad mein sochenge|baad me aayega|phir kabhi|abhi nahi|abhi nhi|abhi nahin|filhaal nahi|filhal nahi|filhal nhi",
    ),
    word(Grammar::Except, "except|except for|excluding|other than", "", ""),
    word(
        Grammar::Besides,
        "",
        "के अलावा|के सिवा|के सिवाय|के अतिरिक्त|को छोड़कर|को छोड़ कर",
        "ke alawa|ke alava|k alawa|ke ilava|ke siva|ke siwa|ke sivay|ke siway|ke sivaye|ko chhodkar|ko chhod kar|ko chodkar|ko chod kar",
    ),
    word(
        Grammar::Correction,
        "no wait|wait no|wait|actually|sorry|i mean|i meant|scratch that|correction|make that|change that to|on second thought|but let's go with|but lets go with|but let us go with|or rather|better yet|oops|no no|my mistake|nope|strike that|no sorry|no make it|no make that",
        "रहने दो|रहने दीजिए|जाने दो|छोड़ो|नहीं नहीं|नही नही|ना ना|अरे नहीं|अरे नही|नहीं रुको|अरे रुको|सॉरी|नहीं यार|गलती से|बल्कि|माफ करना|माफ़ करना|रुको|असल में|मेरा मतलब",
        "rehne do|rahne do|rehne de|rahne de|jaane do|jane do|chhodo|nahi nahi|nhi nhi|balki|ruko|maaf karna|sorry|matlab|mera matlab|asal mein|are nahi|arre nahi|arey nahi|aare nahi|are nahin|arre nahin|arey nahin|are nhi|arre nhi|arey nhi|nahin nahin|nai nai|na na|nahi yaar|nahi bhai|arre ruko|are ruko|galti se|nahi ruko|nahi wait",
    ),
    word(Grammar::Instead, "instead", "", ""),
    word(
        Grammar::YouDecide,
        "whichever|whatever is cheaper|you decide|you choose|your choice|up to you|either is fine|either one|doesn't matter|does not matter|don't care|do not care|whatever works|any is fine|anything is fine|which is cheaper|whatever you recommend|as you see fit|whatever|you pick|your pick|you can pick|you can choose|pick one|pick any|choose one|choose for me|pick for me|decide for me|either works|either would do|either will do|any of them|any of the two|no preference|no strong preference|whatever you think|whatever is best|whatever is cheapest|which is cheapest|let you decide|surprise me",
        "जो सस्ता हो|जो भी|कोई भी चलेगा|आप तय करें|आप चुनें|आप तय कर लें|आप तय कर लो|तुम तय करो|तुम तय कर लो|आप देख लो|आप देख लें|आप देख लीजिए|तुम देख लो|देख लेना|आप चुन लें|आप चुन लो|तुम चुन लो|तुम चुनो|जो ठीक लगे|जो ठीक हो|जो बढ़िया हो|जो सस्ता रहे|जो सही लगे|जो सही हो|जो अच्छा हो|जो बेहतर हो|जो सस्ता पड़े|जो सस्ता पड़ जाए|दोनों में से कोई|दोनों चलेंगे|फर्क नहीं पड़ता",
        "jo sasta ho|jo bhi sasta ho|jo bhi|koi bhi chalega|aap decide karo|tum decide karo|aap chuno|jo theek lage|kuch bhi chalega|jo sahi ho|tum dekh lo|aap dekh lo|tum dekh lena|aap dekh lena|aap dekh lijiye|dekh lena|tum decide kar lo|aap decide kar lo|decide kar lo|decide kar lena|khud decide karo|khud decide kar lo|khud dekh lo|tum chuno|tum chun lo|aap chun lo|chun lo|tum choose karo|aap choose karo|choose kar lo|jo sahi lage|jo thik lage|jo thik ho|jo accha ho|jo achha ho|jo accha lage|jo best ho|jo better ho|jo sasta pade|jo sasta pad jaye|jo sasta padega|jo sasta lage|jo bhi theek ho|dono me se koi|dono mein se koi|dono chalega|dono chalenge|dono theek hai|farak nahi padta|fark nahi padta|koi bhi ho",
    ),
    word(
        Grammar::Or,
        "or|/|or maybe|or else|or even|versus|vs",
        "या|या फिर|अथवा",
        "ya|ya phir|ya fir|athva|ya to",
    ),
    word(
        Grammar::And,
        "and|&|as well as|plus|along with|also|nor|+|and also|together with",
        "और|तथा|एवं|व|साथ में|भी",
        "aur|tatha|evam|saath mein|sath mein|saath me|bhi",
    ),
    word(
        Grammar::But,
        "but|however|though|although|because|since|so|while",
        "लेकिन|मगर|परंतु|परन्तु|पर लेकिन|क्योंकि",
        "lekin|magar|parantu|kyunki|kyonki|isliye",
    ),
    word(
        Grammar::For,
        "for|for a|for an|for my|for our|for the|to host|to run|to serve|that hosts|that runs|that serves|for hosting|for running|used by|used for",
        "",
        "",
    ),
    word(
        Grammar::ForAfter,
        "",
        "के लिए|के लिये|हेतु|के वास्ते",
        "ke liye|ke liyey|k liye|ke lie|ke liya|k liy|ke lye|ke waste|wastey",
    ),
    word(
        Grammar::In,
        "in|on|using|inside|via|through|into|onto|in a|on a|in an|on an|inside a|written in|built with|built in|made with|made in|powered by|running on|run on|runs on|based on|as a|as",
        "",
        "",
    ),
    word(
        Grammar::InAfter,
        "",
        "में|मे|पर|पे|द्वारा|से",
        "mein|me|mei|main|par|pe|pr|mai|men",
    ),
    word(
        Grammar::Of,
        "of",
        "का|की|के|वाला|वाली|वाले",
        "ka|ki|ke|k|wala|wali|wale|vala|vali|kaa",
    ),
    word(
        Grammar::With,
        "with|with a|with an|including|having|has|that has|which has|uses|that uses|backed by|connected to",
        "के साथ|साथ|सहित|समेत",
        "ke saath|ke sath|k saath|k sath|saath|sath|samet",
    ),
    word(
        Grammar::NameBefore,
        "name the project|name this project|name my project|name the app|name this app|name my app|name the stack|name this|name them|call this|call the project|call this project|call the app|call my app|call this app|let's call it|lets call it|let's name it|lets name it|we named it|we name it|dub it|dubbed|goes by the name|nicknamed|refer to it as|we call it|known as|codename|code name|codenamed|project is named|project is called|name will be|named|called|name it|call it|by the name|by name|project name|named as|titled|under the name|name of|its name is|name is|app name|name should be",
        "जिसका नाम|इसका नाम|नाम है|प्रोजेक्ट का नाम|परियोजना का नाम|ऐप का नाम|इसे कहें|इसको कहो|इसे कहेंगे|उसका नाम",
        "jiska naam|iska naam|naam hai|jiska name|iska name|project ka naam|uska naam|project ko bolo|app ko bolo|isko bolo|ise bolo|isse bolo|project ko kaho|isko kaho|ise kaho|project ko bulao|isko bulao|project bolenge|ise bolenge|isko bolenge",
    ),
    word(Grammar::Name, "name", "नाम|नामक", "naam|nam"),
    word(
        Grammar::Article,
        "a|an|the|my|our|any|some|one|simple|small|basic|new|this|that|its|their|your|single|another|just|only|please|pls|kindly|i|we|me|us|it|is|are|be|will|would|should|can|to",
        "एक|मेरा|मेरी|मेरे|हमारा|हमारी|कोई|छोटा|छोटी|नया|नई|सिर्फ|केवल|मुझे|हमें|कृपया|है|हैं|हो|अपना|अपनी|अपने|यह|वह|इस|उस",
        "ek|mera|meri|mere|hamara|hamari|hamare|koi|chota|choti|chhota|chhoti|naya|nayi|sirf|bas|mujhe|mujhko|muje|humein|hume|hame|humko|hamein|hai|hain|ho|apna|apni|apne|yeh|ye|woh|wo|is|us|kripya|zara|jo|jisme|jis|mujhey|mjhe",
    ),
    // Auxiliaries, which stand behind nouns and numbers and say nothing of them: "kharcha zero hona chahiye".
    Entry::new(
        Concept::Filler,
        "",
        "जहां|वहां|यहां|जिनका|जिनके|जिसकी|जिसके|जिससे|उनका|उनके|उनकी|उसके|उसकी|बहुत|सबसे|सस्ता|सस्ती|सस्ते|तरीका|तरीके|होना|होने|होगा|होगी|होंगे|रहे|रहेगा|रहेगी|रहना|जाए|जाये|जाएगा|आए|आये|आएगा|लगे|लगेगा|लगेगी|लगना|लगने|चले|चलेगा|चलेगी|सके|सकें|सकूं|पाए|पाएं|पड़े|पड़ना|वगैरह|ताकि|कितना भी|कितनी भी|कितने भी|कैसे भी|कैसा भी|क्या आप|क्या तुम|क्या कोई",
        "jahan|jahaan|jaha|vahan|vahaan|wahan|wahaan|waha|yahan|yahaan|yaha|jinka|jinke|jiski|jiske|jisse|unka|unke|unki|inka|inke|uske|uski|isse|unhe|humse|aapka|aapke|apka|apke|karke|krke|lekar|leke|hoke|banake|chalake|kholna|kholo|khole|kholni|jodna|jodo|jodni|dikhana|dikhao|dikhna|likhna|likhni|lena|lene|dena|deni|daalna|daalni|dalni|mangwana|hatana|karwana|karwani|banwani|dekhna|dekhni|saku|sakun|sakta|sakti|bahut|bohot|sabse|sasta|sasti|saste|tarika|tareeka|tarike|hona|hone|hoga|hogi|honge|rahe|rahega|rahegi|rehna|rahna|rehni|jaye|jaaye|jae|jayega|jaaye to|aaye|aye|aaega|aayega|lage|lagega|lagegi|lagna|lagne|chale|chalega|chalegi|sake|sakein|saken|sakega|sakte|paye|paaye|payein|pade|padna|vagaira|wagera|taki|taaki|kitna bhi|kitni bhi|kitne bhi|kaise bhi|jaise bhi|jaise taise|kaisa bhi|kya aap|kya tum|kya koi",
    ),
    Entry::new(Concept::Per, "per|each|every", "प्रति|हर", "har|prati"),
    Entry::new(
        Concept::Filler,
        "cheap|cheapest|affordable|inexpensive|economical|cheapest option|cheapest way|what about|how about|what if we|not only|no matter|no problem|no idea|no later|don't forget|do not forget|no rush|don't worry|no hurry|why not|not just|no issue|no downtime|or so|and so on|as soon as possible|as well|such as|as long as|so that|in case|in total|in production|in the cloud|on aws|in aws|aws|cloud|amazon|on the cloud|amazon web services|thanks|thank you|hello|hi|hey|namaste|at|all|from|by|most|around|about|approximately|roughly|approx|more|less",
        "नमस्ते|धन्यवाद|लगभग|करीब|तकरीबन|क्लाउड|एडब्ल्यूएस|जी|शुक्रिया",
        "dhanyavaad|shukriya|lagbhag|kareeb|karib|takriban|bhai|yaar|ji|dost|thoda|accha|achha|ko|kuch|toh|phir|abhi|usko|usme|uska",
    ),
];
