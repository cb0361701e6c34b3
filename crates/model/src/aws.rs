//! CloudFormation, as far as one stack goes: what it takes, what it refuses, and how its work goes on by itself. By AWS's API
//! reference and user guide (read 2026-11): a change set is executed once; executing one removes all others of its stack; a failed
//! creation leaves a shell; a failed update goes back to what ran.

use std::collections::{BTreeMap, BTreeSet};

use cloudwhisper_lifecycle::Revision;
use cloudwhisper_lifecycle::stack::{Change, ChangeSet, ChangeSetState, Stack, StackEvent, StackStatus};
use cloudwhisper_lifecycle::step::ChangeSetKind;
use jiff::{SignedDuration, Timestamp};

use crate::cluster::{HOURS, START};
use crate::kept::Kept;

/// What the operator calls the stack of the model's request: by its name and UID.
const NAME: &str = "cw-orders-0123456789ab";
/// How its events call the stack.
const STACK: &str = "AWS::CloudFormation::Stack";
/// The resource that a rollback stops at.
const STUCK: &str = "Handler";
/// Where every ARN is.
const PLACE: &str = "arn:aws:cloudformation:ap-south-1:111122223333";

/// A stack that is there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    /// Tells it from the one before it.
    pub serial: u8,
    /// Its status.
    pub status: StackStatus,
    /// Name of the change set that was executed last.
    pub executed: Option<String>,
    /// Name of the one before that.
    pub executed_before: Option<String>,
    /// What runs in it.
    pub runs: Option<Kept<Revision>>,
    /// What it is being changed to.
    pub becomes: Option<Kept<Revision>>,
    /// How often hours had passed, and how many change sets and stacks there had been, when its last update began.
    pub updated: Option<(u8, u8)>,
    /// How often AWS could not finish a rollback of it.
    pub rollback_failures: u8,
    /// What somebody changed in it by hand, by the serial of the change; 0 is nothing.
    pub drift: u8,
    /// The last drift detection.
    pub detection: Option<Detection>,
    /// Its change sets by name.
    pub change_sets: BTreeMap<String, Checked>,
}

/// A drift detection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Detection {
    /// Tells it from the one before it.
    pub serial: u8,
    /// What it found, as [`Standing::drift`] has it; none while it is under way.
    pub found: Option<u8>,
}

/// A change set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Checked {
    /// Tells it from the one before it of this name.
    pub serial: u8,
    /// How often hours had passed when it was made.
    pub hours: u8,
    /// What it would carry out.
    pub revision: Kept<Revision>,
    /// What ran when AWS checked it.
    pub over: Option<Kept<Revision>>,
    /// How far it is.
    pub state: ChangeSetState,
}

impl Checked {
    /// Its ARN.
    pub fn arn(&self) -> String {
        format!(
            "{PLACE}:changeSet/{}/{}",
            self.revision.change_set_name(),
            self.serial
        )
    }

    /// What it would do: to which resources, and how.
    pub fn changes(&self) -> Vec<Change> {
        let there = |revision: &Revision| -> BTreeMap<String, String> {
            let resources = revision.resources.iter();
            resources
                .map(|resource| (resource.logical_id.clone(), resource.kind.clone()))
                .collect()
        };
        let before = self.over.as_deref().map(there).unwrap_or_default();
        let after = there(&self.revision);
        let change = |id: &String, kind: &String, action: &str, replaced: bool| Change {
            logical_id: id.clone(),
            kind: kind.clone(),
            action: action.to_owned(),
            replacement: (action == "Modify").then(|| if replaced { "True" } else { "False" }.to_owned()),
            policy_action: None,
        };
        let stays = after.iter().map(|(id, kind)| match before.get(id) {
            None => change(id, kind, "Add", false),
            Some(was) => change(id, kind, "Modify", was != kind),
        });
        let goes = before.iter().filter(|(id, _)| !after.contains_key(*id));
        stays
            .chain(goes.map(|(id, kind)| change(id, kind, "Remove", false)))
            .collect()
    }

    /// Which of what runs would go, as AWS names it.
    pub fn takes_away(&self) -> BTreeSet<String> {
        let changes = self.changes().into_iter();
        changes
            .filter(|change| change.action == "Remove" || change.replacement.as_deref() == Some("True"))
            .map(|change| change.logical_id)
            .collect()
    }

    /// As `DescribeChangeSet` tells of it.
    pub fn described(&self) -> ChangeSet {
        ChangeSet {
            arn: self.arn(),
            name: self.revision.change_set_name(),
            created_at: Some(at(self.hours, self.serial)),
            state: self.state.clone(),
            changes: self.changes(),
        }
    }
}

