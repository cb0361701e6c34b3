//! What a person wants done, and the signs that it is no deployment.

use super::{Concept, Entry, Intent};

const fn intent(intent: Intent, english: &'static str, hindi: &'static str, hinglish: &'static str) -> Entry {
    Entry::new(Concept::Intent(intent), english, hindi, hinglish)
}

pub(super) const TABLE: &[Entry] = &[
    intent(
        Intent::Deploy,
        "deploy|deployment|deploying|host|hosting|hosted|go live|make live|publish|provision|spin up|set up on aws|put online|roll out|launch|ship|want to host|wants to host|need to host|needs to host|have to host|like to host|would like to host|i would like to host|we would like to host|love to host|wish to host|trying to host|looking to host|going to host|able to host|plan to host|i want to host|we want to host|i need to host|we need to host|be live|goes live|going live|get live|it live|make it live|be online|get online|go online|bring online|take live|put live|put it online|get it online|get it up|bring it up|stand up",
        "डिप्लॉय|डिप्लाय|तैनात|होस्ट|होस्टिंग|लाइव|डेप्लॉय|परिनियोजित",
        "deploy karo|deploy kro|deploy kar do|deploy kardo|deploy karna|deploy karni|deploy karna hai|deploy karni hai|live karo|host karo|host karna|diploy",
    ),
    intent(
        Intent::Make,
        "build|create|make|need|want|set up|setup|give me|require|looking for|develop|run|add|start|would like|we need|i need|i want|get me|design|use|migrate|move|prepare|configure|implement|put|could i have|can i have|could we have|can we have|could i get|can i get|please get|get a|get an|get my|get our|get us|get the",
        "बनाओ|बनाना|बनाएं|बनाइए|बना|चाहिए|चाहिये|चाहता|चाहती|चाहते|बनाकर|लगाओ|शुरू|चलाओ|चलाना|सेटअप|जरूरत|ज़रूरत|आवश्यकता|करो|कर|करना|करनी|दो|दीजिए|बनानी|बनवाना",
        "banao|bnao|banaao|banana|banani|banana hai|bana do|bnado|banado|bana|banaiye|banwana|chahiye|chaiye|chahie|chahiyee|chahye|chiye|chahiy|chaahiye|chalana|chalao|lagao|laga do|shuru|karo|kro|kar do|kardo|krdo|kr do|karna|karni|krna|kar|zarurat|jarurat|zaroorat|setup karo|setup kar do|do|dijiye|de do|dedo|chahta|chahti|chahte|khada karo|krni|daal do|daalo|daal de|daal|lagana|lagani|lagwana|chahta hun|dijiyega",
    ),
    intent(
        Intent::Ask,
        "let me know|i want to know|want to know|i would like to know|i'd like to know|wondering|what is|what are|what's the|what's a|what's an|what's your|whats the|whats a|whats an|whats your|what does|how does|how do|how much|how many|why|who is|who are|when does|when do|when did|when will|when was|explain|difference between|tell me about|what do you|which is better|is it possible|do you know|how is|define|meaning of|how to|compare|where is|describe|teach me|help me understand|any downside|any downsides|any drawback|any drawbacks|pros and cons|trade offs|tradeoffs|what happened to|what happened with|any news on|any update on|is it safe|is it worth|should i learn|my skills|aws skills|cloud skills|kubernetes skills|docker skills|devops skills|coding skills|programming skills|upgrade my skills|improve my skills",
        "क्या हुआ|कोर्स करवा|कोर्स करा|कोर्स बताओ|बता दो|बता दीजिए|बता दे|बता देना|कितना आएगा|कितना होगा|कितना पड़ेगा|कितने में|कितने पैसे|कितने रुपये|कितना लगेगा|कितना खर्च|कितनी|क्या करूं|क्या करें|क्या किया जाए|कैसे|कब|कहां|क्या है|क्या होता है|क्या हैं|कैसे काम|क्यों|कौन|समझाओ|समझाइए|बताओ|क्या फर्क|क्या अंतर|कितना|कितने का|कितने की|कितने के",
        "kya hua|kya huaa|kya huya|course karwa|course kara|course kar|course batao|training do|tutorial do|certification|bata do|bata de|bata dena|bata dijiye|bata dijiyega|kitna aayega|kitna aaega|kitna hoga|kitna padega|kitna aata|kitne me|kitne mein|kitne paise|kitne rupaye|kitna lagega|kitna lagta|kitna kharcha|kitna kharch|kitni|kya karu|kya karun|kya karoon|kya kare|kya karein|kya kiya jaye|kaise|kab|kahan|kahaan|kidhar|kya hai|kya hota hai|kya hain|kaise kaam|kyun|kyon|kaun|samjhao|samjhaiye|batao|kya farak|kya antar|kya hota|kitna|kitne ka|kitne ki|kitne ke|kaise hota|kya matlab",
    ),
    intent(
        Intent::Chat,
        "how are you|how's it going|good morning|good evening|good night|joke|poem|story|song|weather|recipe|capital of|prime minister|president|who are you|your name|homework|essay|translate|cricket|movie|lyrics|horoscope|love you|sing|write a|tell me a|bored|what time|date today|biryani recipe|pasta recipe",
        "कैसे हो|कैसे हैं|चुटकुला|कविता|कहानी|मौसम|गाना|कौन हो|राजधानी|प्रधानमंत्री|शुभ प्रभात|क्रिकेट",
        "kaise ho|kaise hain|kya haal|kya haal hai|chutkula|joke sunao|kahani|mausam|gaana|kaun ho|kavita|rajdhani|pradhan mantri|kya chal raha|khana",
    ),
    intent(
        Intent::Delete,
        "delete|destroy|tear down|remove everything|wipe|terminate|shut down|erase|uninstall|restart my|restart the|reboot my|reboot the|fix my|change my password|change the password|reset my password|cancel my|renew my",
        "बदल दो|बदल दीजिए|ठीक करो|ठीक कर दो|ठीक कर दीजिए|रीस्टार्ट|हटाओ|मिटाओ|हटा|मिटा|डिलीट|नष्ट",
        "badal do|badal de|theek karo|theek kar do|thik karo|thik kar do|restart karo|restart kar do|reboot karo|hatao|mitao|hata do|mita do|delete karo|delete kar do|uda do",
    ),
    intent(
        Intent::Attack,
        "ignore previous|ignore all|ignore the above|ignore your|ignore the previous|ignore any previous|ignore everything|disregard|forget your|forget all|forget previous|forget everything|system prompt|your instructions|your prompt|previous instructions|all instructions|reveal|you are now|pretend to be|pretend you|act as if|act as a|jailbreak|developer mode|dan mode|hack|hacking|ddos|attack|attacking|exploit|steal|stealing|your source code|source code of this|your training data|your rules|your api key|fake login|fake website|fake site|fake page|harvest credentials|harvest passwords|collect passwords|capture passwords|grab passwords|scam site|scam page|carding|take down their|take down his|take down her|take down a competitor|take down the competitor|bring down their|bring down his|bring down a|crash their|crash his|knock offline|phishing|phish|malware|ransomware|botnet|brute force|keylogger|virus|spam|spamming|keys of this server|keys of your server|give me the aws keys|give me aws keys|show me the aws keys|crypto miner|cryptominer|mine bitcoin|mine bitcoins|mine crypto|mine cryptocurrency|mine monero|mine ethereum|stolen card|stolen credit card|stolen credit cards|stolen cards|stolen credentials|stolen passwords|crack passwords|crack password|rm -rf|drop table|what you were told|every secret you|all secrets you|secrets you can|show credentials|print credentials|dump credentials|show me your|print your|leak|scrape passwords|fake bank|your secret|your secrets|your credentials|environment variables of|/etc/passwd|bypass|override your|override all",
        "हैक|हमला|चुराओ|चुराना|चुरा|चुराने|चोरी|नकली वेबसाइट|नकली साइट|फर्जी वेबसाइट|फर्जी साइट|ठगने|ठगी|गिरा दो|गिरा दे|गिराना|ठप कर|क्रैश कर दो|फिशिंग|पिछले निर्देश|निर्देश भूल|निर्देशों को भूल|अनदेखा|सिस्टम प्रॉम्प्ट|निर्देशों को अनदेखा|पासवर्ड दिखाओ|अपने निर्देश|अपना प्रॉम्प्ट|आपके निर्देश|तुम्हारे निर्देश|अपना सिस्टम संदेश|निर्देश दिखाओ|निर्देश बताओ",
        "hack karo|hack karna|chori|churao|churana|churane|chura|nakli website|nakli site|nakli login|farzi website|farzi site|thagi|gira do|gira de|girana|thapp kar|crash kar do|down kar do|pichle instructions|pichhle instructions|instructions bhool|instructions bhul|sab bhool jao|ignore karo|instructions ignore|system prompt dikhao|password dikhao|credentials dikhao|apne instructions|apna prompt|tumhare instructions|aapke instructions|tumhara prompt|tera prompt|apni api key|instructions dikhao|instructions batao|apne niyam bhool|apne rules bhool",
    ),
    intent(
        Intent::Defend,
        "kept out|fend off|fended off|survive|suspicious|protect|protection|protected|against|prevent|preventing|secure from|safe from|defend|detect|detection|block|guard|mitigate|scanner|filter|blocked|blocking|filtered|filtering|stopped|shield|shielded|withstand|away|keep out|keeps out|repel|resist",
        "सुरक्षा|बचाव|बचाना|रोकना|से बचा",
        "bachao|bachana|suraksha|rokna|se bacha",
    ),
    intent(
        Intent::Disable,
        "disable|disabled|turn off|turned off|switch off|switched off|deactivate",
        "बंद करो|बंद|बंद रखो|हटाकर",
        "band karo|band|band kar do|band rakho|off karo|off rakho|off kar do|hata ke",
    ),
    intent(
        Intent::Yes,
        "yes|y|yeah|yep|true|sure|ok|okay|correct|of course",
        "हां|हाँ|जी हां|सही|ठीक|बिलकुल|बिल्कुल",
        "haan|han|ha|haa|ji haan|sahi|theek|thik|bilkul",
    ),
    intent(
        Intent::No,
        "false|n|none|nothing",
        "कुछ नहीं|कोई नहीं",
        "kuch nahi|koi nahi|kuchh nahi",
    ),
];
