//! What the API server refuses, or the way to it, in plain words. Here: words and remedies by answer. Not here: what was tried.

use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use kube::client::AuthError;
use kube::core::Status;

use super::super::code::CliCode;
use super::super::exit::Exit;
use super::super::say::say;
use super::Failure;
use crate::outgoing::root_cause;

/// What was tried when the API server said no.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt<'a> {
    /// The RBAC verb.
    pub(crate) verb: &'static str,
    /// The resource, in plural, with its group where it has one.
    pub(crate) resource: &'a str,
    /// The namespace; none for what is cluster-wide.
    pub(crate) namespace: Option<&'a str>,
    /// Address of the API server.
    pub(crate) server: &'a str,
    /// The language of what is said about it.
    pub(crate) language: Language,
}

impl Attempt<'_> {
    /// The error of the API server, or of the way to it, in plain words.
    pub(crate) fn failed(&self, error: &kube::Error) -> Failure {
        match error {
            kube::Error::Api(status) => self.refused(status),
            kube::Error::HyperError(_) | kube::Error::Service(_) => self.unreachable(error),
            kube::Error::Auth(cause) => not_logged_in(cause, self.language),
            kube::Error::SerdeError(_) => self.unreadable(&root_cause(error)),
            _ => {
                let (verb, resource, why) = (self.verb, self.resource, root_cause(error));
                Failure::new(say!(
                    self.language,
                    "{verb} {resource} failed: {why}",
                    "{verb} {resource} नहीं हो सका: {why}",
                    "{verb} {resource} nahi ho saka: {why}",
                ))
            }
        }
    }

    fn unreadable(&self, why: &str) -> Failure {
        Failure::new(say!(
            self.language,
            "the API server answered what this version can't read: {why}",
            "API server ने ऐसा उत्तर दिया जो यह संस्करण नहीं पढ़ सकता: {why}",
            "API server ne aisa jawab diya jo yeh version nahi padh sakta: {why}",
        ))
        .remedy(say!(
            self.language,
            "Bring the definitions and this program to the same version; `cloudwhisper doctor` compares them.",
            "परिभाषाओं और इस प्रोग्राम को एक ही संस्करण पर लाइए; `cloudwhisper doctor` उन्हें मिलाता है।",
            "Definitions aur is program ko ek hi version par lao; `cloudwhisper doctor` unhe milata hai.",
        ))
    }

    fn unreachable(&self, error: &kube::Error) -> Failure {
        let (server, why) = (self.server, root_cause(error));
        Failure::new(say!(
            self.language,
            "the API server at {server} can't be reached: {why}",
            "{server} के API server तक नहीं पहुँचा जा सका: {why}",
            "{server} ke API server tak nahi pahuncha ja saka: {why}",
        ))
        .code(CliCode::ClusterUnreachable)
        .retryable()
        .remedy(say!(
            self.language,
            "Is the cluster running, and is it the right one? See --context, --kubeconfig and `kubectl config get-contexts`.",
            "क्या cluster चल रहा है, और क्या यह सही cluster है? --context, --kubeconfig और `kubectl config get-contexts` देखिए।",
            "Kya cluster chal raha hai, aur kya yeh sahi cluster hai? --context, --kubeconfig aur `kubectl config get-contexts` dekhein.",
        ))
    }

    fn refused(&self, status: &Status) -> Failure {
        let language = self.language;
        if let Some((policy, words)) = denied_by_policy(&status.message) {
            return Failure::new(words)
                .exit(Exit::Refused)
                .code(ErrorCode::PolicyViolation)
                .remedy(say!(
                    language,
                    "The admission policy {policy} says so.",
                    "admission policy {policy} ऐसा कहती है।",
                    "Admission policy {policy} aisa kehti hai.",
                ));
        }
        match status.code {
            401 => self.unknown_person(),
            403 => self.forbidden(),
            404 if !names_an_object(status) => self.not_installed(),
            409 => Failure::new(say!(
                language,
                "somebody else changed the object in the same moment",
                "किसी और ने उसी क्षण इसे बदल दिया",
                "kisi aur ne usi pal ise badal diya",
            ))
            .code(CliCode::Conflict)
            .retryable()
            .remedy(say!(
                language,
                "Look at it, and try again.",
                "उसे देखिए, और फिर कोशिश कीजिए।",
                "Use dekhein, aur phir koshish karein.",
            )),
            422 => {
                let causes = causes(status);
                let invalid = Failure::new(say!(
                    language,
                    "the API server finds the request invalid: {causes}",
                    "API server को अनुरोध अमान्य लगता है: {causes}",
                    "API server ko request invalid lagti hai: {causes}",
                ));
                invalid.exit(Exit::Usage).code(CliCode::InvalidArgument)
            }
            _ => self.answered(status),
        }
    }

    fn unknown_person(&self) -> Failure {
        Failure::new(say!(
            self.language,
            "the API server does not know you: it refuses the credentials of the kubeconfig, which may have expired",
            "API server आपको नहीं पहचानता: वह kubeconfig के credentials नहीं मानता, शायद उनकी अवधि बीत गई है",
            "API server aapko nahi pehchanta: woh kubeconfig ke credentials nahi maanta, shayad woh expire ho gaye hain",
        ))
        .code(CliCode::Unauthenticated)
        .remedy(log_in_again(self.language))
    }

    fn forbidden(&self) -> Failure {
        let (verb, resource, language) = (self.verb, self.resource, self.language);
        let place = self.namespace.map_or_else(String::new, |namespace| {
            say!(
                language,
                " in namespace {namespace}",
                "namespace {namespace} में ",
                "namespace {namespace} mein ",
            )
        });
        Failure::new(say!(
            language,
            "you may not {verb} {resource}{place}",
            "आपको {place}{resource} पर {verb} की अनुमति नहीं है",
            "aapko {place}{resource} par {verb} ki permission nahi hai",
        ))
        .code(CliCode::Forbidden)
        .remedy(say!(
            language,
            "Ask an administrator for a role that allows the verb `{verb}` on {resource}.",
            "किसी administrator से ऐसा role माँगिए जिसमें {resource} पर verb `{verb}` की अनुमति हो।",
            "Kisi administrator se aisa role maangein jisme {resource} par verb `{verb}` allowed ho.",
        ))
    }

    fn not_installed(&self) -> Failure {
        let resource = self.resource;
        Failure::new(say!(
            self.language,
            "this cluster does not know {resource}",
            "यह cluster {resource} को नहीं जानता",
            "yeh cluster {resource} ko nahi jaanta",
        ))
        .code(CliCode::NotInstalled)
        .remedy(say!(
            self.language,
            "Install the definitions: cloudwhisper crds | kubectl apply --server-side -f -",
            "परिभाषाएँ स्थापित कीजिए: cloudwhisper crds | kubectl apply --server-side -f -",
            "Definitions install karein: cloudwhisper crds | kubectl apply --server-side -f -",
        ))
    }

    fn answered(&self, status: &Status) -> Failure {
        let (code, message) = (status.code, &status.message);
        let failure = Failure::new(say!(
            self.language,
            "the API server answered {code}: {message}",
            "API server ने उत्तर दिया {code}: {message}",
            "API server ne jawab diya {code}: {message}",
        ));
        if code == 404 {
            return failure.code(CliCode::NotFound);
        }
        if code == 429 || code >= 500 {
            let trouble = failure.code(CliCode::ClusterUnreachable).retryable();
            return trouble.remedy(say!(
                self.language,
                "It has trouble of its own: try again in a moment.",
                "उसकी अपनी परेशानी है: थोड़ी देर में फिर कोशिश कीजिए।",
                "Uski apni pareshani hai: thodi der mein phir koshish karein.",
            ));
        }
        failure
    }
}

