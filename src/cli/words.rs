//! What the tables say, in each language. Here: headings, labels and short sentences of the command line. Not here: what a plan
//! says of itself (descriptions, reasons, findings), which comes from the planner in the request's language.

use clap::ValueEnum;
use cloudwhisper_api::amount::{Budget, Currency, Period};
use cloudwhisper_api::deployment_request::{DeploymentResult, Phase};
use cloudwhisper_api::language::{Language, LanguageChoice};
use cloudwhisper_api::plan::Severity;
use cloudwhisper_planner::estimate::{dollars, rupees};

/// `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English.
    En,
    /// Hindi, in the letters of the request: Devanagari, or Latin letters where the prompt is in those.
    Hi,
    /// The same; Latin letters also where there is no request.
    #[value(name = "hi-Latn", alias = "hi-latn")]
    HiLatn,
}

impl Lang {
    /// The same for the planner.
    pub(crate) fn choice(self) -> LanguageChoice {
        match self {
            Self::En => LanguageChoice::En,
            Self::Hi | Self::HiLatn => LanguageChoice::Hi,
        }
    }
}

/// The words to use for a request of this language. The planner says a plan in Hindi in the letters of its prompt, so that is what the
/// words around it are in as well.
pub(crate) fn words(lang: Option<Lang>, request: Option<Language>) -> &'static Words {
    Words::of(match (lang, request) {
        (None, request) => request.unwrap_or_default(),
        (Some(Lang::En), _) => Language::English,
        (Some(Lang::Hi), None) | (Some(Lang::Hi | Lang::HiLatn), Some(Language::Hindi)) => Language::Hindi,
        (Some(Lang::HiLatn), None)
        | (Some(Lang::Hi | Lang::HiLatn), Some(Language::English | Language::Hinglish)) => Language::Hinglish,
    })
}

/// Everything that is said in more than one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) language: Language,
    pub(crate) understood: &'static str,
    pub(crate) project: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) framework: &'static str,
    pub(crate) runs_on: &'static str,
    pub(crate) data: &'static str,
    pub(crate) no_data: &'static str,
    pub(crate) public: &'static str,
    pub(crate) domain: &'static str,
    pub(crate) budget: &'static str,
    pub(crate) region: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) assumed: &'static str,
    pub(crate) questions: &'static str,
    pub(crate) resources: &'static str,
    pub(crate) name: &'static str,
    pub(crate) type_: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) total: &'static str,
    /// Before the two ends that the sum lies between.
    pub(crate) between: &'static str,
    /// Before the reason why AWS could not be asked for prices.
    pub(crate) no_live_prices: &'static str,
    pub(crate) no_live_rate: &'static str,
    /// Before what has no price.
    pub(crate) unpriced: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) within_budget: &'static str,
    pub(crate) over_budget: &'static str,
    pub(crate) budget_unknown: &'static str,
    pub(crate) security: &'static str,
    pub(crate) no_findings: &'static str,
    pub(crate) warnings: &'static str,
    pub(crate) plan: &'static str,
    /// Over what carrying out a plan removes or replaces.
    pub(crate) takes_away: &'static str,
    /// Beside a plan of which nothing was ever carried out.
    pub(crate) nothing_built: &'static str,
    pub(crate) request: &'static str,
    pub(crate) phase: &'static str,
    pub(crate) age: &'static str,
    pub(crate) stack: &'static str,
    pub(crate) progress: &'static str,
    pub(crate) approved_by: &'static str,
    /// Before the names of those who have approved a plan that waits for more of them.
    pub(crate) approved_so_far: &'static str,
    pub(crate) automatically: &'static str,
    pub(crate) outputs: &'static str,
    pub(crate) problem: &'static str,
    pub(crate) conditions: &'static str,
    pub(crate) next: &'static str,
    pub(crate) revision: &'static str,
    pub(crate) result: &'static str,
    pub(crate) started: &'static str,
    pub(crate) took: &'static str,
    pub(crate) prompt: &'static str,
    pub(crate) monthly: &'static str,
    pub(crate) changes: &'static str,
    pub(crate) nothing_changes: &'static str,
    pub(crate) not_deployed: &'static str,
    pub(crate) plan_is_being_made: &'static str,
}

