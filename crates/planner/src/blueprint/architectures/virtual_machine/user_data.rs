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
    parts.extend(settings(environment));
    parts.extend(log_shipping(system, logs));
    parts.push(program(system, workload, port).into());
    parts.push(TAIL.into());
    Value::Concat(parts)
}

/// The line before the settings.
const SETTINGS: &str = "cat >/etc/app.env <<'END'\n";
/// The line behind them.
const SETTINGS_END: &str = "END\n";

/// `/etc/app.env`, a setting a line.
fn settings(environment: &[(String, Value)]) -> Vec<Value> {
    let mut parts: Vec<Value> = vec![SETTINGS.into()];
    for (name, value) in environment {
        parts.extend(setting(name, value));
    }
    parts.push(SETTINGS_END.into());
    parts
}

fn setting(name: &str, value: &Value) -> [Value; 3] {
    [format!("{name}=").into(), value.clone(), "\n".into()]
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
    let Some(begin) = parts.iter().position(is(SETTINGS)) else {
        return;
    };
    for (name, value) in environment {
        let line = setting(name, value);
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
            fetch + &unit("User=app", "/usr/bin/python3 -u /opt/app/server.py", "")
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
    let run =
        format!("/usr/bin/docker run --rm --name app --env-file /etc/app.env --publish {port}:{port} {name}");
    let fetch = format!(
        "{}{}retry docker pull --quiet {name}\n",
        system.containers(login.is_some()),
        login.unwrap_or_default()
    );
    fetch + &unit("User=root", &run, "ExecStop=/usr/bin/docker stop app\n")
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
    fetch + &unit("User=app", "/opt/app/start.sh", "")
}

/// The service that keeps the program running, and lets it listen on ports that belong to the system otherwise.
fn unit(user: &str, start: &str, more: &str) -> String {
    format!(
        "cat >/etc/systemd/system/app.service <<'END'\n\
        [Unit]\nDescription=The application\nAfter=network-online.target\nWants=network-online.target\n\
        [Service]\n{user}\nWorkingDirectory=/opt/app\nEnvironmentFile=/etc/app.env\n\
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
    use super::{quoted, safe_image};

    #[test]
    fn what_a_person_wrote_is_never_a_command() {
        assert_eq!(safe_image("shop/orders:1;$(reboot)\n"), "shop/orders:1reboot");
        assert_eq!(quoted("a'; reboot #"), r"'a'\''; reboot #'");
    }
}
