#!/usr/bin/env bash
# The main job, end to end: a test bed, the operator, the examples from prompt to running stack. Ends 0 only if every step was seen to
# work. KEEP=1 leaves everything running and says how to go on.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=${CARGO_TARGET_DIR:-$PWD/target}/debug
state=$PWD/.testbed/demo
namespace=shop
keep=${KEEP:-0}
failures=()
checks=0
complete=0

# ---- how things are shown and checked -------------------------------------------------------------------------------

chapter() { if [ -t 1 ]; then printf '\n\033[1m== %s\033[0m\n' "$*"; else printf '\n== %s\n' "$*"; fi; }

# shown COMMAND…: what a person would type, and its output. It counts as a check: what does not work is remembered, and the demo goes on.
shown() {
    local code=0
    checks=$((checks + 1))
    printf '\n$ %s\n' "$*"
    "$@" || code=$?
    if [ "$code" != 0 ]; then
        printf '   FAILED  with exit code %s\n' "$code"
        failures+=("$* (exit code $code)")
    fi
}

# check WHAT COMMAND…: remembers what did not work, and goes on.
check() {
    local what=$1
    shift
    checks=$((checks + 1))
    if "$@" >"$state/check.log" 2>&1; then
        printf '   ok      %s\n' "$what"
    else
        printf '   FAILED  %s\n' "$what"
        tail -n 5 "$state/check.log" | sed 's/^/           /'
        failures+=("$what")
    fi
}

# People are contexts of the kubeconfig. rita asks, alice approves.
kubectl() { command kubectl --context "$who" -n "$namespace" "$@"; }
cloudwhisper() { command "$bin/cloudwhisper" --context "$who" -n "$namespace" "$@"; }
who=rita

phase_becomes() { kubectl wait "deploymentrequest/$1" --for="jsonpath={.status.phase}=$2" --timeout="${3:-90s}"; }
ready() { kubectl wait "deploymentrequest/$1" --for=condition=Ready --timeout=120s; }
field() { kubectl get deploymentrequest "$1" -o "jsonpath=$2"; }
is() { [ "$1" = "$2" ] || { echo "expected $2, found $1"; false; }; }

# refused WORDS COMMAND…: it fails, and in these words. A command that fails for another reason is not refused.
refused() {
    local words=$1 said
    shift
    if said=$("$@" 2>&1); then
        printf 'expected a refusal, but it was done: %s\n' "$said"
        return 1
    fi
    printf '%s\n' "$said"
    tr -s '[:space:]' ' ' <<<"$said" | grep -qF -- "$words" || { echo "expected these words: $words"; false; }
}

# asks CloudFormation itself for a stack, in the account and region of a request that may be gone.
describe_stack() {
    curl --silent --show-error --fail-with-body --user "$account:not-a-secret" --aws-sigv4 "aws:amz:$region:cloudformation" \
        --data "Action=DescribeStacks&Version=2010-05-15&StackName=$1" "$CLOUDWHISPER_AWS_ENDPOINT/"
}

# However it ends, it says how it went, and the exit code is that of what it says.
summary() {
    chapter "Summary after $SECONDS s: $((checks - ${#failures[@]})) of $checks checks passed"
    if [ "$complete" = 0 ]; then failures+=("the demo broke off before its end (exit code $1)"); fi
    local failure
    for failure in "${failures[@]}"; do printf '   FAILED  %s\n' "$failure"; done
}