const ENGLISH: Words = Words {
    language: Language::English,
    understood: "Understood",
    project: "Project",
    kind: "Kind",
    framework: "Framework",
    runs_on: "Runs on",
    data: "Keeps data in",
    no_data: "nowhere",
    public: "Public",
    domain: "Domain",
    budget: "Budget",
    region: "Region",
    yes: "yes",
    no: "no",
    assumed: "Taken for granted",
    questions: "Please answer first",
    resources: "Resources and their cost per month",
    name: "NAME",
    type_: "TYPE",
    purpose: "WHAT IT IS FOR",
    total: "Total",
    between: "Between, with a tenth and with ten times the use that was guessed:",
    no_live_prices: "AWS could not be asked for today's prices, so those of the built-in list are taken:",
    no_live_rate: "Today's exchange rate could not be asked for, so the built-in one is taken:",
    unpriced: "Not in the sum, no price known:",
    saved: "The free tier saves",
    within_budget: "Within the budget of",
    over_budget: "Over the budget of",
    budget_unknown: "Without what has no known price it fits the budget of",
    security: "Security",
    no_findings: "No findings.",
    warnings: "Good to know",
    plan: "Plan",
    takes_away: "This takes away what runs now",
    nothing_built: "Nothing has been built yet.",
    request: "REQUEST",
    phase: "PHASE",
    age: "AGE",
    stack: "Stack",
    progress: "Progress",
    approved_by: "Approved by",
    approved_so_far: "Approved so far by",
    automatically: "automatically, within the budget",
    outputs: "Outputs",
    problem: "Problem",
    conditions: "Conditions",
    next: "Next",
    revision: "REVISION",
    result: "RESULT",
    started: "STARTED",
    took: "TOOK",
    prompt: "Prompt",
    monthly: "Per month",
    changes: "Changes",
    nothing_changes: "Nothing changes.",
    not_deployed: "Nothing is deployed yet: everything is new.",
    plan_is_being_made: "The plan is being made.",
};

const HINDI: Words = Words {
    language: Language::Hindi,
    understood: "यह समझा गया",
    project: "प्रोजेक्ट",
    kind: "प्रकार",
    framework: "फ्रेमवर्क",
    runs_on: "चलेगा",
    data: "डेटा रहेगा",
    no_data: "कहीं नहीं",
    public: "सार्वजनिक",
    domain: "डोमेन",
    budget: "बजट",
    region: "रीजन",
    yes: "हाँ",
    no: "नहीं",
    assumed: "यह मान लिया गया",
    questions: "पहले इनका उत्तर दें",
    resources: "संसाधन और उनका मासिक ख़र्च",
    name: "नाम",
    type_: "प्रकार",
    purpose: "किस काम का है",
    total: "कुल",
    between: "अनुमान के दसवें हिस्से और दस गुना उपयोग के बीच:",
    no_live_prices: "AWS से आज की कीमतें नहीं पूछी जा सकीं, इसलिए अंदर की सूची की कीमतें ली गई हैं:",
    no_live_rate: "आज की विनिमय दर नहीं पूछी जा सकी, इसलिए अंदर की दर ली गई है:",
    unpriced: "कुल में शामिल नहीं, कीमत मालूम नहीं:",
    saved: "फ्री टियर से बचत",
    within_budget: "बजट के अंदर:",
    over_budget: "बजट से ज़्यादा:",
    budget_unknown: "जिसकी कीमत मालूम नहीं, उसके बिना बजट में:",
    security: "सुरक्षा",
    no_findings: "कोई समस्या नहीं मिली।",
    warnings: "ध्यान दें",
    plan: "योजना",
    takes_away: "इससे अभी चल रहा यह हट जाएगा या बदल जाएगा",
    nothing_built: "अभी कुछ नहीं बना है।",
    request: "अनुरोध",
    phase: "चरण",
    age: "आयु",
    stack: "स्टैक",
    progress: "प्रगति",
    approved_by: "मंज़ूरी दी",
    approved_so_far: "अब तक मंज़ूरी दी",
    automatically: "अपने आप, बजट के अंदर",
    outputs: "परिणाम",
    problem: "समस्या",
    conditions: "स्थितियाँ",
    next: "आगे",
    revision: "संस्करण",
    result: "नतीजा",
    started: "शुरू",
    took: "समय लगा",
    prompt: "अनुरोध",
    monthly: "प्रति माह",
    changes: "बदलाव",
    nothing_changes: "कुछ नहीं बदलता।",
    not_deployed: "अभी कुछ नहीं चल रहा: सब नया है।",
    plan_is_being_made: "योजना बन रही है।",
};

