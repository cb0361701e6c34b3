use std::collections::BTreeSet;

use cloudwhisper_lifecycle::Class;
use futures::{Stream, StreamExt as _};

use super::listener::tests::Queue;
use super::site::CLOSE_LOOKS;
use super::*;
use crate::aws::fake::Fake;

/// Nothing waits this long unless it is broken.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// Leads to the same fake, whatever the place.
struct Open {
    fake: Arc<Fake>,
    queue: Option<Arc<Queue>>,
    doubted: mpsc::UnboundedSender<Place>,
    untold: mpsc::UnboundedSender<Fault>,
}

#[async_trait]
impl Doors for Open {
    async fn open(&self, _: &Place) -> Result<Session, Fault> {
        Ok(Session::with(Arc::clone(&self.fake) as _))
    }

    fn doubt(&self, place: &Place) {
        let _ = self.doubted.unbounded_send(place.clone());
    }

    async fn stack_events(&self, _: &Place) -> Result<Option<Arc<dyn StackEvents>>, Fault> {
        Ok(self.queue.clone().map(|queue| queue as _))
    }

    async fn no_stack_events(&self, _: &Place, fault: &Fault) {
        let _ = self.untold.unbounded_send(fault.clone());
    }
}

/// A poller, and what comes of it.
pub(super) struct World {
    pub(super) poller: Poller,
    pub(super) woken: mpsc::UnboundedReceiver<ObjectRef<DeploymentRequest>>,
    /// Places whose accounts are to be checked.
    doubts: mpsc::UnboundedReceiver<Place>,
    /// What owners of accounts are told of queues.
    pub(super) untold: mpsc::UnboundedReceiver<Fault>,
}

impl World {
    pub(super) fn with_queue(interval: Duration, fake: &Arc<Fake>, queue: Option<Arc<Queue>>) -> Self {
        let (wakes, mut woken) = wake_channels(&[None]);
        let (doubted, doubts) = mpsc::unbounded();
        let (untold, heard) = mpsc::unbounded();
        let doors = Arc::new(Open {
            fake: Arc::clone(fake),
            queue,
            doubted,
            untold,
        });
        Self {
            poller: Poller::new(interval, wakes, CancellationToken::new(), Arc::default(), doors),
            woken: woken.remove(0),
            doubts,
            untold: heard,
        }
    }
}

fn poller(
    interval: Duration,
    fake: &Arc<Fake>,
) -> (Poller, mpsc::UnboundedReceiver<ObjectRef<DeploymentRequest>>) {
    let world = World::with_queue(interval, fake, None);
    (world.poller, world.woken)
}

pub(super) fn place(region: &str) -> Place {
    ("dev".to_owned(), region.to_owned())
}

pub(super) fn request(name: &str) -> ObjectRef<DeploymentRequest> {
    ObjectRef::new(name).within("shop")
}

fn watch(poller: &Poller, region: &str, name: &str) {
    poller.watch(&place(region), name, request(name), None);
}

pub(super) fn fault(class: Class, code: ErrorCode) -> Fault {
    Fault {
        class,
        code,
        reason: "no".to_owned(),
        action: Some("cloudformation:DescribeStacks".to_owned()),
    }
}

pub(super) fn throttled() -> Fault {
    fault(Class::Transient, ErrorCode::AwsThrottled)
}

fn watched(poller: &Poller) -> String {
    let page = poller.metrics.text();
    let line = page
        .lines()
        .find_map(|line| line.strip_prefix("cloudwhisper_stacks_watched "));
    line.expect("it is among the metrics").to_owned()
}

/// The names of all that are woken by now.
pub(super) fn names(woken: &mut (impl Stream<Item = ObjectRef<DeploymentRequest>> + Unpin)) -> Vec<String> {
    std::iter::from_fn(|| futures::FutureExt::now_or_never(woken.next()).flatten())
        .map(|request| request.name)
        .collect()
}

fn site(stacks: usize) -> Site {
    let mut site = Site::new(Duration::from_secs(5));
    for number in 0..stacks {
        let name = format!("s{number:04}");
        site.watch(&name, request(&name), Some(StackStatus::ReviewInProgress));
    }
    site
}

fn listing(stacks: usize) -> HashMap<String, StackStatus> {
    (0..stacks)
        .map(|number| (format!("s{number:04}"), StackStatus::ReviewInProgress))
        .collect()
}

#[tokio::test]
async fn a_look_that_never_ends_does_not_keep_the_operator_from_stopping() {
    let silent = Arc::new(Fake::default());
    let (poller, _woken) = poller(Duration::from_millis(1), &silent);
    watch(&poller, "ap-south-1", "orders");
    silent.asked.notified().await;
    poller.stop.cancel();
    let stopped = tokio::time::timeout(PATIENCE, poller.stopped()).await;
    assert!(stopped.is_ok(), "it waits for an answer");
}

