//! Real parts for tests and the demo: a Kubernetes control plane (etcd, kube-apiserver, kube-controller-manager) and an AWS
//! (LocalStack), started from what `make testbed` has made, without containers and without a network.
//!
//! Here: starting and ending them, people to act as, namespaces, waiting for a condition. Not here: anything that knows
//! CloudWhisper's own objects; those come in as YAML through [`apply_yaml`].
//!
//! A test asks for [`shared`] and gets what all tests of its process share. `testbed exec -- cargo test` starts both parts once for
//! all test binaries of a run. `KUBECONFIG` and `CLOUDWHISPER_AWS_ENDPOINT`, when set, name a cluster and an endpoint to use instead.
//!
//! ```no_run
//! # async fn test() -> anyhow::Result<()> {
//! use cloudwhisper_testbed::{ALICE, Namespace, eventually, shared};
//! use std::time::Duration;
//!
//! let bed = shared().await?;
//! let namespace = Namespace::create(bed.cluster, "orders").await?;
//! let alice = bed.cluster.client_for(ALICE).await?;
//! let maps = kube::Api::<k8s_openapi::api::core::v1::ConfigMap>::namespaced(alice, namespace.name());
//! eventually(Duration::from_secs(5), "the cluster's CA to be published", || async {
//!     maps.get_opt("kube-root-ca.crt").await.ok().flatten()
//! })
//! .await;
//! # Ok(())
//! # }
//! ```

mod apply;
mod certificates;
mod cluster;
mod control_plane;
mod eventually;
mod http;
mod keeper;
pub mod language_model;
mod localstack;
mod namespace;
mod people;
mod programs;
mod random;
mod shared;

pub use apply::apply_yaml;
pub use cluster::Cluster;
pub use control_plane::ControlPlane;
pub use eventually::{Condition, Late, eventually, within};
pub use http::{Response, http};
pub use localstack::{Aws, LocalStack};
pub use namespace::Namespace;
pub use people::{ADMIN, ALICE, BOB, MALLORY, OPERATOR, PEOPLE, RITA};
pub use programs::program;
pub use shared::{TestBed, shared, shared_aws, shared_cluster};

/// Environment variable that names the AWS endpoint to use in place of a LocalStack of our own.
pub const AWS_ENDPOINT: &str = "CLOUDWHISPER_AWS_ENDPOINT";
