//! What was measured, as JSON and as Markdown, with the machine that it was measured on.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use jiff::Timestamp;
use serde_json::{Value, json};

/// All parts so far.
pub(crate) struct Results {
    folder: Option<PathBuf>,
    all: Value,
}

/// A table: which part, and for each column its heading and where in a row its figure is.
type Table = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const TABLES: [Table; 3] = [
    (
        "planOnly",
        "Plan only: all requests are there when the operator starts, until all are PlanReady; and the same two writes by a plain client",
        &[
            ("requests", "/requests"),
            ("s", "/seconds"),
            ("a second", "/perSecond"),
            ("operator's CPU s", "/cpuSeconds"),
            ("raw s", "/rawSeconds"),
            ("raw a second", "/rawPerSecond"),
            ("of raw", "/ofRaw"),
        ],
    ),
    (
        "withAccount",
        "With an account on the stub of CloudFormation, until all are AwaitingApproval",
        &[
            ("requests", "/requests"),
            ("s", "/seconds"),
            ("a second", "/perSecond"),
            ("operator's CPU s", "/cpuSeconds"),
            ("calls to AWS a request", "/awsCallsPerRequest"),
        ],
    ),
    (
        "inFlight",
        "Deployments in flight on the stub, a look a second",
        &[
            ("in flight", "/inFlight"),
            ("window s", "/windowSeconds"),
            ("calls to AWS a second", "/awsCallsPerSecond"),
            ("operator's CPU s", "/cpuSeconds"),
            ("s until all are Ready", "/endSeconds"),
        ],
    ),
];

/// The columns of what is measured while nothing happens.
const IDLE: [(&str, &str); 8] = [
    ("requests", "/requests"),
    ("resident MiB", "/idle/residentMiB"),
    ("of that anonymous MiB", "/idle/anonymousMiB"),
    ("most resident MiB", "/idle/mostResidentMiB"),
    ("looked at, s", "/idle/seconds"),
    ("CPU s", "/idle/cpuSeconds"),
    ("passes", "/idle/passes"),
    ("calls to AWS", "/idle/awsCalls"),
];

impl Results {
    /// None yet.
    pub(crate) fn new(folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            all: json!({ "machine": machine(), "began": Timestamp::now().to_string() }),
        }
    }

    /// Notes a row of a part, prints it, and writes everything so far.
    pub(crate) fn add(&mut self, part: &str, row: Value) -> Result<()> {
        println!("{part} {row}");
        if let Some(parts) = self.all.as_object_mut() {
            let rows = parts.entry(part).or_insert_with(|| json!([]));
            if let Some(rows) = rows.as_array_mut() {
                rows.push(row);
            }
        }
        self.write()
    }

    /// Prints the tables.
    pub(crate) fn close(mut self) -> Result<()> {
        self.all["ended"] = json!({ "at": Timestamp::now().to_string(), "load": load() });
        println!("{}", self.markdown());
        self.write()
    }

    fn write(&self) -> Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        std::fs::create_dir_all(folder)?;
        let day = Timestamp::now().strftime("%Y-%m-%d").to_string();
        std::fs::write(
            folder.join(format!("{day}-load.json")),
            serde_json::to_string_pretty(&self.all)? + "\n",
        )?;
        std::fs::write(folder.join(format!("{day}-load.md")), self.markdown())?;
        Ok(())
    }

    fn markdown(&self) -> String {
        let machine = |name: &str| self.all["machine"][name].as_str().unwrap_or("?").to_owned();
        let mut page = format!(
            "# Load, {}\n\n`make bench` on {} ({} processors, {}), {} profile; load of the machine at the start {}. Others worked on the \
             machine: ratios within the run count, seconds don't. AWS is a stub that speaks CloudFormation's wire protocol and answers at \
             once; the API server is a real one with etcd that does not sync to disk.\n",
            Timestamp::now().strftime("%Y-%m-%d"),
            machine("processor"),
            machine("processors"),
            machine("memory"),
            if cfg!(debug_assertions) { "dev" } else { "release" },
            machine("load"),
        );
        for (part, title, columns) in TABLES {
            self.table(&mut page, part, title, columns);
        }
        for part in ["planOnly", "withAccount"] {
            let title = format!("Idle, after `{part}`");
            self.table(&mut page, part, &title, &IDLE);
        }
        page
    }

    fn table(&self, page: &mut String, part: &str, title: &str, columns: &[(&str, &str)]) {
        let Some(rows) = self.all.get(part).and_then(Value::as_array) else {
            return;
        };
        let headings: Vec<&str> = columns.iter().map(|(heading, _)| *heading).collect();
        // Writing to a String can't fail.
        let _ = writeln!(
            page,
            "\n## {title}\n\n| {} |\n|{}",
            headings.join(" | "),
            "---|".repeat(columns.len())
        );
        for row in rows {
            let figures: Vec<String> = columns.iter().map(|(_, at)| figure(row.pointer(at))).collect();
            let _ = writeln!(page, "| {} |", figures.join(" | "));
        }
    }
}

fn figure(value: Option<&Value>) -> String {
    match value {
        Some(value) if value.is_f64() => value
            .as_f64()
            .map(|figure| format!("{figure:.2}"))
            .unwrap_or_default(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

fn machine() -> Value {
    let read = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
    let (cpus, memory) = (read("/proc/cpuinfo"), read("/proc/meminfo"));
    let after = |text: &str, key: &str| {
        let line = text
            .lines()
            .find(|line| line.starts_with(key))
            .unwrap_or_default();
        line.split(':').nth(1).unwrap_or_default().trim().to_owned()
    };
    json!({
        "processor": after(&cpus, "model name"),
        "processors": cpus.lines().filter(|line| line.starts_with("processor")).count().to_string(),
        "memory": after(&memory, "MemTotal"),
        "kernel": read("/proc/sys/kernel/osrelease").trim(),
        "load": load(),
    })
}

fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
