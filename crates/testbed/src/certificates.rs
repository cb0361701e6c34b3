//! The control plane's certificates: made anew for each one, in memory, valid for this machine only.

use anyhow::Result;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};

/// PEM texts.
pub(crate) struct Certificates {
    /// The authority that clients trust.
    pub(crate) authority: String,
    /// The API server's certificate.
    pub(crate) server: String,
    /// Its key.
    pub(crate) server_key: String,
    /// Signs the tokens of `ServiceAccount`s.
    pub(crate) account_key: String,
    /// Checks them.
    pub(crate) account_public_key: String,
}

/// The service's name, its address (the first of the service range) and this machine.
const SUBJECTS: [&str; 5] = [
    "127.0.0.1",
    "localhost",
    "kubernetes",
    "kubernetes.default.svc",
    "10.0.0.1",
];

pub(crate) fn make() -> Result<Certificates> {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    authority
        .distinguished_name
        .push(DnType::CommonName, "cloudwhisper-testbed");
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;

    let server_key = KeyPair::generate()?;
    let mut server = CertificateParams::new(SUBJECTS.map(str::to_owned))?;
    server
        .distinguished_name
        .push(DnType::CommonName, "kube-apiserver");
    let server = server.signed_by(&server_key, &authority)?;

    let account = KeyPair::generate()?;
    Ok(Certificates {
        authority: authority.pem(),
        server: server.pem(),
        server_key: server_key.serialize_pem(),
        account_key: account.serialize_pem(),
        account_public_key: account.public_key_pem(),
    })
}
