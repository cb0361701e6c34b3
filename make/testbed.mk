# The test bed: a real control plane and LocalStack, made once and started by the tests (crates/testbed).

.PHONY: testbed testbed-up

testbed: ## Build etcd, Kubernetes, OpenTofu and LocalStack for the tests (9 minutes the first time, then at once)
	@PYTHON='$(PYTHON)' crates/testbed/prepare.sh

testbed-up: testbed ## Start a control plane and LocalStack, print how to reach them, run until Ctrl-C
	@$(CARGO) run --locked --quiet -p cloudwhisper-testbed -- up
