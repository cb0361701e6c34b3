//! A call as its first bytes tell of it.

use anyhow::{Context as _, Result};

/// Whom a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Server {
    /// The API server.
    Cluster,
    /// CloudFormation and what else there is of AWS.
    Aws,
}

/// A call.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) server: Server,
    pub(crate) method: String,
    /// With its query.
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Call {
    pub(super) fn read(server: Server, request: &[u8]) -> Result<Self> {
        let end = request
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .context("an end of the head")?;
        let head = String::from_utf8_lossy(&request[..end]).into_owned();
        let mut lines = head.lines();
        let mut first = lines.next().unwrap_or_default().split(' ');
        let (method, path) = first.next().zip(first.next()).context("a request line")?;
        let headers = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()));
        Ok(Self {
            server,
            method: method.to_owned(),
            path: path.to_owned(),
            headers: headers.collect(),
            body: request[end + 4..].to_vec(),
        })
    }

    /// Whether its answer goes on for as long as somebody listens.
    pub(crate) fn is_watch(&self) -> bool {
        self.server == Server::Cluster && self.method == "GET" && self.path.contains("watch=")
    }

    /// Whether it is about a Lease: who leads, not what becomes of a request.
    pub(crate) fn is_lease(&self) -> bool {
        self.server == Server::Cluster && self.path.contains("/leases")
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A value of a form that AWS is sent, such as `Action`.
    pub(crate) fn form(&self, key: &str) -> Option<String> {
        let body = self.text();
        let value = body
            .split('&')
            .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
        value.map(|value| value.replace("%3A", ":").replace("%2F", "/"))
    }

    /// What it changes, in a few words; none for what only looks, and none for Leases and Events: they say who leads and what happened,
    /// and nothing is decided from an Event.
    pub(crate) fn effect(&self) -> Option<String> {
        match self.server {
            Server::Aws => self.aws_effect(),
            Server::Cluster => self.cluster_effect(),
        }
    }

    fn aws_effect(&self) -> Option<String> {
        let Some(action) = self.form("Action") else {
            return (!matches!(self.method.as_str(), "GET" | "HEAD"))
                .then(|| format!("{} to S3", self.method));
        };
        let looks = ["Describe", "List", "Get", "Detect"];
        (!looks.iter().any(|verb| action.starts_with(verb))).then_some(action)
    }

    fn cluster_effect(&self) -> Option<String> {
        let path = self.path.split('?').next().unwrap_or_default();
        if self.method == "GET"
            || self.is_lease()
            || path.contains("/events")
            || path.contains("/selfsubject")
        {
            return None;
        }
        let verb = self.method.to_lowercase();
        let mut parts = path.rsplit('/');
        let (last, before) = (parts.next()?, parts.next()?);
        Some(match (last, verb.as_str()) {
            ("status", _) => format!("status of {}", parts.next()?),
            (_, "patch") if before == "deploymentrequests" => finalizer(&self.text()).to_owned(),
            (kind, "post") => format!("create {kind}"),
            (_, verb) => format!("{verb} {before}"),
        })
    }
}

/// Whether a patch puts our finalizer into the list.
fn finalizer(patch: &str) -> &'static str {
    if patch.contains("cloudwhisper.dev/") && patch.contains("\"kind\"") {
        "add finalizer"
    } else {
        "remove finalizer"
    }
}
