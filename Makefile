# Everything that is done with this project. `make help` lists it; CI calls the same targets.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help build demo test generate clean

CARGO ?= cargo
BUILT := $(or $(CARGO_TARGET_DIR),target)/debug
# Every member with the same features of what they depend on: a package built alone would have others, and all of that be compiled twice.
BUILD_ALL := $(CARGO) build --locked --workspace --bins --examples

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  \033[1mmake %-17s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build the operator and the command line
	@echo "==> building cloudwhisper (about 5 minutes the first time, then seconds)"
	@$(CARGO) build --locked

demo: testbed-servers build ## Run the main job end to end, on a real API server and CloudFormation engine; KEEP=1 leaves it running
	@$(CARGO) build --locked --quiet --package cloudwhisper-testbed
	@hack/demo.sh

test: testbed ## Run every test, on one shared control plane and LocalStack
	@echo "==> building and running all tests (about 8 minutes the first time)"
	@$(CARGO) test --locked --workspace --no-run
	@$(BUILT)/testbed exec -- $(CARGO) test --locked --workspace

generate: testbed ## Write what is generated: the CRDs, the list of parts, and the names that AWS CDK has for CloudFormation's
	@$(BUILD_ALL)
	@$(BUILT)/cloudwhisper crds --output crds
	@$(BUILT)/examples/catalogue > docs/catalogue.md
	@mkdir -p target
	@node hack/cdk-types.mjs $(CDK_LIBRARY) > target/cdk-types.txt
	@mv target/cdk-types.txt crates/planner/src/render/cdk/types.txt

clean: ## Remove builds and the test bed
	@rm -rf target .testbed .tools

include make/*.mk
