//! Requests in each state, for the tests of what is shown. A test changes only what it is about.

use cloudwhisper_api::deployment_request::DeploymentRequest;
use jiff::Timestamp;
use serde_json::{Value, json};

/// When the examples begin.
pub(crate) const T0: i64 = 1_796_000_000;

/// A moment so many seconds after the examples begin.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(T0 + seconds).expect("a time in this century")
}

/// A question is open.
pub(crate) fn asked() -> DeploymentRequest {
    let status = json!({
        "observedGeneration": 1,
        "phase": "AwaitingAnswers",
        "conditions": [condition("Ready", "False", "AwaitingAnswers", "1 question is open: appType")],
        "clarifications": [{ "field": "appType", "question": "Yeh kis tarah ki app hai?", "options": ["api", "static-site"] }],
    });
    request("mera-app", "Mera app deploy kar do, free tier mein", &status)
}

/// The plan waits for its approval.
pub(crate) fn awaiting_approval() -> DeploymentRequest {
    let mut status = planned();
    status["phase"] = json!("AwaitingApproval");
    status["conditions"] = json!([
        condition(
            "Ready",
            "False",
            "AwaitingApproval",
            "revision 4 waits for its approval"
        ),
        condition("Planned", "True", "Planned", ""),
        condition(
            "Approved",
            "False",
            "AwaitingApproval",
            "approve it with `cloudwhisper approve orders`"
        ),
    ]);
    request("orders", "An API with a table, under ₹500", &status)
}

/// Alice has approved the plan that waits, and bob another one.
pub(crate) fn half_approved() -> DeploymentRequest {
    let mut request = awaiting_approval();
    let approval = json!({
        "planDigest": digest(), "approver": "alice",
        "additionalApprovals": [{ "approver": "bob", "planDigest": format!("sha256:{}", "cd".repeat(32)) }],
    });
    request.spec.approval = serde_json::from_value(approval).expect("an approval");
    request
}

/// CloudFormation is at work.
pub(crate) fn deploying() -> DeploymentRequest {
    let mut status = planned();
    status["phase"] = json!("Deploying");
    status["conditions"] = json!([
        condition("Ready", "False", "Deploying", "3 of 7 resources are done"),
        condition("Reconciling", "True", "Deploying", ""),
    ]);
    status["approval"] = json!({ "digest": digest(), "approver": "alice", "at": at(30), "automatic": false });
    status["deployment"] = deployment("CREATE_IN_PROGRESS");
    status["deployment"]["progress"] = json!({ "done": 3, "total": 7, "current": "HandlerFunction" });
    status["deployment"]["eta"] = json!(at(7290));
    let mut request = request("orders", "An API with a table, under ₹500", &status);
    request.spec.approval.plan_digest = request
        .status
        .as_ref()
        .and_then(|status| Some(status.plan.as_ref()?.digest));
    request
}

/// It runs.
pub(crate) fn ready() -> DeploymentRequest {
    let mut status = planned();
    status["phase"] = json!("Ready");
    status["conditions"] = json!([condition("Ready", "True", "Deployed", "revision 4 runs")]);
    status["deployment"] = deployment("UPDATE_COMPLETE");
    status["outputs"] = json!({ "url": "https://abc123.execute-api.ap-south-1.amazonaws.com", "TableName": "orders-Table-1X" });
    let entry = |revision: i64, result: &str, minutes: i64, reason: Option<&str>| {
        json!({
            "revision": revision, "digest": digest(), "result": result, "approver": "alice",
            "monthly": { "usd": "0.10", "inr": "8.85" }, "startedAt": at(minutes * 60), "finishedAt": at(minutes * 60 + 95),
            "reason": reason,
        })
    };
    status["history"] = json!([
        entry(4, "Succeeded", 90, None),
        entry(
            3,
            "RolledBack",
            60,
            Some("The bucket name acme-media is taken by somebody else")
        ),
        entry(1, "Succeeded", 0, None),
    ]);
    request("orders", "An API with a table, under ₹500", &status)
}

