# How well prompts are understood, on the labelled corpus. A tenth of it is held out: look at its score, never at its prompts.

.PHONY: eval

CORPUS_FILES = $(or $(CORPUS),$(wildcard tests/corpus/*.yaml))

eval: ## Score the prompt parser on tests/corpus; PARSER=bedrock or openai a model that is set up, recorded=FILE its answers; VERBOSE=1, CORPUS=FILE
ifneq ($(filter bedrock openai,$(PARSER)),)
	@$(CARGO) run --locked --quiet --example score_model -- --parser $(PARSER) $(if $(VERBOSE),--verbose) $(CORPUS_FILES)
else
	@$(CARGO) run --locked --quiet --package cloudwhisper-planner --example eval -- \
	    $(if $(VERBOSE),--verbose) $(if $(PARSER),--parser $(PARSER)) $(CORPUS_FILES)
endif
