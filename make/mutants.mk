# Mutation testing: are there tests that notice when the code is wrong? Weeks for all of it, so it is no part of `make test`; a
# sample is one of so many equal parts, taken from everywhere: `make mutants OF='crates/planner/src/review/**' SHARD=0/12`, or
# `make mutants PACKAGE=cloudwhisper-lifecycle OF='crates/lifecycle/src/decide/**' SHARD=0/30`. Tried are the tests of the package.

.PHONY: mutants

CARGO_MUTANTS_VERSION := 27.1.0
CARGO_MUTANTS := .tools/cargo-mutants-$(CARGO_MUTANTS_VERSION)/bin/cargo-mutants
SHARD ?= 0/40
PACKAGE ?= cloudwhisper-planner
OF ?= crates/planner/src/{estimate,review,requirements}/**

mutants: $(CARGO_MUTANTS) ## Try wrong code on the tests of its package: estimate, review and parser, or PACKAGE=NAME OF=GLOB; SHARD=0/1 is all of it
	@$(CARGO_MUTANTS) mutants --package $(PACKAGE) --file '$(OF)' --shard $(SHARD) --sharding round-robin --jobs 1 \
	    --timeout 300 --output target

$(CARGO_MUTANTS):
	@echo "==> building cargo-mutants $(CARGO_MUTANTS_VERSION) (about 3 minutes, once)"
	@$(CARGO) install --locked --quiet --root $(dir $(@D)) cargo-mutants@$(CARGO_MUTANTS_VERSION)
