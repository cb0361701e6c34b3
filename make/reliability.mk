# Proofs of reliability that take longer than `make test` has time for.

.PHONY: crash-sweep

crash-sweep: testbed-servers ## Kill the operator before and after each of its effects, and require the same end (JOBS=3 lives at a time)
	@$(CARGO) run --locked --quiet --package cloudwhisper-testbed --bin testbed -- exec -- \
	    $(CARGO) test --locked --package cloudwhisper --test crash_sweep -- --ignored --nocapture
