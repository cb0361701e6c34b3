use std::collections::BTreeMap;
use cloudwhisper_api::language::LanguageChoice;
use cloudwhisper_api::requirements::Usage;
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::render::cloudformation;
use cloudwhisper_planner::requirements::{Request, understand};
fn main() {
    let tags = BTreeMap::new();
    for (n, prompt) in std::fs::read_to_string("/tmp/guard-prompts.txt").unwrap().lines().enumerate() {
        let understood = understand(&Request { prompt, language: LanguageChoice::Auto, answers: &indexmap::IndexMap::new(), project_name: None, fallback_name: "request", region: None, default_region: None, budget: None, usage: Usage::default() });
        let Ok(understood) = understood else { println!("{n} ERR {prompt}"); continue };
        let Some(requirements) = understood.requirements else { println!("{n} ASKED {prompt}"); continue };
        for (profile, name) in [(Profile::Baseline, "baseline"), (Profile::Hardened, "hardened")] {
            let b = design(&Design { requirements: &requirements, workload: &Workload::Sample, profile });
            assert_eq!(b.check(), Ok(()), "{prompt}");
            std::fs::write(format!("/tmp/guard-templates/{n}-{name}.json"), cloudformation::template(&b, "x", &tags).to_string()).unwrap();
            if name == "baseline" {
                let mut c: BTreeMap<&str, usize> = BTreeMap::new();
                for r in b.resources() { *c.entry(r.kind).or_default() += 1; }
                println!("{n} {prompt}\n   {}", c.iter().map(|(k, v)| format!("{}x{v}", k.trim_start_matches("AWS::"))).collect::<Vec<_>>().join(" "));
            }
        }
    }
}
