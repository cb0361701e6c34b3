# What is promised and how it is tried: docs/reliability.md. Short versions of all of it are part of `make test`.

.PHONY: model

model: ## Check the lifecycle's own decide against crashes, lost answers and people, in every order (minutes; says how many states)
	@$(CARGO) run --locked --release --quiet --package cloudwhisper-model --bin model