#[tokio::test]
async fn stacks_of_all_places_are_counted_and_those_forgotten_are_not() {
    let (poller, _woken) = poller(Duration::from_hours(1), &Arc::default());
    for (region, name) in [("ap-south-1", "a"), ("ap-south-1", "b"), ("us-east-1", "c")] {
        watch(&poller, region, name);
    }
    assert_eq!(watched(&poller), "3");
    watch(&poller, "us-east-1", "c");
    assert_eq!(watched(&poller), "3", "it was watched before");
    for (name, left) in [("a", "2"), ("c", "1"), ("nobody", "1"), ("b", "0")] {
        poller.forget(&request(name));
        assert_eq!(watched(&poller), left, "{name}");
    }
}

#[tokio::test]
async fn a_request_that_moves_is_watched_where_it_is_now_and_nowhere_else() {
    let (poller, _woken) = poller(Duration::from_hours(1), &Arc::default());
    watch(&poller, "ap-south-1", "orders");
    watch(&poller, "us-east-1", "orders");
    assert_eq!(watched(&poller), "1");
    assert!(
        !poller.is_watched(&place("ap-south-1")),
        "nobody looks there any more"
    );
    assert!(poller.is_watched(&place("us-east-1")));
}

#[tokio::test]
async fn a_place_that_is_refused_for_a_person_to_mend_tells_everybody_once_and_keeps_them() {
    let refusing = Arc::new(Fake {
        fault: Some(fault(Class::UserFixable, ErrorCode::AccessDenied)),
        ..Fake::default()
    });
    let (poller, mut woken) = poller(Duration::from_millis(1), &refusing);
    watch(&poller, "ap-south-1", "orders");
    watch(&poller, "ap-south-1", "books");
    let mut told = BTreeSet::new();
    for _ in 0..2 {
        let next = tokio::time::timeout(PATIENCE, woken.next()).await;
        told.extend(next.ok().flatten().map(|request| request.name));
    }
    assert_eq!(told, BTreeSet::from(["books".to_owned(), "orders".to_owned()]));
    let said = poller.trouble(&place("ap-south-1"));
    assert_eq!(said, refusing.fault, "their passes read it without asking AWS");
    assert!(poller.refused(
        &place("ap-south-1"),
        "orders",
        request("orders"),
        &said.expect("trouble")
    ));
    assert_eq!(watched(&poller), "2", "both are woken again once it is mended");
    poller.account_changed("another");
    assert!(poller.trouble(&place("ap-south-1")).is_some());
    // The next look would come in a minute; a changed account is looked at now.
    while tokio::time::timeout(Duration::ZERO, refusing.asked.notified())
        .await
        .is_ok()
    {}
    poller.account_changed("dev");
    let again = tokio::time::timeout(PATIENCE, refusing.asked.notified()).await;
    assert!(again.is_ok(), "it waits for the minute to pass");
    poller.stop.cancel();
    poller.stopped().await;
}

