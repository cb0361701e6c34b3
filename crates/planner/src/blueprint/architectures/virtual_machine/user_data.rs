//! What a machine does when it starts: sends its log away, fetches the program and keeps it running.
//!
//! Everything is done anew at each start, not only at the first one: a changed program or setting then reaches the
//! machine by a restart, and what is on its disk stays.

use super::super::parts::image;
use crate::blueprint::architectures::Workload;
use crate::blueprint::{Resource, Value};
use crate::catalog::ec2::OperatingSystem;

const SAMPLE: &str = include_str!("../parts/sample/server.py");
/// Says that the script below runs at each start.
const HEAD: &str = r#"Content-Type: multipart/mixed; boundary="//"
MIME-Version: 1.0

--//
Content-Type: text/cloud-config; charset="us-ascii"

#cloud-config
cloud_final_modules:
- [scripts-user, always]

--//
Content-Type: text/x-shellscript; charset="us-ascii"

#!/bin/bash
set -u
retry() { until "$@"; do sleep 5; done; }
systemctl stop app 2>/dev/null
id app >/dev/null 2>&1 || useradd --system --home-dir /opt/app app
mkdir -p /opt/app
"#;
const TAIL: &str = "systemctl daemon-reload\nsystemctl enable app\nsystemctl restart app\n--//--\n";

/// The script, not yet in Base64.
pub(crate) fn script(
    system: OperatingSystem,
    workload: &Workload,
    environment: &[(String, Value)],
    logs: &Resource,
    port: i64,
) -> Value {
    let mut parts = vec![HEAD.into()];
    parts.extend(settings(Reader::of(workload), environment));
    parts.extend(log_shipping(system, logs));
    parts.push(program(system, workload, port).into());
    parts.push(TAIL.into());
    Value::Concat(parts)
}

/// Who reads the settings: each has a form of its own for the same file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// `EnvironmentFile=`, with quotes and backslashes as the shell has them. Source: systemd.exec(5), 2026-11.
    Systemd,
    /// `docker run --env-file`, which takes a line as it is, up to its end. Source: Docker's reference of `docker container run`, 2026-11.
    Docker,
}

impl Reader {
    const ALL: [Self; 2] = [Self::Systemd, Self::Docker];

    const fn of(workload: &Workload) -> Self {
        match workload {
            Workload::Image(_) => Self::Docker,
            Workload::Sample | Workload::Zip { .. } => Self::Systemd,
        }
    }

    /// The line before the settings. Other files, so that nobody reads the other one's form.
    const fn begin(self) -> &'static str {
        match self {
            Self::Systemd => "cat >/etc/app.env <<'END'\n",
            Self::Docker => "cat >/etc/container.env <<'END'\n",
        }
    }

    /// The text, so that the program gets just that.
    fn written(self, text: &str) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./:@%+,=-".contains(c);
        if self == Self::Docker || text.chars().all(is_plain) {
            return text.to_owned();
        }
        let escaped = text.chars().flat_map(|c| {
            let backslash = "\"\\`$".contains(c).then_some('\\');
            backslash.into_iter().chain([c])
        });
        format!("\"{}\"", escaped.collect::<String>())
    }
}

/// The line behind the settings.
const SETTINGS_END: &str = "END\n";

/// The file, a setting a line.
fn settings(reader: Reader, environment: &[(String, Value)]) -> Vec<Value> {
    let mut parts: Vec<Value> = vec![reader.begin().into()];
    for (name, value) in environment {
        parts.extend(setting(reader, name, value));
    }
    parts.push(SETTINGS_END.into());
    parts
}

fn setting(reader: Reader, name: &str, value: &Value) -> [Value; 3] {
    // What refers to a resource is a name or an address, which needs no quotes.
    let value = match value {
        Value::Text(text) => reader.written(text).into(),
        other => other.clone(),
    };
    [format!("{name}=").into(), value, "\n".into()]
}