fn log_in_again(language: Language) -> String {
    say!(
        language,
        "Log in again, or choose another context with --context.",
        "फिर से log in कीजिए, या --context से दूसरा context चुनिए।",
        "Phir se log in karein, ya --context se doosra context chunein.",
    )
}

/// The policy and its words, where the server's message says that one denied the request.
fn denied_by_policy(message: &str) -> Option<(String, String)> {
    let (_, rest) = message.split_once("ValidatingAdmissionPolicy '")?;
    let (policy, rest) = rest.split_once('\'')?;
    let words = rest
        .split_once("denied request: ")
        .map_or(rest, |(_, words)| words);
    Some((policy.to_owned(), words.trim().to_owned()))
}

/// A 404 without the name of an object is about its kind.
fn names_an_object(status: &Status) -> bool {
    status
        .details
        .as_ref()
        .is_some_and(|details| !details.name.is_empty())
}

fn causes(status: &Status) -> String {
    let causes = status.details.iter().flat_map(|details| &details.causes);
    let causes: Vec<_> = causes
        .map(|cause| format!("{}: {}", cause.field, cause.message))
        .collect();
    if causes.is_empty() {
        status.message.clone()
    } else {
        causes.join("; ")
    }
}

/// The kubeconfig's way to log in does not work. What a login command wrote may be a token, so it is not repeated.
pub(crate) fn not_logged_in(cause: &AuthError, language: Language) -> Failure {
    let why = match cause {
        AuthError::AuthExecStart(error) => say!(
            language,
            "its login command can't be started: {error}",
            "उसका login command शुरू नहीं हो सका: {error}",
            "uska login command shuru nahi ho saka: {error}",
        ),
        AuthError::AuthExecRun { out, .. } => {
            let status = out.status;
            say!(
                language,
                "its login command failed: {status}",
                "उसका login command असफल रहा: {status}",
                "uska login command fail hua: {status}",
            )
        }
        AuthError::AuthExecParse(_) => say!(
            language,
            "its login command answered what can't be read",
            "उसके login command का उत्तर पढ़ा नहीं जा सकता",
            "uske login command ka jawab padha nahi ja sakta",
        ),
        other => root_cause(other),
    };
    Failure::new(say!(
        language,
        "the credentials of the kubeconfig can't be used: {why}",
        "kubeconfig के credentials काम के नहीं हैं: {why}",
        "kubeconfig ke credentials kaam ke nahi hain: {why}",
    ))
    .code(CliCode::Unauthenticated)
    .remedy(log_in_again(language))
}
