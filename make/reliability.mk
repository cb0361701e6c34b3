# What is promised and how it is tried: docs/reliability.md. Short versions of all of it are part of `make test`.

.PHONY: model crash-sweep soak

model: ## Check the lifecycle's own decide against crashes, lost answers and people, in every order (minutes; says how many states)
	@$(CARGO) run --locked --release --quiet --package cloudwhisper-model --bin model

crash-sweep: testbed-servers ## Kill the operator before and after each of its effects, and require the same end (JOBS=3 lives at a time)
	@$(CARGO) test --locked --quiet --workspace --no-run
	@$(BUILT)/testbed exec -- $(CARGO) test --locked --workspace --test crash_sweep -- --ignored --nocapture

MINUTES ?= 30
soak: testbed-servers ## Use the operator through random faults on the way to both servers (MINUTES=30 SEED=7 PEOPLE=4 CLOCK_STEP_SECONDS=20)
	@$(CARGO) test --locked --quiet --workspace --no-run
	@MINUTES=$(MINUTES) SEED=$(SEED) PEOPLE=$(PEOPLE) CLOCK_STEP_SECONDS=$(CLOCK_STEP_SECONDS) \
	    $(BUILT)/testbed exec -- $(CARGO) test --locked --workspace --test soak -- --ignored --nocapture
