//! The preview's own words, in each language. No names of services here: descriptions come from the catalogue.

use cloudwhisper_api::amount::Period;
use cloudwhisper_api::language::Language::{self, English, Hindi, Hinglish};

use super::groups::Group;
use crate::catalog::plain::say;
use crate::plan::Plan;

/// Everything that is said, in one language.
pub(super) struct Words {
    language: Language,
    pub what_you_get: &'static str,
    pub what_it_costs: &'static str,
    pub what_to_watch: &'static str,
    pub what_was_assumed: &'static str,
    pub what_is_left_out: &'static str,
    pub what_hardened_adds: &'static str,
    pub what_is_needed: &'static str,
    pub what_happens_next: &'static str,
    /// From the most harmless to the worst.
    pub severities: [&'static str; 5],
}

impl Words {
    pub(super) fn of(language: Language) -> Self {
        match language {
            English => Self {
                language,
                what_you_get: "What you get",
                what_it_costs: "What it costs",
                what_to_watch: "What to watch",
                what_was_assumed: "What was assumed",
                what_is_left_out: "What is left out",
                what_hardened_adds: "What more security would cost",
                what_is_needed: "What is needed from you before it can be built",
                what_happens_next: "What happens next",
                severities: ["Note", "Minor", "Worth mending", "Serious", "Dangerous"],
            },
            Hindi => Self {
                language,
                what_you_get: "आपको क्या मिलेगा",
                what_it_costs: "कितना खर्च होगा",
                what_to_watch: "किन बातों का ध्यान रखें",
                what_was_assumed: "क्या मान लिया गया",
                what_is_left_out: "क्या शामिल नहीं है",
                what_hardened_adds: "और सुरक्षा पर कितना खर्च होगा",
                what_is_needed: "बनाने से पहले आपसे क्या चाहिए",
                what_happens_next: "आगे क्या होगा",
                severities: ["सूचना", "छोटी बात", "सुधारने लायक", "गंभीर", "खतरनाक"],
            },
            Hinglish => Self {
                language,
                what_you_get: "Aapko kya milega",
                what_it_costs: "Kitna kharch hoga",
                what_to_watch: "Kin baaton ka dhyan rakhein",
                what_was_assumed: "Kya maan liya gaya",
                what_is_left_out: "Kya shamil nahi hai",
                what_hardened_adds: "Aur suraksha par kitna kharch hoga",
                what_is_needed: "Banane se pehle aapse kya chahiye",
                what_happens_next: "Aage kya hoga",
                severities: [
                    "Jaankari",
                    "Chhoti baat",
                    "Sudharne layak",
                    "Gambhir",
                    "Khatarnak",
                ],
            },
        }
    }

    /// The language of all of it.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// The sentence in this language.
    pub(super) fn said(&self, english: String, hindi: String, hinglish: String) -> String {
        match self.language {
            English => english,
            Hindi => hindi,
            Hinglish => hinglish,
        }
    }

    /// What all of this is. It is kept with the plan and read before and after that is carried out, so it doesn't say which.
    pub(super) fn opening(&self, region: &str) -> String {
        match self.language {
            English => format!("This plan is of the following, for you on AWS, in region {region}."),
            Hindi => format!("यह योजना आपके लिए AWS पर, क्षेत्र {region} में, इन चीज़ों की है।"),
            Hinglish => format!("Yeh plan aapke liye AWS par, region {region} mein, in cheezon ka hai."),
        }
    }

    pub(super) fn group(&self, group: Group) -> &'static str {
        let words = match group {
            Group::Entrance => [
                "How people reach it",
                "लोग इस तक कैसे पहुँचेंगे",
                "Log is tak kaise pahunchenge",
            ],
            Group::Program => ["What runs", "क्या चलेगा", "Kya chalega"],
            Group::Data => ["Where data is kept", "डेटा कहाँ रहेगा", "Data kahan rahega"],
            Group::Watching => ["What keeps watch", "निगरानी कौन करेगा", "Nigrani kaun karega"],
            Group::Protection => ["What protects it", "सुरक्षा कैसे होगी", "Suraksha kaise hogi"],
            Group::Network => ["What connects it", "सब कैसे जुड़ेगा", "Sab kaise judega"],
        };
        say(self.language, words)
    }

