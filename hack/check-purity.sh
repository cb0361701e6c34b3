#!/usr/bin/env bash
# The planner and the lifecycle do no I/O, and none of their dependencies could do it for them: no runtime, no HTTP, no TLS, no Kubernetes
# client, no AWS SDK. (What they may not call themselves stands in their clippy.toml.) `cargo tree -p` resolves each crate's features alone,
# so a feature that only another crate switches on does not count.
set -euo pipefail
cd "$(dirname "$0")/.."

pure=(cloudwhisper-planner cloudwhisper-lifecycle)
barred='^(tokio|async|async-.*|futures|futures-.*|mio|smol|hyper|hyper-.*|reqwest|h2|tower|tower-.*|rustls|rustls-.*|native-tls|openssl|openssl-.*|ring|kube-client|kube-runtime|aws-.*|socket2|rand|rand_core|getrandom|chrono|time)$'

status=0
for crate in "${pure[@]}"; do
    names=$("${CARGO:-cargo}" tree --locked --quiet --edges normal --package "$crate" --prefix none --format '{p}' | cut -d' ' -f1 | sort -u)
    found=$(grep -E "$barred" <<<"$names" || true)
    if [ -n "$found" ]; then
        status=1
        printf '%s is to be pure, but depends on:\n' "$crate" >&2
        for name in $found; do
            "${CARGO:-cargo}" tree --locked --quiet --edges normal --package "$crate" --invert "$name" --depth 4 >&2 || printf '  %s\n' "$name" >&2
        done
    fi
done
if ! cmp -s crates/planner/clippy.toml crates/lifecycle/clippy.toml; then
    echo 'crates/planner/clippy.toml and crates/lifecycle/clippy.toml are to be alike' >&2
    status=1
fi
exit $status