const HINGLISH: Words = Words {
    language: Language::Hinglish,
    understood: "Yeh samjha gaya",
    project: "Project",
    kind: "Prakar",
    framework: "Framework",
    runs_on: "Chalega",
    data: "Data rahega",
    no_data: "kahin nahi",
    public: "Public",
    domain: "Domain",
    budget: "Budget",
    region: "Region",
    yes: "haan",
    no: "nahi",
    assumed: "Yeh maan liya gaya",
    questions: "Pehle inka jawab dein",
    resources: "Resources aur unka mahine ka kharch",
    name: "NAAM",
    type_: "TYPE",
    purpose: "KIS KAAM KA HAI",
    total: "Kul",
    between: "Andaaze ke dasve hisse aur das guna upyog ke beech:",
    no_live_prices: "AWS se aaj ki keematein nahi poochi ja sakin, isliye andar ki list ki keematein li gayi hain:",
    no_live_rate: "Aaj ka exchange rate nahi poocha ja saka, isliye andar ka rate liya gaya hai:",
    unpriced: "Total mein shamil nahi, keemat pata nahi:",
    saved: "Free tier se bachat",
    within_budget: "Budget ke andar:",
    over_budget: "Budget se zyada:",
    budget_unknown: "Jiski keemat pata nahi, uske bina budget mein:",
    security: "Suraksha",
    no_findings: "Koi samasya nahi mili.",
    warnings: "Dhyan dein",
    plan: "Plan",
    takes_away: "Isse abhi chal raha yeh hat jayega ya badal jayega",
    nothing_built: "Abhi kuch nahi bana hai.",
    request: "REQUEST",
    phase: "PHASE",
    age: "UMAR",
    stack: "Stack",
    progress: "Pragati",
    approved_by: "Manzoori di",
    approved_so_far: "Ab tak manzoori di",
    automatically: "apne aap, budget ke andar",
    outputs: "Outputs",
    problem: "Samasya",
    conditions: "Conditions",
    next: "Aage",
    revision: "REVISION",
    result: "NATEEJA",
    started: "SHURU",
    took: "SAMAY LAGA",
    prompt: "Prompt",
    monthly: "Har mahine",
    changes: "Badlav",
    nothing_changes: "Kuch nahi badalta.",
    not_deployed: "Abhi kuch nahi chal raha: sab naya hai.",
    plan_is_being_made: "Plan ban raha hai.",
};

