//! What terms stand for. Here: the vocabulary of meanings that tables and parser share. Not here: the words for them
//! (the tables beside), or what they do to the requirements.

use cloudwhisper_api::amount::{Currency, Period};
use cloudwhisper_api::requirements::{AppType, Compute, Framework, Storage};

use crate::catalog::detail::Detail;

/// What a term stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concept {
    /// A kind of application, said outright: "REST API".
    App(AppType),
    /// A kind that the thing's name suggests and its needs may overrule: a blog is a static site until it has a database.
    Leaning(AppType),
    /// Something to deploy whose kind is left open.
    Vague(Vague),
    /// A framework that we can plan for.
    Framework(Framework),
    /// A language with one framework that we take for it.
    Runtime(Runtime),
    /// A framework or language that has no support of its own; the name people know it by.
    Foreign(&'static str),
    /// What it runs on.
    Compute(Compute),
    /// A machine or container with Windows, which this release can't plan.
    Windows,
    /// Another company's cloud; the name people know it by.
    OtherCloud(&'static str),
    /// Packed as a container image.
    Docker,
    /// A database with nothing said of its kind.
    Database,
    /// A database that speaks SQL.
    Sql(Engine),
    /// A place for data, by AWS name or by purpose.
    Store(Storage),
    /// A table, which is `DynamoDB`'s where it is given a name.
    Table,
    /// A function.
    Function,
    /// Files that people bring.
    Files,
    /// Room for data with nothing said of its kind.
    Room,
    /// A service of AWS that we plan, with no part in the seed's fields.
    Service,
    /// A service that this release can't plan; the name people know it by.
    Unplanned(&'static str),
    /// What is said of a part in words of its own.
    Detail(&'static Detail),
    /// Reachable from the internet.
    Public,
    /// Not reachable from the internet.
    Private,
    /// Everybody, everywhere.
    World,
    /// A host name of one's own.
    CustomDomain,
    /// Remote shell or desktop.
    Ssh,
    /// TLS.
    Tls,
    /// HTTP without TLS.
    PlainHttp,
    /// Encryption at rest.
    Encryption,
    /// Data without encryption.
    Unencrypted,
    /// Rights to do everything.
    FullRights,
    /// TLS before 1.2.
    OldTls,
    /// The first version of a machine's metadata service.
    OldMetadata,
    /// That one call can't delete it.
    DeletionProtection,
    /// All of it in one data centre.
    SingleZone,
    /// That an unsafe wish is meant: "yes, I know", "on purpose".
    Insists,
    /// Logs.
    Logs,
    /// Alarms and messages about trouble.
    Alarm,
    /// Mail.
    Mail,
    /// Backups.
    Backup,
    /// A second database in another data centre that takes over.
    Standby,
    /// A currency that a budget can be in.
    Currency(Currency),
    /// A currency that it can't be in.
    OtherCurrency,
    /// A word for a ceiling on cost.
    Budget,
    /// "At most": before the amount or behind it.
    Limit,
    /// "At least", which is no ceiling.
    AtLeast,
    /// Nothing to be paid.
    Free,
    /// What a number counts or measures.
    Unit(Unit),
    /// A span of time as a measure: "month".
    Time(Time),
    /// A rhythm: "monthly", "per month" in one word.
    Every(Period),
    /// "per".
    Per,
    /// A region by its code.
    Region(&'static str),
    /// What shapes the sentence.
    Grammar(Grammar),
    /// What the person wants done.
    Intent(Intent),
    /// A word that is known and means nothing to us.
    Filler,
}

/// Things to deploy that say little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vague {
    /// A website.
    Website,
    /// An app.
    App,
    /// A server.
    Server,
    /// A service, project or system.
    Project,
}

/// Languages with one framework that we take for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// Node.js, and so Express.
    Node,
    /// Python, and so Flask.
    Python,
}

/// SQL engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Nothing said.
    Any,
    /// `PostgreSQL`.
    Postgres,
    /// `MySQL`.
    Mysql,
    /// `MariaDB`.
    Mariadb,
    /// Oracle.
    Oracle,
    /// Microsoft SQL Server.
    SqlServer,
}

/// What numbers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Requests, calls, hits.
    Requests,
    /// Calls of functions.
    Invocations,
    /// People who use it.
    Users,
    /// Visits or pages, each several requests.
    Visits,
    /// What queues and streams carry, each one request. Told from other words by the number before it.
    Messages,
    /// Requests per second, as one word.
    Rps,
    /// Data, in megabytes.
    Megabytes(u32),
    /// Processors.
    Cpu,
    /// Working memory.
    Memory,
    /// Disk.
    Disk,
    /// Data sent out.
    Transfer,
    /// A port.
    Port,
    /// Copies that run side by side.
    Copies,
    /// How long a call may take.
    Timeout,
    /// How long something is kept.
    Retention,
    /// A release of something.
    Version,
    /// Per cent.
    Percent,
}

/// Spans of time that no budget is for; days, months and years are [`Concept::Every`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// 1 s.
    Second,
    /// 60 s.
    Minute,
    /// 60 min.
    Hour,
    /// 7 days.
    Week,
}

/// Words that shape a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// Denies what follows: "no", "बिना".
    NotBefore,
    /// Denies what follows, and what is joined to it by "and": "without".
    Without,
    /// Denies what stands before: "nahi", "is not needed".
    NotAfter,
    /// Denies what follows, unless something is denied before it: "everything except", "nothing except".
    Except,
    /// What stands before is left out of what is denied behind, or comes on top of it: "ke alawa".
    Besides,
    /// Takes back what was said of the same thing: "no wait".
    Correction,
    /// Takes back too, and stands behind the new choice: "instead".
    Instead,
    /// Leaves the choice to us: "whichever is cheaper".
    YouDecide,
    /// Joins alternatives.
    Or,
    /// Joins a list.
    And,
    /// Begins a new thought.
    But,
    /// What follows is the purpose: "for".
    For,
    /// What stands before is the purpose: "ke liye".
    ForAfter,
    /// What follows is a means: "in", "on", "using".
    In,
    /// What stands before is a means: "mein", "par".
    InAfter,
    /// What stands before belongs to what follows: "ka".
    Of,
    /// "with".
    With,
    /// A name follows.
    NameBefore,
    /// A name stands before, or follows: "naam".
    Name,
    /// "the", "a", "ek".
    Article,
}

/// What a person wants done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// To deploy something: says that a deployment is meant all by itself.
    Deploy,
    /// To make or to have something.
    Make,
    /// To know something.
    Ask,
    /// To talk.
    Chat,
    /// To take something away.
    Delete,
    /// To turn us against our rules, or others.
    Attack,
    /// To guard against something.
    Defend,
    /// To switch something off.
    Disable,
    /// Yes.
    Yes,
    /// A plain no, as an answer.
    No,
}