/// Whether the program on a machine with this script is told this.
pub(crate) fn tells(script: &[Value], name: &str, value: &str) -> bool {
    let readers = Reader::ALL.into_iter();
    let mut readers = readers.filter(|reader| script.contains(&reader.begin().into()));
    readers.any(|reader| {
        let line = setting(reader, name, &value.into());
        script.windows(line.len()).any(|parts| *parts == line)
    })
}

/// Tells the program on a machine something more, once: adds the settings that the script of [`script`] has not yet.
pub(crate) fn tell(script: &mut Value, environment: &[(String, Value)]) {
    let parts = match script {
        Value::Base64(inner) => match &mut **inner {
            Value::Concat(parts) => parts,
            _ => return,
        },
        _ => return,
    };
    let is = |text: &'static str| move |part: &Value| part.as_text() == Some(text);
    let mut places = Reader::ALL
        .into_iter()
        .filter_map(|reader| Some((reader, parts.iter().position(is(reader.begin()))?)));
    let Some((reader, begin)) = places.next() else {
        return;
    };
    for (name, value) in environment {
        let line = setting(reader, name, value);
        let known = parts.contains(&line[0]);
        let end = parts.iter().skip(begin).position(is(SETTINGS_END));
        if let Some(end) = end.filter(|_| !known) {
            let at = begin + end;
            parts.splice(at..at, line);
        }
    }
}

fn log_shipping(system: OperatingSystem, logs: &Resource) -> Vec<Value> {
    let settings = "cat >/opt/aws/amazon-cloudwatch-agent/etc/app.json <<'END'\n\
        {\"logs\":{\"logs_collected\":{\"files\":{\"collect_list\":[\n\
        {\"file_path\":\"/var/log/app.log\",\"log_stream_name\":\"{instance_id}\",\"log_group_name\":\"";
    let between = "\"},\n\
        {\"file_path\":\"/var/log/cloud-init-output.log\",\"log_stream_name\":\"{instance_id}-start\",\"log_group_name\":\"";
    let start = "\"}\n]}}}}\nEND\n\
        /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \
        -c file:/opt/aws/amazon-cloudwatch-agent/etc/app.json\n";
    vec![
        (system.agents() + settings).into(),
        logs.reference(),
        between.into(),
        logs.reference(),
        start.into(),
    ]
}

fn program(system: OperatingSystem, workload: &Workload, port: i64) -> String {
    match workload {
        Workload::Sample => {
            let fetch = format!("cat >/opt/app/server.py <<'END'\n{SAMPLE}END\n");
            fetch + &unit(APP, "/usr/bin/python3 -u /opt/app/server.py", "")
        }
        Workload::Image(image) => container(system, &safe_image(image), port),
        Workload::Zip { bucket, key, version } => zip(system, bucket, key, version.as_deref()),
    }
}

/// A container, by Docker.
fn container(system: OperatingSystem, name: &str, port: i64) -> String {
    let login = image::private_repository(name).map(|repository| {
        format!(
            "aws ecr get-login-password --region {} | docker login --username AWS --password-stdin {}\n",
            repository.region, repository.host
        )
    });
    let run = format!(
        "/usr/bin/docker run --rm --name app --env-file /etc/container.env --publish {port}:{port} {name}"
    );
    let fetch = format!(
        "{}{}retry docker pull --quiet {name}\n",
        system.containers(login.is_some()),
        login.unwrap_or_default()
    );
    fetch + &unit(DOCKER, &run, "ExecStop=/usr/bin/docker stop app\n")
}

/// A zip file with a `start.sh` at its top.
fn zip(system: OperatingSystem, bucket: &str, key: &str, version: Option<&str>) -> String {
    let version = version
        .map(|version| format!(" --version-id {}", quoted(version)))
        .unwrap_or_default();
    let fetch = format!(
        "{}retry aws s3api get-object --bucket {} --key {}{version} /opt/app.zip\n\
        unzip -o -q /opt/app.zip -d /opt/app\nchmod +x /opt/app/start.sh\nchown -R app /opt/app\n",
        system.unzip(),
        quoted(bucket),
        quoted(key)
    );
    fetch + &unit(APP, "/opt/app/start.sh", "")
}

