//! Who acts in tests, and what each may do. The names are users, contexts of the kubeconfig and, in tests, characters.

/// The cluster's administrator, in `system:masters`.
pub const ADMIN: &str = "admin";
/// Asks for things: may write `DeploymentRequest`s everywhere, but does not hold the verb `approve`.
pub const RITA: &str = "rita";
/// Approves: all that Rita may, and the verb `approve`.
pub const ALICE: &str = "alice";
/// A second approver, to tell "may approve" from "is the one who approved".
pub const BOB: &str = "bob";
/// A stranger: authenticated, without any right.
pub const MALLORY: &str = "mallory";
/// The operator's own identity. It has no right until the caller binds the operator's `ClusterRole` to the user `operator`.
pub const OPERATOR: &str = "operator";

/// All of them, each with the one group besides `system:authenticated`. A control plane of our own knows exactly these.
pub const PEOPLE: [(&str, &str); 6] = [
    (ADMIN, "system:masters"),
    (RITA, "requesters"),
    (ALICE, "approvers"),
    (BOB, "approvers"),
    (MALLORY, "strangers"),
    (OPERATOR, "operators"),
];

/// What requesters and approvers may do. Bound cluster-wide, so that it holds in every test's namespace; to users and not groups,
/// because a foreign cluster may know them by name only.
pub(crate) const ROLES: &str = r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: cloudwhisper-testbed-requester }
rules:
- apiGroups: [cloudwhisper.dev]
  resources: [deploymentrequests]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [cloudwhisper.dev]
  resources: [deploymentrequests/status, cloudaccounts, deploymentpolicies]
  verbs: [get, list, watch]
- apiGroups: ["", events.k8s.io]
  resources: [events, configmaps]
  verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: cloudwhisper-testbed-approver }
rules:
- apiGroups: [cloudwhisper.dev]
  resources: [deploymentrequests]
  verbs: [approve]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: cloudwhisper-testbed-requester }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cloudwhisper-testbed-requester }
subjects:
- { apiGroup: rbac.authorization.k8s.io, kind: User, name: rita }
- { apiGroup: rbac.authorization.k8s.io, kind: User, name: alice }
- { apiGroup: rbac.authorization.k8s.io, kind: User, name: bob }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: cloudwhisper-testbed-approver }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cloudwhisper-testbed-approver }
subjects:
- { apiGroup: rbac.authorization.k8s.io, kind: User, name: alice }
- { apiGroup: rbac.authorization.k8s.io, kind: User, name: bob }
"#;
