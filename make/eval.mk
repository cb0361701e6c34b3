# How well prompts are understood, on the labelled corpus. A tenth of it is held out: look at its score, never at its prompts.

.PHONY: eval

eval: ## Score the prompt parser on tests/corpus; VERBOSE=1 lists the misses, CORPUS=FILE takes one file, PARSER=recorded=FILE a model's answers
	@$(CARGO) run --locked --quiet --package cloudwhisper-planner --example eval -- \
	    $(if $(VERBOSE),--verbose) $(if $(PARSER),--parser $(PARSER)) $(or $(CORPUS),$(wildcard tests/corpus/*.yaml))