    pub(super) fn a_month(&self, sum: &str) -> String {
        match self.language {
            English => format!("**{sum} a month.**"),
            Hindi => format!("**{sum} प्रति माह।**"),
            Hinglish => format!("**{sum} har mahine.**"),
        }
    }

    /// Between what and what the sum lies, where use was guessed.
    pub(super) fn between(&self, low: &str, high: &str) -> String {
        match self.language {
            English => format!("Between {low} and {high}, because part of the use was guessed."),
            Hindi => format!("{low} से {high} के बीच, क्योंकि कुछ उपयोग का अनुमान लगाया गया है।"),
            Hinglish => format!("{low} se {high} ke beech, kyunki kuch upyog ka andaaza lagaya gaya hai."),
        }
    }

    pub(super) fn free_saves(&self, sum: &str) -> String {
        match self.language {
            English => format!("What AWS gives for free is taken off already: {sum}."),
            Hindi => format!("AWS जो मुफ़्त देता है, वह पहले ही घटा दिया गया है: {sum}।"),
            Hinglish => format!("AWS jo free deta hai, woh pehle hi ghata diya gaya hai: {sum}."),
        }
    }

    pub(super) fn smaller_lines(&self, count: usize) -> String {
        match self.language {
            English => format!("and {count} smaller ones"),
            Hindi => format!("और {count} छोटे खर्च"),
            Hinglish => format!("aur {count} chhote kharch"),
        }
    }

    /// Whether it fits. `unpriced` are the resources that the sum leaves out: with any of them, a sum that fits proves nothing.
    pub(super) fn verdict(&self, budget: &str, period: Period, within: bool, unpriced: &[&str]) -> String {
        let per = match period {
            Period::Day => ["a day", "प्रति दिन", "har din"],
            Period::Month => ["a month", "प्रति माह", "har mahine"],
            Period::Year => ["a year", "प्रति वर्ष", "har saal"],
        };
        let per = say(self.language, per);
        if within && !unpriced.is_empty() {
            let left_out = unpriced.join(", ");
            return match self.language {
                English => format!(
                    "**Nobody can say whether this is within your budget of {budget} {per}: no price is known for {left_out}, \
                     and the sum leaves it out. It is not approved by itself.**"
                ),
                Hindi => format!(
                    "**यह आपके {budget} {per} के बजट में है या नहीं, कहा नहीं जा सकता: {left_out} की कीमत मालूम नहीं है और कुल में शामिल नहीं है। \
                     इसे अपने आप स्वीकृति नहीं मिलेगी।**"
                ),
                Hinglish => format!(
                    "**Yeh aapke {budget} {per} ke budget mein hai ya nahi, kaha nahi ja sakta: {left_out} ki keemat pata nahi hai \
                     aur total mein shamil nahi hai. Yeh apne aap approve nahi hoga.**"
                ),
            };
        }
        match (self.language, within) {
            (English, true) => format!("**This is within your budget of {budget} {per}.**"),
            (English, false) => {
                format!("**This is above your budget of {budget} {per}.**")
            }
            (Hindi, true) => format!("**यह आपके {budget} {per} के बजट में है।**"),
            (Hindi, false) => format!("**यह आपके {budget} {per} के बजट से ज़्यादा है।**"),
            (Hinglish, true) => format!("**Yeh aapke {budget} {per} ke budget mein hai.**"),
            (Hinglish, false) => {
                format!("**Yeh aapke {budget} {per} ke budget se zyada hai.**")
            }
        }
    }

