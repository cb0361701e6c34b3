//! Said of accounts.

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::language::Language;

use super::{Said, say};
use crate::stack::MAX_INLINE_TEMPLATE;

pub(crate) fn missing(language: Language, name: &str) -> Said {
    Said::new(
        say!(
            language,
            "There is no CloudAccount \"{name}\".",
            "\"{name}\" नाम का कोई CloudAccount नहीं है।",
            "\"{name}\" naam ka koi CloudAccount nahi hai.",
        ),
        say!(
            language,
            "Correct spec.accountRef.name, or ask your platform team to create the account; `kubectl get cloudaccounts` \
             lists those there are.",
            "spec.accountRef.name ठीक कीजिए, या अपनी platform team से खाता बनवाइए; `kubectl get cloudaccounts` से सूची मिलेगी।",
            "spec.accountRef.name theek karein, ya apni platform team se account banwayein; `kubectl get cloudaccounts` se list \
             milegi.",
        ),
    )
}

pub(crate) fn not_checked(language: Language, name: &str) -> Said {
    Said::new(
        say!(
            language,
            "The CloudAccount \"{name}\" is still being checked.",
            "CloudAccount \"{name}\" की जाँच अभी चल रही है।",
            "CloudAccount \"{name}\" ki jaanch abhi chal rahi hai.",
        ),
        say!(
            language,
            "It goes on by itself then.",
            "उसके बाद काम अपने आप आगे बढ़ेगा।",
            "Uske baad kaam apne aap aage badhega.",
        ),
    )
}

/// Why not is in the account's own status, for those who may read it: it names Secrets and roles.
pub(crate) fn not_ready(language: Language, name: &str) -> Said {
    Said::new(
        say!(
            language,
            "The CloudAccount \"{name}\" cannot be used at the moment.",
            "CloudAccount \"{name}\" का अभी उपयोग नहीं हो सकता।",
            "CloudAccount \"{name}\" abhi use nahi ho sakta.",
        ),
        say!(
            language,
            "Ask the owner of the account to mend what its status says; it goes on by itself then.",
            "खाते के मालिक से वह ठीक करवाइए जो उसके status में लिखा है; फिर काम अपने आप आगे बढ़ेगा।",
            "Account ke owner se woh theek karwayein jo uske status mein likha hai; phir kaam apne aap aage badhega.",
        ),
    )
}

/// Which role, and by what it may be refused, the account's own status says.
pub(crate) fn role_refused(language: Language, name: &str) -> Said {
    Said::new(
        say!(
            language,
            "AWS does not let CloudWhisper assume the role of the CloudAccount \"{name}\".",
            "AWS, CloudWhisper को CloudAccount \"{name}\" का role नहीं लेने देता।",
            "AWS, CloudWhisper ko CloudAccount \"{name}\" ka role nahi lene deta.",
        ),
        say!(
            language,
            "Ask the owner of the account to check the role's trust policy and external id, as its status says; it goes on by itself \
             within a minute then.",
            "खाते के मालिक से role की trust policy और external id जाँचवाइए, जैसा उसके status में लिखा है; फिर एक मिनट में काम अपने आप आगे \
             बढ़ेगा।",
            "Account ke owner se role ki trust policy aur external id check karwayein, jaisa uske status mein likha hai; phir ek minute \
             mein kaam apne aap aage badhega.",
        ),
    )
}

pub(crate) fn namespace_not_allowed(language: Language, name: &str, namespace: &str) -> Said {
    Said::new(
        say!(
            language,
            "The CloudAccount \"{name}\" is not for requests of the namespace \"{namespace}\".",
            "CloudAccount \"{name}\" namespace \"{namespace}\" के अनुरोधों के लिए नहीं है।",
            "CloudAccount \"{name}\" namespace \"{namespace}\" ki requests ke liye nahi hai.",
        ),
        say!(
            language,
            "Ask its owner to add the namespace to spec.allowedNamespaces, or name another account.",
            "उसके मालिक से spec.allowedNamespaces में यह namespace जुड़वाइए, या दूसरा खाता लिखिए।",
            "Uske owner se spec.allowedNamespaces mein yeh namespace judwayein, ya doosra account likhein.",
        ),
    )
}

pub(crate) fn region_not_allowed(
    language: Language,
    name: &str,
    region: &str,
    account: &CloudAccount,
) -> Said {
    let spec = &account.spec;
    let allowed = if spec.allowed_regions.is_empty() {
        spec.default_region.clone()
    } else {
        spec.allowed_regions.join(", ")
    };
    Said::new(
        say!(
            language,
            "The CloudAccount \"{name}\" does not allow the region {region}; it allows {allowed}.",
            "CloudAccount \"{name}\" में region {region} की अनुमति नहीं है; अनुमति इनकी है: {allowed}।",
            "CloudAccount \"{name}\" mein region {region} allowed nahi hai; allowed hain: {allowed}.",
        ),
        say!(
            language,
            "Set spec.region to one of those, or ask the owner of the account to allow {region}.",
            "spec.region में इनमें से एक लिखिए, या खाते के मालिक से {region} की अनुमति माँगिए।",
            "spec.region mein inmein se ek likhein, ya account ke owner se {region} allow karwayein.",
        ),
    )
}

pub(crate) fn elsewhere(language: Language, name: &str, found: &str, wanted: &str) -> Said {
    Said::new(
        say!(
            language,
            "The stack is in the AWS account {found}, but \"{name}\" and the plan are for {wanted}: nothing is done.",
            "stack AWS खाते {found} में है, पर \"{name}\" और योजना {wanted} के लिए हैं: कुछ नहीं किया गया।",
            "Stack AWS account {found} mein hai, par \"{name}\" aur plan {wanted} ke liye hain: kuch nahi kiya gaya.",
        ),
        say!(
            language,
            "Name the account in spec.accountRef that the stack was made in, or ask the owner of the account whether its \
             credentials were exchanged; for another account make a new request.",
            "spec.accountRef में वह खाता लिखिए जिसमें stack बना था, या खाते के मालिक से पूछिए कि credentials बदले गए हैं क्या; दूसरे \
             खाते के लिए नया अनुरोध बनाइए।",
            "spec.accountRef mein woh account likhein jismein stack bana tha, ya account ke owner se poochhein ki credentials badle \
             gaye hain kya; doosre account ke liye nayi request banayein.",
        ),
    )
}

/// A template that has to go through a bucket, and no bucket is named.
pub(crate) fn no_template_bucket(language: Language, account: &str, bytes: usize) -> Said {
    let limit = MAX_INLINE_TEMPLATE;
    Said::new(
        say!(
            language,
            "The plan's template has {bytes} bytes; CloudFormation takes more than {limit} only from an S3 bucket, and CloudAccount \
             {account} names none.",
            "योजना के template में {bytes} बाइट हैं; CloudFormation {limit} से ज़्यादा केवल S3 bucket से लेता है, और CloudAccount {account} में \
             कोई bucket नहीं लिखा है।",
            "Plan ke template mein {bytes} bytes hain; CloudFormation {limit} se zyada sirf S3 bucket se leta hai, aur CloudAccount \
             {account} mein koi bucket nahi likha hai.",
        ),
        say!(
            language,
            "Ask the owner of the account to set spec.templateBucket, or ask for less in one request. It goes on by itself then.",
            "खाते के मालिक से spec.templateBucket लिखवाइए, या एक अनुरोध में कम माँगिए। फिर यह अपने आप आगे बढ़ेगा।",
            "Account ke owner se spec.templateBucket likhwayein, ya ek request mein kam maangein. Phir yeh apne aap aage badhega.",
        ),
    )
}