/// It failed, and only a person can mend it.
pub(crate) fn failed() -> DeploymentRequest {
    let mut status = planned();
    status["phase"] = json!("Failed");
    status["conditions"] = json!([
        condition(
            "Ready",
            "False",
            "DeploymentFailed",
            "the bucket name acme-media is taken"
        ),
        condition("Stalled", "True", "DeploymentFailed", ""),
    ]);
    status["deployment"] = deployment("ROLLBACK_COMPLETE");
    status["lastError"] = json!({
        "code": "NAME_TAKEN", "message": "The bucket name acme-media is taken by somebody else",
        "details": "Choose another name in the prompt", "retryable": false,
    });
    request("orders", "An API with a bucket named acme-media", &status)
}

fn request(name: &str, prompt: &str, status: &Value) -> DeploymentRequest {
    let request = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1",
        "kind": "DeploymentRequest",
        "metadata": { "name": name, "namespace": "shop", "generation": 1, "creationTimestamp": at(0), "uid": "0b2e" },
        "spec": { "prompt": prompt, "accountRef": { "name": "dev" } },
        "status": status,
    });
    serde_json::from_value(request).expect("an example keeps the contract")
}

fn digest() -> String {
    format!("sha256:{}", "ab".repeat(32))
}

fn condition(kind: &str, status: &str, reason: &str, message: &str) -> Value {
    json!({
        "type": kind, "status": status, "reason": reason, "message": message,
        "lastTransitionTime": at(60), "observedGeneration": 1,
    })
}

fn deployment(stack_status: &str) -> Value {
    json!({
        "account": "111122223333", "region": "ap-south-1", "stackName": "cw-orders-0b2e",
        "stackArn": "arn:aws:cloudformation:ap-south-1:111122223333:stack/cw-orders-0b2e/1", "stackStatus": stack_status,
        "revision": 4, "digest": digest(), "startedAt": at(7100),
    })
}

fn planned() -> Value {
    let resource = |id: &str, kind: &str, description: &str, action: &str, retention: Option<&str>| {
        json!({
            "logicalId": id, "type": kind, "name": format!("orders-{id}"), "description": description,
            "freeTierEligible": true, "action": action, "dataAtRisk": false, "retention": retention,
        })
    };
    json!({
        "observedGeneration": 1,
        "parsed": {
            "language": "en", "confidence": 0.97, "provider": "Rules",
            "requirements": {
                "appType": "api", "framework": "express", "compute": "lambda", "storage": ["dynamodb"],
                "networking": { "publicAccess": true, "customDomain": null },
                "budget": { "amount": "500", "currency": "INR", "period": "Month" },
                "region": "ap-south-1", "projectName": "orders", "usage": {}, "services": [],
            },
            "assumptions": [{ "field": "usage.apiRequests", "value": "100000", "reason": "nothing was said about traffic" }],
        },
        "plan": {
            "revision": 4, "digest": digest(),
            "resources": [
                resource("HandlerFunction", "AWS::Lambda::Function", "runs your code", "Modify", None),
                resource("Table", "AWS::DynamoDB::Table", "keeps your data", "Replace", Some("Retain")),
                resource("Queue", "AWS::SQS::Queue", "holds work that waits", "Remove", Some("Delete")),
            ],
            "estimate": {
                "monthly": { "usd": "0.10", "inr": "8.85" }, "exchangeRate": "88.50", "pricesAsOf": "2025-10-30",
                "freeTierSavings": { "usd": "0.22", "inr": "19.47" },
                "breakdown": [
                    {
                        "logicalId": "HandlerFunction", "type": "AWS::Lambda::Function", "usd": "0.00", "inr": "0.00",
                        "freeTierEligible": true, "freeTierDetails": "1 million requests a month are free",
                    },
                    { "logicalId": "Table", "type": "AWS::DynamoDB::Table", "usd": "0.10", "inr": "8.85", "freeTierEligible": true, "freeTierDetails": null },
                ],
                "warnings": ["Data transfer depends on what your users fetch"],
                "budget": { "within": true, "suggestions": [] },
            },
            "findings": [{
                "rule": "CW-LOG-001", "severity": "Low", "resource": "HandlerFunction",
                "message": "Logs are kept for 30 days", "suggestion": "Say how long they have to be kept",
            }],
            "artifacts": { "kind": "ConfigMap", "name": "orders-r4" },
        },
    })
}