    /// What a field of the requirements is called where people read it; `None` where the field's own name has to do.
    pub(super) fn field(&self, field: &str) -> Option<&'static str> {
        let words = match field {
            "appType" => [
                "Kind of application",
                "ऐप्लिकेशन का प्रकार",
                "Application ka prakaar",
            ],
            "framework" => ["Framework", "फ़्रेमवर्क", "Framework"],
            "compute" => ["What it runs on", "किस पर चलेगा", "Kis par chalega"],
            "storage" => ["Where data is kept", "डेटा कहाँ रहेगा", "Data kahan rahega"],
            "publicAccess" | "networking.publicAccess" => {
                ["Open to the internet", "इंटरनेट पर खुला", "Internet par khula"]
            }
            "region" => ["Region", "क्षेत्र", "Region"],
            "projectName" => ["Name of the project", "परियोजना का नाम", "Project ka naam"],
            "budget" => ["Budget", "बजट", "Budget"],
            "budget.currency" => ["Currency of the budget", "बजट की मुद्रा", "Budget ki currency"],
            "budget.period" => ["The budget is for a", "बजट की अवधि", "Budget ki avadhi"],
            "services.instanceType" => ["Size of the machine", "मशीन का आकार", "Machine ka size"],
            "usage.apiRequests" => ["Requests a month", "हर महीने के अनुरोध", "Har mahine ke requests"],
            "usage.lambdaInvocations" => [
                "Times your program runs in a month",
                "प्रोग्राम महीने में कितनी बार चलेगा",
                "Program mahine mein kitni baar chalega",
            ],
            "usage.storageGB" => ["Gigabytes kept", "रखे गए गीगाबाइट", "Rakhe gaye gigabyte"],
            "usage.dataTransferGB" => [
                "Gigabytes sent to visitors in a month",
                "हर महीने लोगों को भेजे गए गीगाबाइट",
                "Har mahine logon ko bheje gaye gigabyte",
            ],
            "alarms" => ["Alarms go to", "अलार्म किसे", "Alarm kise"],
            "artifact" => ["Program that runs", "जो प्रोग्राम चलेगा", "Jo program chalega"],
            "services.runMinutes" => ["Minutes of a run", "एक बार के मिनट", "Ek run ke minute"],
            "services.port" => ["Port of the program", "प्रोग्राम का पोर्ट", "Program ka port"],
            "services.imageId" => ["System of the machine", "मशीन का सिस्टम", "Machine ka system"],
            "exchangeRate" => ["Rupees for a dollar", "एक डॉलर के रुपये", "Ek dollar ke rupaye"],
            _ => return None,
        };
        Some(say(self.language, words))
    }

    /// What becomes of the plan, in order.
    pub(super) fn next_steps(&self, plan: &Plan) -> Vec<String> {
        let mut steps = vec![[
            "Read this and change your request if something is not as you want it.",
            "इसे पढ़ें और कुछ ठीक न लगे तो अपना अनुरोध बदलें।",
            "Ise padhiye aur kuch theek na lage to apna prompt badliye.",
        ]];
        if !plan.missing_parameters.is_empty() {
            steps.push([
                "Give what is still needed, in the answers of your request.",
                "जो अभी चाहिए, वह अपने अनुरोध के उत्तरों में दें।",
                "Jo abhi chahiye, woh apne request ke answers mein dijiye.",
            ]);
        }
        steps.push(match plan.account {
            Some(_) => [
                "Approve exactly this plan; until then nothing is built and nothing is charged. If the plan changes, it has to be approved anew.",
                "ठीक इसी योजना को मंज़ूरी दें; तब तक कुछ नहीं बनेगा और कोई खर्च नहीं होगा। योजना बदली तो मंज़ूरी फिर से देनी होगी।",
                "Theek isi plan ko approve kijiye; tab tak kuch nahi banega aur koi kharch nahi hoga. Plan badla to approval phir se dena hoga.",
            ],
            None => [
                "No AWS account is set, so this stays a plan: name an account to have it built.",
                "कोई AWS खाता नहीं दिया गया, इसलिए यह केवल योजना है: बनवाने के लिए खाता बताएँ।",
                "Koi AWS account nahi diya gaya, isliye yeh sirf plan hai: banwane ke liye account batayiye.",
            ],
        });
        if plan.account.is_some() {
            steps.push([
                "Then AWS builds all of it or, if something fails, nothing; you see the progress and the address at the end.",
                "फिर AWS सब कुछ बनाएगा, या कुछ विफल हुआ तो कुछ भी नहीं; प्रगति और अंत में पता आपको दिखेगा।",
                "Phir AWS sab kuch banayega, ya kuch fail hua to kuch bhi nahi; progress aur ant mein address aapko dikhega.",
            ]);
        }
        steps
            .into_iter()
            .map(|step| say(self.language, step).to_owned())
            .collect()
    }
}