impl Standing {
    /// Its ARN.
    pub fn arn(&self) -> String {
        stack_arn(self.serial)
    }

    /// As `DescribeStacks` tells of it.
    pub fn described(&self) -> Stack {
        Stack {
            change_set_name: self.executed.clone(),
            updated_at: self.updated.map(|(hours, made)| at(hours, made)),
            outputs: self
                .runs
                .iter()
                .map(|_| ("Url".to_owned(), "https://orders.example".to_owned()))
                .collect(),
            events: self.events(),
            ..bare(self.serial, self.status.clone())
        }
    }

    /// What stopped a rollback, as `DescribeStackEvents` tells of it: one resource, every time the same.
    fn events(&self) -> Vec<StackEvent> {
        if self.status != StackStatus::UpdateRollbackFailed {
            return Vec::new();
        }
        let event = |number: u8, logical_id: &str, kind: &str, status: &str| StackEvent {
            id: format!("{}-{number}", self.rollback_failures),
            at: at(0, number),
            logical_id: logical_id.to_owned(),
            physical_id: None,
            kind: kind.to_owned(),
            status: status.to_owned(),
            reason: None,
        };
        vec![
            event(1, NAME, STACK, "UPDATE_ROLLBACK_IN_PROGRESS"),
            event(2, STUCK, "AWS::Lambda::Function", "UPDATE_FAILED"),
            event(3, NAME, STACK, "UPDATE_ROLLBACK_FAILED"),
        ]
    }

    fn is_idle(&self) -> bool {
        use StackStatus as S;
        matches!(
            self.status,
            S::ReviewInProgress | S::CreateComplete | S::UpdateComplete | S::UpdateRollbackComplete
        )
    }

    /// Whether something that was accepted has not begun yet.
    fn starting(&self) -> Option<&Checked> {
        let mut all = self.change_sets.values();
        all.find(|one| one.state == ChangeSetState::Executing)
            .filter(|_| self.is_idle())
    }
}

/// When what has this serial was made, after so many times that hours passed: a second apart, as nothing of AWS's is made at once.
fn at(hours: u8, serial: u8) -> Timestamp {
    START
        + SignedDuration::from_hours(HOURS * i64::from(hours))
        + SignedDuration::from_secs(i64::from(serial))
}

/// The ARN of a stack.
pub fn stack_arn(serial: u8) -> String {
    format!("{PLACE}:stack/{NAME}/{serial}")
}

/// A deleted stack as its ARN still finds it.
pub fn deleted(serial: u8) -> Stack {
    bare(serial, StackStatus::DeleteComplete)
}

fn bare(serial: u8, status: StackStatus) -> Stack {
    Stack {
        arn: stack_arn(serial),
        name: NAME.to_owned(),
        status,
        status_reason: None,
        change_set_name: None,
        created_at: Some(START),
        updated_at: None,
        outputs: BTreeMap::new(),
        events: Vec::new(),
    }
}

/// How a call ends if AWS answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Taken.
    Taken,
    /// It was done before.
    Before,
    /// Not now.
    Refused,
}

/// How AWS's own work goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Work {
    /// As it should.
    Well,
    /// It fails.
    Badly,
}

/// The account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Aws {
    /// The stack, if there is one.
    pub stack: Option<Standing>,
    /// Whether a stack names the change set before the one that failed, as LocalStack has it; AWS's reference doesn't say.
    pub forgets_failed: bool,
    /// How often hours have passed, for everybody: the operators go by the same clock.
    pub hours: u8,
    /// Serials of stacks and change sets that were ever made.
    made: u8,
}

impl Aws {
    /// `CreateChangeSet`.
    pub fn create_change_set(&mut self, kind: ChangeSetKind, revision: &Kept<Revision>) -> Answer {
        let name = revision.change_set_name();
        let (serial, hours) = (self.made + 1, self.hours);
        let fresh = |over: Option<Kept<Revision>>| Checked {
            serial,
            hours,
            revision: revision.clone(),
            over,
            state: ChangeSetState::Creating,
        };
        match (&mut self.stack, kind) {
            (None, ChangeSetKind::Create) => {
                self.stack = Some(Standing {
                    serial,
                    status: StackStatus::ReviewInProgress,
                    executed: None,
                    executed_before: None,
                    updated: None,
                    runs: None,
                    becomes: None,
                    rollback_failures: 0,
                    drift: 0,
                    detection: None,
                    change_sets: [(name, fresh(None))].into(),
                });
                self.made = serial;
                Answer::Taken
            }
            (None, ChangeSetKind::Update) => Answer::Refused,
            (Some(stack), _) if stack.change_sets.contains_key(&name) => Answer::Before,
            (Some(stack), kind) => {
                let empty = stack.status == StackStatus::ReviewInProgress;
                if !stack.is_idle() || empty != (kind == ChangeSetKind::Create) {
                    return Answer::Refused;
                }
                let over = stack.runs.clone();
                stack.change_sets.insert(name, fresh(over));
                self.made = serial;
                Answer::Taken
            }
        }
    }

