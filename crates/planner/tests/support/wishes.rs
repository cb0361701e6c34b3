//! Everything that a person may insist on against advice.

use cloudwhisper_api::requirements::InsecureWish;

/// Each of them, in the order of their type.
pub(crate) const WISHES: [InsecureWish; 16] = [
    InsecureWish::PublicDatabase,
    InsecureWish::PublicBucket,
    InsecureWish::OpenSsh,
    InsecureWish::WildcardIam,
    InsecureWish::NoEncryption,
    InsecureWish::NoTls,
    InsecureWish::PublicStore,
    InsecureWish::PublicMessages,
    InsecureWish::NoBackups,
    InsecureWish::NoDeletionProtection,
    InsecureWish::NoLogging,
    InsecureWish::NoDeadLetterQueue,
    InsecureWish::Imdsv1,
    InsecureWish::OldTls,
    InsecureWish::OldVersion,
    InsecureWish::SingleZone,
];
