//! What AWS CDK calls every CloudFormation type, its properties and attributes, and what it takes for them. Read from
//! `types.txt`, which `hack/cdk-types.mjs` makes out of the library and explains.
//!
//! All of AWS's types are in it, not only the catalogue's: so a new service needs no line here, and the table changes with
//! the version of the library and with nothing else.

use std::sync::LazyLock;

use super::names::camel;

/// One line a type, in order of the types.
static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("types.txt").lines().collect());

/// A CloudFormation type that CDK has a class for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type(&'static str);

/// The type of this name, where CDK has a class for it.
pub(super) fn find(kind: &str) -> Option<Type> {
    let found = LINES.binary_search_by(|line| name(line).cmp(kind)).ok()?;
    Some(Type(LINES[found]))
}

fn name(line: &str) -> &str {
    line.split(['=', '|']).next().unwrap_or(line)
}

impl Type {
    /// Module and class, such as `aws-sqs` and `CfnQueue`.
    pub(super) fn class(self) -> (String, String) {
        let head = self.section(0);
        if let Some((module, class)) = head.split_once('=').and_then(|(_, given)| given.split_once('.')) {
            return (module.to_owned(), class.to_owned());
        }
        let mut parts = head.split("::").skip(1);
        let service = parts.next().unwrap_or_default().to_ascii_lowercase();
        (
            format!("aws-{service}"),
            format!("Cfn{}", parts.next().unwrap_or_default()),
        )
    }

    /// The attribute of this name: CDK's name without its `attr`, and what it is.
    pub(super) fn attribute(self, name: &str) -> Option<Property> {
        let mut property = entry(self.section(1), name, self)?;
        let mut letters = property.name.chars();
        if let Some(first) = letters.next() {
            property.name = format!("attr{}{}", first.to_ascii_uppercase(), letters.as_str());
        }
        Some(property)
    }

    /// The type's own properties.
    pub(super) fn shape(self) -> Shape {
        self.nested(0)
    }

    fn nested(self, number: usize) -> Shape {
        Shape {
            properties: self.section(2 + number),
            of: self,
        }
    }

    fn section(self, number: usize) -> &'static str {
        self.0.split('|').nth(number).unwrap_or_default()
    }
}

/// Properties that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    properties: &'static str,
    of: Type,
}

impl Shape {
    /// The property of this name.
    pub(super) fn property(self, name: &str) -> Option<Property> {
        entry(self.properties, name, self.of)
    }
}

/// A property or attribute.
#[derive(Clone, Debug)]
pub(super) struct Property {
    /// CDK's name.
    pub(super) name: String,
    /// What CDK takes for it.
    pub(super) kind: Kind,
}

/// What CDK takes for a property, as it stands in the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    code: &'static str,
    of: Type,
}

/// The same in so many words.
#[derive(Clone, Copy, Debug)]
pub(super) enum Taken {
    /// A text.
    Text,
    /// A number.
    Number,
    /// True or false, or something that becomes it.
    Bool,
    /// A text, a number, or true or false.
    Plain,
    /// Anything; CDK leaves it as it is, keys included.
    Anything,
    /// A date of JavaScript, which CDK writes in its own way. References it doesn't take.
    Date,
    /// One of several shapes: nothing but a reference can be written without knowing which.
    Several,
    /// A list.
    List(Kind),
    /// A map whose keys stay as they are.
    Map(Kind),
    /// A tag, which takes nothing but key and value.
    Tag(Shape),
    /// These properties.
    Shape(Shape),
}

impl Kind {
    /// What it says.
    pub(super) fn taken(self) -> Taken {
        let rest = || Self {
            code: &self.code[1..],
            of: self.of,
        };
        match self.code.as_bytes().first() {
            None => Taken::Text,
            Some(b'n') => Taken::Number,
            Some(b'b') => Taken::Bool,
            Some(b'd') => Taken::Date,
            Some(b'p') => Taken::Plain,
            Some(b'j') => Taken::Anything,
            Some(b'L') => Taken::List(rest()),
            Some(b'M') => Taken::Map(rest()),
            Some(b'T') => Taken::Tag(Shape {
                properties: "Key,Value",
                of: self.of,
            }),
            Some(_) => match self.code.parse() {
                Ok(number) => Taken::Shape(self.of.nested(number)),
                Err(_) => Taken::Several,
            },
        }
    }
}

/// The entry of this name: `Name[=given][:kind]`.
fn entry(entries: &'static str, name: &str, of: Type) -> Option<Property> {
    entries.split(',').find_map(|entry| {
        let rest = entry.strip_prefix(name)?;
        let (given, code) = rest.split_once(':').unwrap_or((rest, ""));
        let given = match given.strip_prefix('=') {
            Some(given) => given.to_owned(),
            None if given.is_empty() => camel(&name.replace('.', "")),
            None => return None, // a longer name that begins like this one
        };
        Some(Property {
            name: given,
            kind: Kind { code, of },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_the_catalogue_has_a_class() {
        for service in crate::catalog::services() {
            assert!(find(service.kind()).is_some(), "{}", service.kind());
        }
    }

    #[test]
    fn classes_are_found_where_cdk_has_them() {
        for (kind, module, class) in [
            ("AWS::SQS::Queue", "aws-sqs", "CfnQueue"),
            (
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "aws-elasticloadbalancingv2",
                "CfnLoadBalancer",
            ),
            (
                "AWS::CertificateManager::Certificate",
                "aws-certificatemanager",
                "CfnCertificate",
            ),
            ("AWS::EC2::VPC", "aws-ec2", "CfnVPC"),
        ] {
            let found = find(kind).map(Type::class);
            assert_eq!(found, Some((module.to_owned(), class.to_owned())));
        }
        assert!(find("AWS::SQS::Queues").is_none() && find("AWS::SQS").is_none());
    }

    #[test]
    fn properties_are_found_however_deep() {
        let table = find("AWS::DynamoDB::Table").expect("CDK has it").shape();
        let encryption = table.property("SSESpecification").expect("CDK has it");
        assert_eq!(encryption.name, "sseSpecification");
        let Taken::Shape(encryption) = encryption.kind.taken() else {
            panic!("{encryption:?}")
        };
        let enabled = encryption.property("SSEEnabled").expect("CDK has it");
        assert!(matches!(enabled.kind.taken(), Taken::Bool) && enabled.name == "sseEnabled");
        assert!(table.property("SSESpec").is_none());
    }

    #[test]
    fn attributes_are_found_under_cdk_s_name() {
        let database = find("AWS::RDS::DBInstance").expect("CDK has it");
        let address = database.attribute("Endpoint.Address").expect("CDK has it");
        assert_eq!(address.name, "attrEndpointAddress");
        assert!(matches!(address.kind.taken(), Taken::Text));
    }

    #[test]
    fn the_table_can_be_read_to_the_end() {
        assert!(LINES.len() > 1500 && LINES.is_sorted_by_key(|line| name(line)));
        for line in LINES.iter() {
            for entries in line.split('|').skip(1) {
                for entry in entries.split(',').filter(|entry| !entry.is_empty()) {
                    assert!(
                        entry.matches(':').count() < 2 && !entry.starts_with([':', '=']),
                        "{entry} in {line}"
                    );
                }
            }
        }
    }
}
