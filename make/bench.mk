# Load, beside the raw limit of the API server in the same run. Close everything else first, or read ratios only.

.PHONY: bench

SIZES ?= 100 1000 10000

bench: testbed-servers ## Measure load: requests at once, idle, in flight, into benches/results/; SIZES='100 1000' for less (about 20 minutes)
	@$(CARGO) bench --locked --quiet --bench load -- $(SIZES) --results $(CURDIR)/benches/results
