//! Said of language models.

use cloudwhisper_api::deployment_request::ParserProvider;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::model_answer::Unavailable;

use super::{Said, say};

pub(crate) fn asking(language: Language) -> Said {
    Said::new(
        say!(
            language,
            "A language model is asked what the prompt means.",
            "भाषा मॉडल से पूछा जा रहा है कि अनुरोध का अर्थ क्या है।",
            "Language model se poocha ja raha hai ki prompt ka matlab kya hai.",
        ),
        say!(
            language,
            "It goes on by itself.",
            "काम अपने आप आगे बढ़ेगा।",
            "Kaam apne aap aage badhega.",
        ),
    )
}

pub(crate) fn not_set_up(language: Language, wanted: ParserProvider) -> Said {
    let (name, setting) = match wanted {
        ParserProvider::OpenAI => ("OpenAI", "CLOUDWHISPER_OPENAI_MODEL"),
        ParserProvider::Auto | ParserProvider::Rules | ParserProvider::Bedrock => {
            ("Bedrock", "CLOUDWHISPER_BEDROCK_MODEL")
        }
    };
    Said::new(
        say!(
            language,
            "The spec wants the prompt read by {name}, and this operator has no model of it.",
            "spec चाहता है कि अनुरोध {name} से पढ़ा जाए, पर इस ऑपरेटर के पास उसका कोई मॉडल नहीं है।",
            "Spec chahta hai ki prompt {name} se padha jaye, par is operator ke paas uska koi model nahi hai.",
        ),
        say!(
            language,
            "Set spec.parser.provider to Auto or Rules, or have the platform team set up a model ({setting}).",
            "spec.parser.provider को Auto या Rules कीजिए, या प्लेटफ़ॉर्म टीम से मॉडल लगवाइए ({setting})।",
            "spec.parser.provider ko Auto ya Rules karein, ya platform team se model setup karwayein ({setting}).",
        ),
    )
}

/// The model gives nothing, and nobody else will do.
pub(crate) fn unavailable(language: Language, model: &str, why: Unavailable) -> Said {
    let remedy = match why {
        Unavailable::BudgetSpent => say!(
            language,
            "It is asked again tomorrow (UTC). To plan now, set spec.parser.provider to Auto or Rules.",
            "कल (UTC) फिर पूछा जाएगा। अभी योजना चाहिए तो spec.parser.provider को Auto या Rules कीजिए।",
            "Kal (UTC) phir poocha jayega. Abhi plan chahiye to spec.parser.provider ko Auto ya Rules karein.",
        ),
        why if why.is_passing() => say!(
            language,
            "It is asked again by itself. To plan now, set spec.parser.provider to Auto or Rules.",
            "उससे अपने आप फिर पूछा जाएगा। अभी योजना चाहिए तो spec.parser.provider को Auto या Rules कीजिए।",
            "Usse apne aap phir poocha jayega. Abhi plan chahiye to spec.parser.provider ko Auto ya Rules karein.",
        ),
        Unavailable::PromptTooLong => say!(
            language,
            "Write a shorter prompt, or set spec.parser.provider to Auto or Rules.",
            "छोटा अनुरोध लिखिए, या spec.parser.provider को Auto या Rules कीजिए।",
            "Chhota prompt likhein, ya spec.parser.provider ko Auto ya Rules karein.",
        ),
        Unavailable::Refused | Unavailable::Unusable => say!(
            language,
            "Say it in other words, or set spec.parser.provider to Auto or Rules.",
            "दूसरे शब्दों में लिखिए, या spec.parser.provider को Auto या Rules कीजिए।",
            "Doosre shabdon mein likhein, ya spec.parser.provider ko Auto ya Rules karein.",
        ),
        _ => say!(
            language,
            "The platform team has to check the model's name, key and rights; then run `cloudwhisper reconcile`. Or set spec.parser.provider to Auto or Rules.",
            "प्लेटफ़ॉर्म टीम मॉडल का नाम, key और अधिकार जाँचे; फिर `cloudwhisper reconcile` चलाइए। या spec.parser.provider को Auto या Rules कीजिए।",
            "Platform team model ka naam, key aur rights check kare; phir `cloudwhisper reconcile` chalayein. Ya spec.parser.provider ko Auto ya Rules karein.",
        ),
    };
    Said::new(gave_nothing(language, model, why), remedy)
}

