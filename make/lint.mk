# What has to hold of the sources before anything runs. Each part can be called alone; `lint` calls them from quick to slow.

.PHONY: lint lint-format lint-purity lint-sleeps lint-dependencies lint-clippy lint-generated

CARGO_DENY_VERSION := 0.20.2
CARGO_DENY := .tools/cargo-deny-$(CARGO_DENY_VERSION)/bin/cargo-deny

lint: lint-format lint-purity lint-sleeps lint-dependencies lint-clippy lint-generated ## Check formatting, lints, purity, licences and generated files

lint-format:
	@echo "==> rustfmt"
	@$(CARGO) fmt --all --check

lint-purity:
	@echo "==> the planner and the lifecycle do no I/O"
	@CARGO='$(CARGO)' hack/check-purity.sh

lint-sleeps:
	@echo "==> tests wait for conditions"
	@hack/check-sleeps.sh

# Advisories need a database from the Internet. Where it can't be had, the rest is checked all the same, and we say what was not.
lint-dependencies: $(CARGO_DENY)
	@echo "==> licences, duplicates and sources of dependencies"
	@$(CARGO_DENY) --locked --log-level error check --hide-inclusion-graph licenses bans sources
	@echo "==> known vulnerabilities in dependencies"
	@if GIT_TERMINAL_PROMPT=0 timeout 120 $(CARGO_DENY) --locked --log-level off fetch db >/dev/null 2>&1; then \
	    $(CARGO_DENY) --locked --log-level error check --disable-fetch advisories; \
	else \
	    echo "    not checked: the RustSec advisory database could not be fetched"; \
	fi

lint-clippy:
	@echo "==> clippy"
	@$(CARGO) clippy --locked --quiet --workspace --all-targets -- -D warnings

# Into a folder of its own, so that a check never changes what it checks.
lint-generated:
	@echo "==> generated files are current"
	@rm -rf target/generated && mkdir -p target/generated
	@$(BUILD_ALL) --quiet
	@$(BUILT)/cloudwhisper crds --output target/generated/crds
	@diff -r -u crds target/generated/crds || { echo "crds/ is not what the types say: run 'make generate' and commit the result" >&2; exit 1; }
	@$(BUILT)/examples/catalogue > target/generated/catalogue.md
	@cmp docs/catalogue.md target/generated/catalogue.md || { echo "docs/catalogue.md is not what the catalogue says: run 'make generate' and commit the result" >&2; exit 1; }
	@if [ -d $(CDK_LIBRARY) ]; then \
	    node hack/cdk-types.mjs $(CDK_LIBRARY) > target/generated/types.txt; \
	    cmp crates/planner/src/render/cdk/types.txt target/generated/types.txt || { echo "CDK's names have changed: run 'make generate' and commit the result" >&2; exit 1; }; \
	else \
	    echo "    not checked: AWS CDK's names, for want of the test bed (make testbed)"; \
	fi

$(CARGO_DENY):
	@echo "==> building cargo-deny $(CARGO_DENY_VERSION) (about 3 minutes, once)"
	@$(CARGO) install --locked --quiet --root $(dir $(@D)) cargo-deny@$(CARGO_DENY_VERSION)
