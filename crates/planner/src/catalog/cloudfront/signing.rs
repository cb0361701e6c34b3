//! Signatures: of the network towards what is behind it, and of visitors towards the network.

use super::{LogicalId, Plain, Resource, Tags, Value, unique_name};
use crate::properties;

pub(crate) const ORIGIN_ACCESS_CONTROL: Plain = Plain {
    kind: "AWS::CloudFront::OriginAccessControl",
    tags: Tags::None,
    purpose: [
        "Makes sure that only your content network can reach what is behind it",
        "पक्का करता है कि पीछे रखी चीज़ों तक केवल आपका कंटेंट नेटवर्क पहुँचे",
        "Pakka karta hai ki peeche rakhi cheezon tak sirf aapka content network pahunche",
    ],
};

pub(crate) const PUBLIC_KEY: Plain = Plain {
    kind: "AWS::CloudFront::PublicKey",
    tags: Tags::None,
    purpose: [
        "Checks whether an address was signed by you",
        "जाँचता है कि पते पर आपके हस्ताक्षर हैं या नहीं",
        "Jaanchta hai ki address aapne sign kiya hai ya nahi",
    ],
};

pub(crate) const KEY_GROUP: Plain = Plain {
    kind: "AWS::CloudFront::KeyGroup",
    tags: Tags::None,
    purpose: [
        "Says whose signed addresses may be opened; all others are turned away",
        "तय करता है कि किसके हस्ताक्षर वाले पते खुलें; बाकी सब लौटा दिए जाते हैं",
        "Tay karta hai ki kiske signed address khulein; baaki sab lauta diye jaate hain",
    ],
};

/// What a distribution gets its answers from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signed {
    /// A private bucket.
    S3,
    /// A function's address.
    Lambda,
}

impl Signed {
    fn word(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Lambda => "lambda",
        }
    }
}

/// What an origin access control signs for.
pub(crate) fn signs_for(control: &Resource) -> Option<Signed> {
    let config = control.properties.get("OriginAccessControlConfig")?;
    let word = config.get("OriginAccessControlOriginType")?.as_text()?;
    [Signed::S3, Signed::Lambda]
        .into_iter()
        .find(|it| it.word() == word)
}

/// Signs the requests of a distribution, so that what is behind it can refuse all others.
pub(crate) fn origin_access_control(id: &str, signed: Signed) -> Resource {
    let suffix = match signed {
        Signed::S3 => "-files",
        Signed::Lambda => "-function",
    };
    let config = properties! {
        "Name": unique_name(suffix),
        "OriginAccessControlOriginType": signed.word(),
        "SigningBehavior": "always",
        "SigningProtocol": "sigv4",
    };
    Resource::new(id, ORIGIN_ACCESS_CONTROL.kind).with("OriginAccessControlConfig", config)
}

/// A key that addresses are signed with; this is its public half.
pub(crate) fn public_key(id: &str, key: Value) -> Resource {
    let name = unique_name("-signer");
    let config = properties! { "CallerReference": name.clone(), "Name": name, "EncodedKey": key };
    Resource::new(id, PUBLIC_KEY.kind).with("PublicKeyConfig", config)
}

/// The keys of everybody who may sign addresses.
pub(crate) fn key_group(id: &str, key: &LogicalId) -> Resource {
    let config = properties! { "Name": unique_name("-signers"), "Items": Value::list([key]) };
    Resource::new(id, KEY_GROUP.kind).with("KeyGroupConfig", config)
}
