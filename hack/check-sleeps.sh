#!/usr/bin/env bash
# No test waits for a condition by sleeping: it awaits the condition (crates/testbed, `eventually`). Looked at are the folders of tests
# and benches, and in src everything that `#[cfg(test)]` stands before, in the same file or in one of its own.
set -euo pipefail
shopt -s nullglob
cd "${1:-$(dirname "$0")/..}"

sleep='(thread|time)::sleep|(^|[^_[:alnum:]])sleep(_until|_ms)?\('

# Lines of the items that are compiled for tests only, as FILE:LINE:TEXT. rustfmt closes an item where it opened it.
of_tests() {
    awk '
        FNR == 1 { marked = 0; until = "" }
        until != "" { print FILENAME ":" FNR ":" $0; if ($0 == until) until = ""; next }
        /^ *#\[cfg\(test\)\]/ { marked = 1; next }
        !marked { next }
        /^ *(#|\/\/)/ { next }
        { marked = 0; print FILENAME ":" FNR ":" $0 }
        /\{$/ { match($0, /^ */); until = substr($0, 1, RLENGTH) "}" }
    ' "$@"
}

# Files that are modules of their own for tests only: `#[cfg(test)] mod NAME;`.
files_of_tests() {
    local file name place
    of_tests "$@" | sed -nE 's/^([^:]+):[0-9]+: *(pub(\([a-z]+\))? )?mod ([a-z0-9_]+);$/\1 \4/p' | while read -r file name; do
        for place in "$(dirname "$file")/$name" "${file%.rs}/$name"; do
            if [ -f "$place.rs" ]; then echo "$place.rs"; fi
            if [ -d "$place" ]; then find "$place" -name '*.rs'; fi
        done
    done
}

sources=(src crates/*/src)
folders=(tests crates/*/tests benches crates/*/benches)
mapfile -t inside < <(find "${sources[@]}" -name '*.rs' 2>/dev/null | sort)
mapfile -t outside < <({ find "${folders[@]}" -name '*.rs' 2>/dev/null || true; files_of_tests "${inside[@]}"; } | sort -u)
found=$({ of_tests "${inside[@]}"; grep -nH '' "${outside[@]}"; } | grep -E "^[^:]+:[0-9]+:.*($sleep)" || true)
if [ -n "$found" ]; then
    printf 'tests must await conditions, not sleep:\n%s\n' "$found" >&2
    exit 1
fi