stop() {
    local code=$?
    trap - EXIT
    summary "$code"
    if [ "$code" = 0 ] && [ ${#failures[@]} != 0 ]; then code=1; fi
    # What failed is the best reason to look around.
    if [ "$keep" = 1 ] && [ -n "${operator:-}" ] && [ "$code" != 130 ]; then
        how_to_go_on
        exit "$code"
    fi
    local pid
    for pid in ${operator:-} ${bed:-}; do
        kill -TERM "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    exit "$code"
}
trap stop EXIT
trap 'exit 130' INT TERM

how_to_go_on() {
    cat <<TEXT

It all runs on. To go on with it:

    export KUBECONFIG=$KUBECONFIG
    kubectl config use-context alice          # or rita, bob, admin
    kubectl -n shop get dr
    kubectl -n shop describe dr orders
    tail -f $state/operator.err

To end it: kill $operator $bed
TEXT
}

# in_background LOG COMMAND…: its pid is in $!. With KEEP=1 it outlives this script and its terminal.
in_background() {
    local log=$1
    shift
    if [ "$keep" = 1 ]; then
        setsid nohup "$@" </dev/null >"$log" 2>"$log.err" &
    else
        "$@" </dev/null >"$log" 2>"$log.err" &
    fi
}

# await WHAT LOG PID COMMAND…: until the command succeeds; says what went wrong if the process ends first.
await() {
    local what=$1 log=$2 pid=$3 tries=0
    shift 3
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        if [ $tries -gt 600 ] || ! kill -0 "$pid" 2>/dev/null; then
            printf '%s did not start; the end of its log:\n' "$what" >&2
            tail -n 20 "$log" "$log.err" >&2
            exit 1
        fi
        sleep 0.1
    done
}

# ---- the cluster, AWS and the operator ------------------------------------------------------------------------------

chapter "Starting a control plane and LocalStack (about 10 seconds)"
rm -rf "$state"
mkdir -p "$state"
in_background "$state/testbed" env -u KUBECONFIG -u CLOUDWHISPER_AWS_ENDPOINT "$bin/testbed" up
bed=$!
await "the test bed" "$state/testbed" "$bed" grep -q '^# ready' "$state/testbed"
eval "$(grep '^export ' "$state/testbed")"
echo "API server: $(who=admin kubectl config view --minify -o 'jsonpath={.clusters[0].cluster.server}')   AWS: $CLOUDWHISPER_AWS_ENDPOINT"

chapter "Installing CloudWhisper: custom resources, rights, admission policies, an account"
who=admin
command kubectl --context admin apply --server-side -f crds/ -f config/rbac/ -f config/policies/ | sed 's/^/  /'
command kubectl --context admin wait --for=condition=Established --timeout=60s \
    crd/deploymentrequests.cloudwhisper.dev crd/cloudaccounts.cloudwhisper.dev >/dev/null
command kubectl --context admin create namespace shop | sed "s/^/  /"
# The policies learn the new kinds from the API server's own schema, which follows a moment later.
await "admission of the new kinds" "$state/testbed" "$bed" \
    command kubectl --context admin -n shop create --dry-run=server -f examples/orders-api.yaml
sed "s|\${CLOUDWHISPER_AWS_ENDPOINT}|$CLOUDWHISPER_AWS_ENDPOINT|" examples/account/account.yaml >"$state/account.yaml"
command kubectl --context admin apply --server-side -f "$state/account.yaml" | sed 's/^/  /'

chapter "Starting the operator, with the rights of its ServiceAccount and nothing more"
token=$(command kubectl --context admin -n cloudwhisper-system create token cloudwhisper-operator --duration=12h)
cp "$KUBECONFIG" "$state/operator.kubeconfig"
KUBECONFIG=$state/operator.kubeconfig command kubectl config set-credentials operator-pod --token="$token" >/dev/null
KUBECONFIG=$state/operator.kubeconfig command kubectl config set-context operator-pod \
    --cluster="$(command kubectl config view -o 'jsonpath={.clusters[0].name}')" --user=operator-pod >/dev/null
KUBECONFIG=$state/operator.kubeconfig command kubectl config use-context operator-pod >/dev/null
port=$((20000 + RANDOM % 20000))
in_background "$state/operator" env KUBECONFIG="$state/operator.kubeconfig" \
    "$bin/cloudwhisper" controller --http-address "127.0.0.1:$port" --poll-seconds 0.5
operator=$!
await "the operator" "$state/operator" "$operator" grep -q leading "$state/operator" "$state/operator.err"
echo "leading; health at http://127.0.0.1:$port/healthz, metrics at /metrics"

# ---- from prompt to plan --------------------------------------------------------------------------------------------

chapter "rita asks, in English, Hinglish and Hindi; one of the prompts is not clear"
who=rita
for example in orders-api portfolio-site dukaan-container ambiguous; do
    printf '\n  %s\n' "$(grep -A2 'prompt:' examples/$example.yaml | grep -v 'prompt: >-\|accountRef' | sed 's/^ *prompt: //; s/^ *//' | tr '\n' ' ')"
    kubectl apply --field-manager cloudwhisper -f examples/$example.yaml | sed 's/^/  /'
done
for name in orders portfolio dukaan; do check "$name has a plan that AWS has checked" phase_becomes "$name" AwaitingApproval; done
check "mera-app is asked what kind of app it is" phase_becomes mera-app AwaitingAnswers
for name in orders portfolio dukaan; do
    chapter "The plan and price of $name"
    shown cloudwhisper preview "$name"
done

chapter "Answering the question"
shown kubectl get deploymentrequest mera-app -o 'jsonpath={range .status.clarifications[*]}{.field}: {.question} {.options}{"\n"}{end}'
shown kubectl patch deploymentrequest mera-app --field-manager cloudwhisper --type merge -p '{"spec":{"answers":{"appType":"static-site"}}}'
check "mera-app has a plan now" phase_becomes mera-app AwaitingApproval
shown cloudwhisper preview mera-app
shown kubectl get deploymentrequests

# ---- approval and deployment ----------------------------------------------------------------------------------------

chapter "rita may not approve; alice may"
check "rita's approval is refused by the API server" refused "may not approve" cloudwhisper approve orders --yes
tail -n 3 "$state/check.log" | sed 's/^/           /'
who=alice
for name in orders portfolio dukaan mera-app; do check "alice approves $name" cloudwhisper approve "$name" --yes; done

chapter "Following the deployments"
who=rita
for name in orders portfolio dukaan mera-app; do
    shown cloudwhisper status "$name" --watch
    check "$name is Ready" ready "$name"
done
shown kubectl get deploymentrequests -o wide

chapter "Outputs"
for name in orders portfolio dukaan mera-app; do
    shown cloudwhisper outputs "$name"
    check "$name has a URL" test -n "$(field "$name" '{.status.outputs.url}')"
done

# ---- change and deletion --------------------------------------------------------------------------------------------

chapter "rita changes her mind: orders keeps files too"
shown kubectl patch deploymentrequest orders --field-manager cloudwhisper --type merge -p \
    '{"spec":{"prompt":"Build an orders API in Node.js with a database and an S3 bucket for uploads, mail alarms to ops@example.com, about 50,000 requests a month, under $10 per month, in Mumbai"}}'
check "the new plan waits for an approval of its own" phase_becomes orders AwaitingApproval
check "the approval of the old plan does not count" is "$(field orders '{.status.conditions[?(@.type=="Approved")].status}')" False
shown cloudwhisper diff orders
who=alice
check "alice approves the change" cloudwhisper approve orders --yes
who=rita
check "orders is deploying or done" kubectl wait deploymentrequest/orders --for='jsonpath={.status.deployment.revision}=2' --timeout=90s
check "orders is Ready again" ready orders
shown cloudwhisper history orders

chapter "rita deletes dukaan, and its stack with it"
stack=$(field dukaan '{.status.deployment.stackName}')
account=$(field dukaan '{.status.deployment.account}')
region=$(field dukaan '{.status.deployment.region}')
check "CloudFormation has the stack of dukaan" describe_stack "$stack"
shown kubectl delete deploymentrequest dukaan --timeout=120s
check "dukaan is gone" refused "not found" kubectl get deploymentrequest dukaan
check "its stack is gone from CloudFormation" refused "does not exist" describe_stack "$stack"
shown kubectl events --for deploymentrequest/orders --types=Normal,Warning
complete=1