/// The model gives nothing, and the rules have read alone.
pub(crate) fn fallen_back(language: Language, model: &str, why: Unavailable) -> Said {
    let gave_nothing = gave_nothing(language, model, why);
    Said::new(
        say!(
            language,
            "{gave_nothing} The prompt was read by the rules alone.",
            "{gave_nothing} अनुरोध केवल नियमों से पढ़ा गया।",
            "{gave_nothing} Prompt sirf rules se padha gaya.",
        ),
        say!(
            language,
            "Look whether the plan is what you meant; when the prompt is changed, the model is asked again.",
            "देखिए कि योजना वही है जो आप चाहते थे; अनुरोध बदलने पर मॉडल से फिर पूछा जाएगा।",
            "Dekhein ki plan wahi hai jo aap chahte the; prompt badalne par model se phir poocha jayega.",
        ),
    )
}

fn gave_nothing(language: Language, model: &str, why: Unavailable) -> String {
    match why {
        Unavailable::TimedOut => say!(
            language,
            "The language model {model} gave no answer in time.",
            "भाषा मॉडल {model} ने समय पर जवाब नहीं दिया।",
            "Language model {model} ne time par jawab nahi diya.",
        ),
        Unavailable::Throttled => say!(
            language,
            "The language model {model} is asked too much at once.",
            "भाषा मॉडल {model} से एक साथ बहुत अधिक पूछा जा रहा है।",
            "Language model {model} se ek saath bahut zyada poocha ja raha hai.",
        ),
        Unavailable::Unreachable => say!(
            language,
            "The language model {model} can't be reached.",
            "भाषा मॉडल {model} तक नहीं पहुँचा जा सका।",
            "Language model {model} tak nahi pahuncha ja saka.",
        ),
        Unavailable::Refused => say!(
            language,
            "The language model {model} refused to answer.",
            "भाषा मॉडल {model} ने जवाब देने से मना किया।",
            "Language model {model} ne jawab dene se mana kiya.",
        ),
        Unavailable::Unusable => say!(
            language,
            "What the language model {model} answered could not be used.",
            "भाषा मॉडल {model} का जवाब काम का नहीं था।",
            "Language model {model} ka jawab use nahi ho saka.",
        ),
        Unavailable::NotAllowed => say!(
            language,
            "The operator may not ask the language model {model}.",
            "ऑपरेटर को भाषा मॉडल {model} से पूछने की अनुमति नहीं है।",
            "Operator ko language model {model} se poochne ki permission nahi hai.",
        ),
        Unavailable::Unsuitable => say!(
            language,
            "The language model {model} does not exist, or can't be asked so.",
            "भाषा मॉडल {model} नहीं है, या उससे ऐसे नहीं पूछा जा सकता।",
            "Language model {model} nahi hai, ya usse aise nahi poocha ja sakta.",
        ),
        Unavailable::PromptTooLong => say!(
            language,
            "The prompt would take more tokens than the language model {model} may use for one.",
            "इस अनुरोध में उससे अधिक टोकन लगेंगे जितने भाषा मॉडल {model} एक पर लगा सकता है।",
            "Is prompt mein usse zyada tokens lagenge jitne language model {model} ek par laga sakta hai.",
        ),
        Unavailable::BudgetSpent => say!(
            language,
            "The tokens that this namespace may use in a day on the language model {model} are spent.",
            "इस namespace के आज के टोकन भाषा मॉडल {model} पर खर्च हो चुके हैं।",
            "Is namespace ke aaj ke tokens language model {model} par kharch ho chuke hain.",
        ),
    }
}