    /// `DeleteChangeSet`.
    pub fn delete_change_set(&mut self, name: &str) -> Answer {
        let Some(stack) = &mut self.stack else {
            return Answer::Before;
        };
        match stack.change_sets.get(name).map(|one| &one.state) {
            None => Answer::Before,
            Some(ChangeSetState::Executing) => Answer::Refused,
            Some(_) => {
                stack.change_sets.remove(name);
                Answer::Taken
            }
        }
    }

    /// The change set that `ExecuteChangeSet` would take, by ARN.
    pub fn executable(&self, arn: &str) -> Option<&Checked> {
        let stack = self.stack.as_ref().filter(|stack| stack.is_idle())?;
        let one = stack.change_sets.values().find(|one| one.arn() == arn)?;
        (one.state == ChangeSetState::Ready).then_some(one)
    }

    /// `ExecuteChangeSet`, by ARN. All others of the stack go.
    pub fn execute(&mut self, arn: &str) -> Answer {
        let is_executable = self.executable(arn).is_some();
        let Some(stack) = &mut self.stack else {
            return Answer::Refused;
        };
        let Some(one) = stack.change_sets.values_mut().find(|one| one.arn() == arn) else {
            return Answer::Refused;
        };
        match one.state {
            ChangeSetState::Executing | ChangeSetState::Executed | ChangeSetState::ExecuteFailed => {
                Answer::Before
            }
            ChangeSetState::Ready if is_executable => {
                one.state = ChangeSetState::Executing;
                stack.change_sets.retain(|_, one| one.arn() == arn);
                Answer::Taken
            }
            _ => Answer::Refused,
        }
    }

    /// `DeleteStack`, by ARN. A stack that holds nothing is gone at once.
    pub fn delete_stack(&mut self, arn: &str) -> Answer {
        match &mut self.stack {
            Some(stack) if stack.arn() == arn => {
                if stack.status == StackStatus::ReviewInProgress && stack.starting().is_none() {
                    self.stack = None;
                } else {
                    stack.status = StackStatus::DeleteInProgress;
                    stack.change_sets.clear();
                }
                Answer::Taken
            }
            _ => Answer::Before,
        }
    }

    /// A second passes with everything that AWS makes, so that what was found is older than what is made of it. What is done a moment
    /// later is of the same second.
    pub fn seconds(&self) -> u8 {
        let detection = self.stack.as_ref().and_then(|stack| stack.detection);
        self.made
            .saturating_add(detection.map_or(0, |detection| detection.serial))
    }

    /// How often it was asked to compare what stands now.
    pub fn comparisons(&self) -> u8 {
        let detection = self.stack.as_ref().and_then(|stack| stack.detection);
        detection.map_or(0, |detection| detection.serial)
    }

    /// `DetectStackDrift`, by ARN: the serial of the detection that it begins, if it begins one.
    pub fn detect_drift(&mut self, arn: &str) -> Result<u8, Answer> {
        let stack = self
            .stack
            .as_mut()
            .filter(|stack| stack.arn() == arn && stack.is_idle());
        let Some(stack) = stack.filter(|stack| stack.runs.is_some()) else {
            return Err(Answer::Refused);
        };
        if stack.is_comparing() {
            return Err(Answer::Before);
        }
        let serial = stack.detection.map_or(1, |last| last.serial + 1);
        stack.detection = Some(Detection { serial, found: None });
        Ok(serial)
    }

    /// Somebody changes what runs, by hand.
    pub fn meddle(&mut self) {
        if let Some(stack) = self.stack.as_mut().filter(|stack| stack.is_meddled_with()) {
            stack.drift += 1;
        }
    }

    /// Whether `ContinueUpdateRollback` would be taken.
    pub fn may_continue(&self, arn: &str) -> bool {
        let stack = self.stack.as_ref().filter(|stack| stack.arn() == arn);
        stack.is_some_and(|stack| stack.status == StackStatus::UpdateRollbackFailed)
    }

    /// `ContinueUpdateRollback`, by ARN. What is to be left aside is no matter here: AWS may fail all the same.
    pub fn continue_rollback(&mut self, arn: &str) -> Answer {
        let may = self.may_continue(arn);
        match &mut self.stack {
            Some(stack) if may => {
                stack.status = StackStatus::UpdateRollbackInProgress;
                Answer::Taken
            }
            Some(stack) if stack.status == StackStatus::UpdateRollbackInProgress => Answer::Before,
            _ => Answer::Refused,
        }
    }