#[tokio::test]
async fn a_throttled_place_is_asked_more_slowly_wakes_nobody_and_keeps_everybody() {
    let busy = Arc::new(Fake {
        fault: Some(throttled()),
        ..Fake::default()
    });
    let (poller, mut woken) = poller(Duration::from_millis(1), &busy);
    for number in 0..1000 {
        watch(&poller, "ap-south-1", &format!("s{number}"));
    }
    // Each wait is twice the one before: eight looks take at least 255 ms, where a look every millisecond would be 255.
    let began = std::time::Instant::now();
    for _ in 0..8 {
        let asked = tokio::time::timeout(PATIENCE, busy.asked.notified()).await;
        assert!(asked.is_ok(), "it is given up");
    }
    assert!(
        began.elapsed() >= Duration::from_millis(250),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(watched(&poller), "1000");
    assert_eq!(names(&mut woken), Vec::<String>::new());
    poller.stop.cancel();
    poller.stopped().await;
}

#[tokio::test]
async fn a_request_whose_own_call_is_throttled_slows_its_place_and_is_woken_from_there() {
    let (poller, _woken) = poller(Duration::from_hours(1), &Arc::default());
    let here = place("ap-south-1");
    assert!(poller.refused(&here, "a", request("a"), &throttled()));
    assert_eq!(poller.trouble(&here), Some(throttled()));
    assert_eq!(watched(&poller), "1");
    let once = poller.next(&here).map(|(wait, _)| wait);
    assert!(poller.refused(&here, "b", request("b"), &throttled()));
    let twice = poller.next(&here).map(|(wait, _)| wait);
    assert_eq!(once, twice, "both calls were under way before anybody knew");
    // Nor has anybody to try out expired credentials for themselves.
    let expired = fault(Class::UserFixable, ErrorCode::CredentialsExpired);
    let there = place("eu-west-1");
    assert!(poller.refused(&there, "d", request("d"), &expired));
    assert_eq!(poller.trouble(&there), Some(expired));
    poller.forget(&request("d"));
    // A server's own trouble with one stack is no matter of the others.
    let alone = fault(Class::Transient, ErrorCode::AwsUnreachable);
    assert!(!poller.refused(&place("us-east-1"), "c", request("c"), &alone));
    let other = Fault {
        action: Some("cloudformation:CreateChangeSet".to_owned()),
        ..fault(Class::UserFixable, ErrorCode::AccessDenied)
    };
    assert!(!poller.refused(&place("us-east-1"), "c", request("c"), &other));
    assert_eq!(poller.trouble(&place("us-east-1")), None);
    assert_eq!(watched(&poller), "2");
}

#[tokio::test]
async fn a_role_that_can_t_be_assumed_has_its_account_checked_once_and_holds_everybody() {
    let World {
        poller, mut doubts, ..
    } = World::with_queue(Duration::from_hours(1), &Arc::default(), None);
    let refused = Fault {
        action: Some("sts:AssumeRole".to_owned()),
        ..fault(Class::UserFixable, ErrorCode::AccessDenied)
    };
    let here = place("ap-south-1");
    for name in ["a", "b"] {
        assert!(poller.refused(&here, name, request(name), &refused));
    }
    poller.tell(&here, Err(refused.clone()));
    assert_eq!(poller.trouble(&here), Some(refused));
    assert_eq!(doubts.try_recv().ok(), Some(here));
    assert!(doubts.try_recv().is_err(), "once");
    // What AWS refuses of a stack says nothing of the way in.
    let there = place("us-east-1");
    let look = fault(Class::UserFixable, ErrorCode::AccessDenied);
    assert!(poller.refused(&there, "c", request("c"), &look));
    assert!(doubts.try_recv().is_err());
}

#[test]
fn a_thousand_that_wait_are_looked_at_in_turn_a_few_in_each_round() {
    let mut site = site(1000);
    let statuses = listing(1000);
    let mut looked: HashMap<String, usize> = HashMap::new();
    for _ in 0..1000 / CLOSE_LOOKS {
        let wake = site.looked(&statuses);
        assert_eq!(wake.len(), CLOSE_LOOKS, "calls do not grow with those who wait");
        for request in wake {
            *looked.entry(request.name).or_default() += 1;
        }
    }
    assert_eq!(looked.len(), 1000, "nobody is left out");
    assert!(looked.values().all(|times| *times == 1), "and nobody comes twice");
}

#[test]
fn a_few_that_wait_are_looked_at_in_every_round() {
    let mut site = site(3);
    for _ in 0..3 {
        assert_eq!(site.looked(&listing(3)).len(), 3);
    }
}

#[test]
fn whatever_has_changed_is_looked_at_at_once_however_many_wait() {
    let mut site = site(1000);
    let mut statuses = listing(1000);
    site.looked(&statuses);
    statuses.insert("s0777".to_owned(), StackStatus::CreateComplete);
    statuses.remove("s0888");
    let woken = |site: &mut Site, statuses| -> BTreeSet<String> {
        let wake = site.looked(statuses);
        wake.into_iter().map(|request| request.name).collect()
    };
    let changed = ["s0777".to_owned(), "s0888".to_owned()];
    let at_once = woken(&mut site, &statuses);
    assert_eq!(at_once.len(), CLOSE_LOOKS + changed.len());
    assert!(changed.iter().all(|name| at_once.contains(name)), "{at_once:?}");
    let afterwards = woken(&mut site, &statuses);
    assert!(
        changed.iter().all(|name| !afterwards.contains(name)),
        "it is news once"
    );
}

#[test]
fn a_stack_that_an_event_tells_of_is_looked_at_whoever_s_turn_it_is() {
    let mut site = site(1000);
    let statuses = listing(1000);
    let is_woken = |site: &mut Site| site.looked(&statuses).contains(&request("s0777"));
    site.looked(&statuses);
    let told = site.told_of(&HashSet::from(["s0777", "somebody-else-s"]));
    assert_eq!(told, HashSet::from(["s0777".to_owned()]));
    let looks: Vec<_> = (0..3).map(|_| is_woken(&mut site)).collect();
    assert_eq!(looks, [true, false, false], "once");
}

#[test]
fn everybody_is_told_of_a_fault_that_one_of_them_met_first() {
    let mut site = site(3);
    let denied = fault(Class::UserFixable, ErrorCode::AccessDenied);
    site.refused(&denied);
    assert_eq!(site.failed(&denied).len(), 3);
    assert_eq!(site.failed(&denied).len(), 0, "once");
    site.looked(&listing(3));
    assert_eq!(site.failed(&denied).len(), 3, "it is news again");
}