/// Who a program without a container runs as, and its settings.
const APP: [&str; 2] = ["app", "EnvironmentFile=/etc/app.env\n"];
/// Docker itself runs as root and is told nothing: a variable such as `LD_PRELOAD` is for the container.
const DOCKER: [&str; 2] = ["root", ""];

/// The service that keeps the program running, and lets it listen on ports that belong to the system otherwise.
fn unit([user, settings]: [&str; 2], start: &str, more: &str) -> String {
    format!(
        "cat >/etc/systemd/system/app.service <<'END'\n\
        [Unit]\nDescription=The application\nAfter=network-online.target\nWants=network-online.target\n\
        [Service]\nUser={user}\nWorkingDirectory=/opt/app\n{settings}\
        AmbientCapabilities=CAP_NET_BIND_SERVICE\nExecStart={start}\n{more}Restart=always\nRestartSec=5\n\
        StandardOutput=append:/var/log/app.log\nStandardError=append:/var/log/app.log\n\
        [Install]\nWantedBy=multi-user.target\nEND\n"
    )
}

/// Only what can stand in the name of an image: the shell and systemd then see nothing else.
fn safe_image(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_ascii_alphanumeric() || "._-/:@".contains(*c))
        .collect()
}

/// A text that the shell takes as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::{Reader, SETTINGS_END, quoted, safe_image, settings, tell, tells};
    use crate::blueprint::Value;

    #[test]
    fn what_a_person_wrote_is_never_a_command() {
        assert_eq!(safe_image("shop/orders:1;$(reboot)\n"), "shop/orders:1reboot");
        assert_eq!(quoted("a'; reboot #"), r"'a'\''; reboot #'");
    }

    /// How systemd reads a value: between double quotes a backslash stands before what else would mean something, and one at the end of
    /// a line without quotes takes the next line in. Source: `parse_env_file_internal` of systemd 252.
    fn as_systemd_reads(line: &str) -> String {
        let Some(inner) = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
            assert!(!line.contains(['\\', '"', '\'', ' ']), "{line} needs quotes");
            return line.to_owned();
        };
        let (mut read, mut chars) = (String::new(), inner.chars());
        while let Some(c) = chars.next() {
            assert_ne!(c, '"', "{line} ends before its end");
            read.extend(if c == '\\' { chars.next() } else { Some(c) });
        }
        read
    }

    #[test]
    fn a_program_gets_a_setting_as_it_was_said() {
        for said in [
            r"C:\data\",
            r"\",
            r#"a "quoted" word"#,
            "'single'",
            " spaces ",
            "$HOME `id` #;",
            "plain-1.2/3:4",
            "",
        ] {
            assert_eq!(as_systemd_reads(&Reader::Systemd.written(said)), said);
            assert_eq!(
                Reader::Docker.written(said),
                said,
                "docker takes the line as it is"
            );
        }
        let plain = "https://queue.amazonaws.com/1/q";
        assert_eq!(
            Reader::Systemd.written(plain),
            plain,
            "what stands already stays as it is"
        );
    }

    #[test]
    fn what_is_told_later_has_the_same_form_and_is_found() {
        for reader in Reader::ALL {
            let told = [("PATHS".to_owned(), Value::text(r"C:\"))];
            let mut script = Value::Base64(Box::new(Value::Concat(settings(reader, &[]))));
            tell(&mut script, &told);
            let Value::Base64(inner) = script else {
                unreachable!()
            };
            let Value::Concat(parts) = *inner else {
                unreachable!()
            };
            assert_eq!(parts, settings(reader, &told));
            assert!(tells(&parts, "PATHS", r"C:\") && !tells(&parts, "PATHS", "C:"));
            assert_eq!(parts.last(), Some(&SETTINGS_END.into()));
        }
    }
}
