#!/usr/bin/env bash
# No test waits for a condition by sleeping: it awaits the condition (crates/testbed, `eventually`).
set -euo pipefail
cd "$(dirname "$0")/.."
found=$(grep -rnE 'thread::sleep|time::sleep\(|[^_]sleep\(Duration' --include='*.rs' tests crates/*/tests || true)
if [ -n "$found" ]; then
    printf 'tests must await conditions, not sleep:\n%s\n' "$found" >&2
    exit 1
fi