impl Words {
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Hindi => &HINDI,
            Language::Hinglish => &HINGLISH,
        }
    }

    pub(crate) fn truth(&self, value: bool) -> &'static str {
        if value { self.yes } else { self.no }
    }

    /// A budget as a person says it, such as `₹500 per month`.
    pub(crate) fn budget(&self, budget: &Budget) -> String {
        let amount = match budget.currency {
            Currency::USD => dollars(&budget.amount.to_string()),
            Currency::INR => rupees(&budget.amount.to_string()),
        };
        match self.language {
            Language::English => format!("{amount} per {}", self.period(budget.period)),
            Language::Hindi => format!("{amount} प्रति {}", self.period(budget.period)),
            Language::Hinglish => format!("{amount} har {}", self.period(budget.period)),
        }
    }

    fn period(&self, period: Period) -> &'static str {
        match (self.language, period) {
            (Language::English, Period::Day) => "day",
            (Language::English, Period::Month) => "month",
            (Language::English, Period::Year) => "year",
            (Language::Hindi, Period::Day) => "दिन",
            (Language::Hindi, Period::Month) => "माह",
            (Language::Hindi, Period::Year) => "वर्ष",
            (Language::Hinglish, Period::Day) => "din",
            (Language::Hinglish, Period::Month) => "mahine",
            (Language::Hinglish, Period::Year) => "saal",
        }
    }

    /// What the sums rest on; the day is empty where nothing has a price.
    pub(crate) fn basis(&self, rate: &str, as_of: &str) -> String {
        let (prices, month) = match self.language {
            Language::English => (
                format!("AWS prices as of {as_of}"),
                "a month of 730 hours, without tax",
            ),
            Language::Hindi => (format!("AWS के {as_of} के दाम"), "730 घंटे का महीना, कर के बिना"),
            Language::Hinglish => (
                format!("AWS ke {as_of} ke daam"),
                "730 ghante ka mahina, tax ke bina",
            ),
        };
        let mut parts = vec![format!("1 USD = {rate} INR")];
        if !as_of.is_empty() {
            parts.push(prices);
        }
        parts.push(month.to_owned());
        parts.join(", ")
    }

    pub(crate) fn phase(&self, phase: Phase) -> String {
        let hindi = match phase {
            Phase::Planning => ("योजना बन रही है", "plan ban raha hai"),
            Phase::AwaitingAnswers => ("उत्तर का इंतज़ार", "jawab ka intezaar"),
            Phase::PlanReady => ("योजना तैयार", "plan taiyaar"),
            Phase::AwaitingApproval => ("मंज़ूरी का इंतज़ार", "manzoori ka intezaar"),
            Phase::Deploying => ("लगाया जा रहा है", "deploy ho raha hai"),
            Phase::Ready => ("तैयार", "taiyaar"),
            Phase::Failed => ("विफल", "fail hua"),
            Phase::RollingBack => ("वापस लिया जा रहा है", "wapas liya ja raha hai"),
            Phase::Deleting => ("हटाया जा रहा है", "hataya ja raha hai"),
            Phase::Suspended => ("रोका हुआ", "roka hua"),
            Phase::Waiting => ("दूसरे का इंतज़ार", "doosre ka intezaar"),
        };
        match self.language {
            Language::English => format!("{phase:?}"),
            Language::Hindi => hindi.0.to_owned(),
            Language::Hinglish => hindi.1.to_owned(),
        }
    }

    pub(crate) fn result(&self, result: DeploymentResult) -> &'static str {
        let (english, hindi, hinglish) = match result {
            DeploymentResult::InProgress => ("in progress", "चल रहा है", "chal raha hai"),
            DeploymentResult::Succeeded => ("succeeded", "सफल", "safal"),
            DeploymentResult::RolledBack => ("rolled back", "वापस लिया गया", "wapas liya gaya"),
            DeploymentResult::Failed => ("failed", "विफल", "fail hua"),
        };
        match self.language {
            Language::English => english,
            Language::Hindi => hindi,
            Language::Hinglish => hinglish,
        }
    }

    pub(crate) fn severity(&self, severity: Severity) -> &'static str {
        let (english, hindi) = match severity {
            Severity::Info => ("info", "सूचना"),
            Severity::Low => ("low", "कम"),
            Severity::Medium => ("medium", "मध्यम"),
            Severity::High => ("high", "उच्च"),
            Severity::Critical => ("critical", "गंभीर"),
        };
        if self.language == Language::Hindi {
            hindi
        } else {
            english
        }
    }
}
