//! "Free tier only" beside something that is never free is asked about, with what it costs and what else there is.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_api::amount::Currency;
use cloudwhisper_api::plan::Clarification;
use cloudwhisper_api::requirements::Storage;
use cloudwhisper_planner::{Planned, plan};
use indexmap::IndexMap;
use support::input::input;
use support::{answered_plan, whole_plan};

fn planned(prompt: &str) -> Planned {
    plan(&input(prompt, &IndexMap::new())).unwrap_or_else(|error| panic!("{prompt}: {error:?}"))
}

fn asked(prompt: &str) -> Clarification {
    let planned = planned(prompt);
    assert!(
        planned.plan.is_none() && planned.understood.requirements.is_none(),
        "{prompt}"
    );
    let [question] = planned.understood.clarifications.as_slice() else {
        panic!("{prompt}: {:?}", planned.understood.clarifications)
    };
    question.clone()
}

#[test]
fn what_is_never_free_is_asked_about_by_name_and_price() {
    for (prompt, name) in [
        ("Flask API with Postgres, zero budget", "RDS database"),
        ("Aurora Postgres, free tier only", "Aurora cluster"),
        ("Aurora, sirf free tier mein", "Aurora cluster"),
        ("RDS postgres, मुफ़्त में ही", "RDS database"),
        ("केवल फ्री टियर में Django ऐप और MySQL", "RDS database"),
        ("Express API behind an ALB, zero budget", "load balancer"),
        ("NAT gateway wala VPC, ek paisa nahi dena", "NAT gateway"),
        ("EKS cluster bilkul free mein chahiye", "Kubernetes cluster (EKS)"),
        (
            "Redis cache with a Node API, must not cost anything",
            "cache (ElastiCache)",
        ),
        ("Fargate par Flask API, bina paise ke", "load balancer"),
        ("free of cost WordPress site with RDS", "RDS database"),
        ("must be free, use Redis and Lambda", "cache (ElastiCache)"),
    ] {
        let question = asked(prompt);
        assert_eq!(question.field, "budget", "{prompt}");
        let text = &question.question;
        assert!(
            text.contains(name) && text.contains('$') && text.contains('₹'),
            "{prompt}: {text}"
        );
        assert_eq!(question.options.len(), 3, "{prompt}");
        assert!(
            question
                .options
                .iter()
                .all(|option| text.contains(option.as_str())),
            "{prompt}: {text}"
        );
    }
}

#[test]
fn what_fits_the_free_tier_and_a_mere_preference_for_it_are_planned() {
    for prompt in [
        "Express API free tier only",
        "flask api deploy kr do mumbai me free tier me hi",
        "Static site with custom domain blog.example.in, free tier only",
        "Flask API with Postgres on the free tier",
        "hi, free tier Flask API with DynamoDB",
    ] {
        assert!(planned(prompt).plan.is_some(), "{prompt}");
    }
}

#[test]
fn an_explicit_choice_wins_over_a_preference_and_its_cost_is_told() {
    let plan = whole_plan("Flask API with Postgres on the free tier");
    assert_eq!(plan.requirements.storage, [Storage::Rds]);
    let budget = plan
        .estimate
        .budget
        .expect("the free tier is a budget of nothing");
    assert!(!budget.within);
}

#[test]
fn each_answer_is_taken() {
    let prompt = "Flask API with Postgres, free tier only";
    let [keep, free, none] = <[String; 3]>::try_from(asked(prompt).options).expect("there are three ways");
    let kept = answered_plan(prompt, &[("budget", &keep)]);
    assert_eq!(kept.requirements.storage, [Storage::Rds]);
    assert!(kept.estimate.budget.is_some_and(|it| it.within), "{keep}");
    let cheapest = answered_plan(prompt, &[("budget", &free)]);
    assert_eq!(cheapest.requirements.storage, [Storage::Dynamodb]);
    assert!(cheapest.estimate.budget.is_some_and(|it| it.within));
    let unlimited = answered_plan(prompt, &[("budget", &none)]);
    assert_eq!(unlimited.requirements.storage, [Storage::Rds]);
    assert!(
        unlimited
            .requirements
            .budget
            .is_none_or(|it| it.currency == Currency::INR)
    );
}
