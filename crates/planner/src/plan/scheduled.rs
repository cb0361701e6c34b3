//! What is taken for granted of a container that runs at set times.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Assumption;
use cloudwhisper_api::requirements::Requirements;

use crate::blueprint::architectures::scheduled_task;
use crate::catalog::ecs;
use crate::catalog::plain::say;

/// What was assumed of the request, without what means nothing to a container that nobody calls, and how long a run takes.
pub(super) fn assumptions(
    of_request: &[Assumption],
    requirements: &Requirements,
    language: Language,
) -> Vec<Assumption> {
    if !scheduled_task::is_meant(requirements) {
        return of_request.to_vec();
    }
    let means_something = |it: &&Assumption| it.field != "publicAccess";
    let mut assumptions: Vec<Assumption> = of_request.iter().filter(means_something).cloned().collect();
    assumptions.push(Assumption {
        field: "services.runMinutes".to_owned(),
        value: ecs::RUN_MINUTES.to_string(),
        reason: say(
            language,
            [
                "How long a run takes was not said; it is paid while it runs, and nothing ends it but the program itself.",
                "एक बार चलने में कितना समय लगेगा, यह नहीं कहा गया; पैसा चलने के समय का लगता है, और प्रोग्राम खुद रुके तभी रुकता है।",
                "Ek baar chalne mein kitna samay lagega, yeh nahi kaha gaya; paisa chalne ke samay ka lagta hai, aur program khud \
                 ruke tabhi rukta hai.",
            ],
        )
        .to_owned(),
    });
    assumptions
}