    /// What AWS is at, and the ways that it may go.
    pub fn works(&self) -> &'static [Work] {
        use StackStatus as S;
        const EITHER: &[Work] = &[Work::Well, Work::Badly];
        const WELL: &[Work] = &[Work::Well];
        let Some(stack) = &self.stack else {
            return &[];
        };
        match stack.status {
            S::CreateInProgress
            | S::UpdateInProgress
            | S::DeleteInProgress
            | S::UpdateRollbackInProgress
            | S::RollbackInProgress => EITHER,
            _ if stack.starting().is_some() => WELL,
            _ if stack.creating().is_some() => EITHER,
            _ if stack.is_comparing() => WELL,
            _ => &[],
        }
    }

    /// AWS's work goes one step on.
    pub fn work(&mut self, how: Work) {
        use StackStatus as S;
        let Some(stack) = &mut self.stack else {
            return;
        };
        let executing = |stack: &mut Standing, state: ChangeSetState| {
            let mut all = stack.change_sets.values_mut();
            if let Some(one) = all.find(|one| one.state == ChangeSetState::Executing) {
                one.state = state;
            }
        };
        match (&stack.status, how) {
            (S::CreateInProgress | S::UpdateInProgress, Work::Well) => {
                let creating = stack.status == S::CreateInProgress;
                stack.status = if creating {
                    S::CreateComplete
                } else {
                    S::UpdateComplete
                };
                stack.runs = stack.becomes.take();
                if stack.runs.as_ref().is_some_and(|runs| runs.corrects.is_some()) {
                    stack.drift = 0;
                }
                executing(stack, ChangeSetState::Executed);
            }
            (S::CreateInProgress, Work::Badly) => stack.status = S::RollbackInProgress,
            (S::UpdateInProgress, Work::Badly) => stack.status = S::UpdateRollbackInProgress,
            (S::RollbackInProgress | S::UpdateRollbackInProgress, how) => {
                stack.status = match (&stack.status, how) {
                    (S::RollbackInProgress, Work::Well) => S::RollbackComplete,
                    (S::RollbackInProgress, Work::Badly) => S::RollbackFailed,
                    (_, Work::Well) => S::UpdateRollbackComplete,
                    (_, Work::Badly) => S::UpdateRollbackFailed,
                };
                stack.becomes = None;
                if stack.status == S::UpdateRollbackFailed {
                    stack.rollback_failures += 1;
                }
                if self.forgets_failed {
                    stack.executed = stack.executed_before.take();
                }
                executing(stack, ChangeSetState::ExecuteFailed);
            }
            (S::DeleteInProgress, Work::Well) => self.stack = None,
            (S::DeleteInProgress, Work::Badly) => stack.status = S::DeleteFailed,
            _ => stack.begin_or_check(how, (self.hours, self.made)),
        }
    }
}

impl Standing {
    /// Whether a drift detection is under way.
    fn is_comparing(&self) -> bool {
        self.detection.is_some_and(|detection| detection.found.is_none())
    }

    /// Whether there is something to change by hand.
    pub fn is_meddled_with(&self) -> bool {
        self.runs.is_some() && self.is_idle()
    }

    fn creating(&self) -> Option<&String> {
        let mut all = self.change_sets.iter();
        all.find(|(_, one)| one.state == ChangeSetState::Creating)
            .map(|(name, _)| name)
    }

    fn begin_or_check(&mut self, how: Work, now: (u8, u8)) {
        if let Some(one) = self.starting().cloned() {
            if self.status == StackStatus::ReviewInProgress {
                self.status = StackStatus::CreateInProgress;
            } else {
                self.status = StackStatus::UpdateInProgress;
                self.updated = Some(now);
            }
            self.executed_before = self.executed.replace(one.revision.change_set_name());
            self.becomes = Some(one.revision);
            return;
        }
        let drifted = self.drift != 0;
        let Some(name) = self.creating().cloned() else {
            if let Some(detection) = &mut self.detection {
                detection.found = Some(self.drift);
            }
            return;
        };
        if let Some(one) = self.change_sets.get_mut(&name) {
            let same = one
                .over
                .as_ref()
                .is_some_and(|over| over.template == one.revision.template);
            // One that puts drift back compares with what is there, and not with the template before it.
            let same = same && !(drifted && one.revision.corrects.is_some());
            one.state = match how {
                Work::Well if same => ChangeSetState::Empty,
                Work::Well => ChangeSetState::Ready,
                Work::Badly => ChangeSetState::Failed {
                    reason: "Transform failed".to_owned(),
                },
            };
        }
    }
}
