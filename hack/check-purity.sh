#!/usr/bin/env bash
# The planner and the lifecycle do no I/O, and none of their dependencies could do it for them: whatever they are built from stands in
# hack/pure-dependencies.txt, and somebody has looked at it before it was written down there. (What they may not call themselves stands in
# their clippy.toml.) `cargo tree -p` resolves each crate's features alone, so a feature that only another crate switches on does not count.
set -euo pipefail
cd "$(dirname "$0")/.."

pure=(cloudwhisper-planner cloudwhisper-lifecycle)
known=$(sed -E 's/ *#.*//; /^$/d' hack/pure-dependencies.txt | tr ' ' '\n' | LC_ALL=C sort -u)

status=0
all=
for crate in "${pure[@]}"; do
    names=$("${CARGO:-cargo}" tree --locked --quiet --edges normal --package "$crate" --prefix none --format '{p}' | cut -d' ' -f1 | LC_ALL=C sort -u)
    all+=$names$'\n'
    found=$(LC_ALL=C comm -23 <(printf '%s\n' "$names") <(printf '%s\n' "$known"))
    if [ -n "$found" ]; then
        status=1
        printf '%s is to be pure, but is built from what hack/pure-dependencies.txt does not name:\n' "$crate" >&2
        for name in $found; do
            "${CARGO:-cargo}" tree --locked --quiet --edges normal --package "$crate" --invert "$name" --depth 4 >&2 || printf '  %s\n' "$name" >&2
        done
        echo "If it does no I/O, reads no clock and no environment, write it down there; else leave it out of $crate." >&2
    fi
done
gone=$(LC_ALL=C comm -13 <(printf '%s' "$all" | LC_ALL=C sort -u) <(printf '%s\n' "$known"))
if [ -n "$gone" ]; then
    printf 'hack/pure-dependencies.txt names what no pure crate is built from any more: %s\n' "$(tr '\n' ' ' <<<"$gone")" >&2
    status=1
fi
if ! cmp -s crates/planner/clippy.toml crates/lifecycle/clippy.toml; then
    echo 'crates/planner/clippy.toml and crates/lifecycle/clippy.toml are to be alike' >&2
    status=1
fi
exit $status
