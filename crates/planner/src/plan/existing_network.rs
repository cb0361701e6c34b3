//! A network that is there already, by the parameters `vpcId`, `privateSubnetIds` and `publicSubnetIds`. Here: how they are read, and what is
//! said where the plan can't stand in it. Not here: what becomes of the plan's own network (`blueprint/existing_network.rs`).

mod words;

use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use indexmap::IndexMap;

use super::parameters::{self, fits};
use crate::blueprint::Blueprint;
use crate::blueprint::existing_network::{self, ExistingNetwork, MOST_SUBNETS};

/// The parameters, as in a template and as they are asked for.
const VPC: [&str; 2] = ["VpcId", "vpcId"];
const PRIVATE: [&str; 2] = ["PrivateSubnetIds", "privateSubnetIds"];
const PUBLIC: [&str; 2] = ["PublicSubnetIds", "publicSubnetIds"];
/// AWS's load balancers and databases want two zones.
const LEAST_SUBNETS: usize = 2;

/// A network that was given, by its ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    vpc: String,
    private: Vec<String>,
    public: Vec<String>,
}

impl Given {
    /// How many subnets it has.
    pub(super) const fn size(&self) -> ExistingNetwork {
        ExistingNetwork {
            private: self.private.len(),
            public: self.public.len(),
        }
    }

    /// Its ids, in the order of [`parameters`](existing_network::parameters).
    fn ids(&self) -> impl Iterator<Item = &String> {
        let subnets = self.private.iter().chain(&self.public);
        std::iter::once(&self.vpc).chain(subnets)
    }
}

fn find<'a>(parameters: &'a IndexMap<String, String>, names: [&str; 2]) -> Option<&'a String> {
    names.iter().find_map(|name| parameters.get(*name))
}

/// The network that the parameters name, where they name one.
///
/// # Errors
/// [`InvalidParameter`](cloudwhisper_api::error::ErrorCode::InvalidParameter) where something of it is missing or can't be.
pub(super) fn given(
    parameters: &IndexMap<String, String>,
    language: Language,
) -> Result<Option<Given>, UserError> {
    let vpc = find(parameters, VPC);
    let lists = [PRIVATE, PUBLIC].map(|names| find(parameters, names));
    let list = |text: Option<&String>| -> Vec<String> {
        let ids = text.map(String::as_str).unwrap_or_default().split(',');
        let ids = ids.map(str::trim).filter(|id| !id.is_empty());
        ids.map(str::to_owned).collect()
    };
    let (Some(vpc), [private, public]) = (vpc, lists.map(list)) else {
        return match lists {
            [None, None] => Ok(None),
            _ => Err(words::no_vpc(language)),
        };
    };
    let counts = LEAST_SUBNETS..=MOST_SUBNETS;
    if !counts.contains(&private.len()) {
        return Err(words::subnets(language, PRIVATE[1]));
    }
    if lists[1].is_some() && !counts.contains(&public.len()) {
        return Err(words::subnets(language, PUBLIC[1]));
    }
    for (key, ids) in [(PRIVATE[1], &private), (PUBLIC[1], &public)] {
        let twice = ids.iter().enumerate().find(|(at, id)| ids[..*at].contains(id));
        if let Some((_, id)) = twice {
            return Err(words::twice(language, key, id));
        }
    }
    let given = Given {
        vpc: vpc.trim().to_owned(),
        private,
        public,
    };
    for (parameter, id) in existing_network::parameters(given.size()).zip(given.ids()) {
        if !fits(id, parameter.pattern) {
            return Err(parameters::words::unfit(
                language,
                parameter.answer,
                id,
                &parameter,
            ));
        }
    }
    Ok(Some(given))
}

/// The parameters with one for each subnet.
pub(super) fn spelt_out(
    parameters: &IndexMap<String, String>,
    given: Option<&Given>,
) -> IndexMap<String, String> {
    let mut parameters = parameters.clone();
    if let Some(given) = given {
        let each = existing_network::parameters(given.size()).zip(given.ids());
        parameters.extend(each.map(|(parameter, id)| (parameter.id.to_string(), id.clone())));
    }
    parameters
}

/// Whether `key` is one of those that name a network that is there already, and the plan refers to what it names.
pub(super) fn takes(blueprint: &Blueprint, key: &str) -> bool {
    // `privateSubnetIds` are `privateSubnetId1` and so on.
    let asked = |start: &str| {
        blueprint
            .parameters()
            .iter()
            .any(|it| it.answer.starts_with(start))
    };
    let mut names = [VPC, PRIVATE, PUBLIC].into_iter();
    names.any(|names| names.contains(&key) && asked(names[1].trim_end_matches('s')))
}

fn stands_in_it(blueprint: &Blueprint) -> bool {
    takes(blueprint, VPC[1])
}

/// Refuses a plan that has a network of its own although another was given.
///
/// # Errors
/// [`InvalidParameter`](cloudwhisper_api::error::ErrorCode::InvalidParameter) with what can't stand in that one.
pub(super) fn check(
    blueprint: &Blueprint,
    given: Option<&Given>,
    language: Language,
) -> Result<(), UserError> {
    let Some(given) = given.filter(|_| !stands_in_it(blueprint)) else {
        return Ok(());
    };
    existing_network::put(&mut blueprint.clone(), given.size())
        .map_err(|unfit| words::unfit(language, &unfit))
}

/// What has to be so in that network.
pub(super) fn warning(blueprint: &Blueprint, given: Option<&Given>, language: Language) -> Option<Warning> {
    let given = given.filter(|_| stands_in_it(blueprint))?;
    Some(words::stands_in(language, &given.vpc))
}
