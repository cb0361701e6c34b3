# The test bed: a real control plane and LocalStack, made once and started by the tests (crates/testbed).

.PHONY: testbed testbed-servers testbed-up

CDK_LIBRARY := $(or $(CLOUDWHISPER_TESTBED_DIR),.testbed)/cdk/node_modules/aws-cdk-lib

testbed: ## Make everything that the tests run against: servers and checkers (about 10 minutes and 1.5 GB the first time, then at once)
	@PYTHON='$(PYTHON)' crates/testbed/prepare.sh

testbed-servers: ## Of that, make what is started alone: etcd, Kubernetes and LocalStack (about 7 minutes the first time)
	@PYTHON='$(PYTHON)' crates/testbed/prepare.sh controlplane localstack cfn-lint

testbed-up: testbed-servers ## Start a control plane and LocalStack, print how to reach them, run until Ctrl-C
	@$(CARGO) run --locked --quiet -p cloudwhisper-testbed -- up
