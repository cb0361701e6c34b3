# The test bed: a real control plane and LocalStack, made once and started by the tests (crates/testbed).

.PHONY: testbed testbed-up

CDK_LIBRARY := $(or $(CLOUDWHISPER_TESTBED_DIR),.testbed)/cdk/node_modules/aws-cdk-lib

testbed: ## Build etcd, Kubernetes, OpenTofu and LocalStack and install AWS CDK for the tests (9 minutes the first time, then at once)
	@PYTHON='$(PYTHON)' crates/testbed/prepare.sh

testbed-up: testbed ## Start a control plane and LocalStack, print how to reach them, run until Ctrl-C
	@$(CARGO) run --locked --quiet -p cloudwhisper-testbed -- up
