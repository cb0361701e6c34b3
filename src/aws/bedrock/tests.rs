use super::*;

#[test]
fn only_models_that_can_keep_prompts_are_asked_to() {
    for model in [
        "anthropic.claude-3-7-sonnet-20250219-v1:0",
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:ap-south-1:111122223333:inference-profile/apac.amazon.nova-lite-v1:0",
    ] {
        assert!(keeps_prompts(model), "{model}");
    }
    for model in [
        "anthropic.claude-3-haiku-20240307-v1:0",
        "meta.llama3-3-70b-instruct-v1:0",
        "mistral.mistral-large-2407-v1:0",
    ] {
        assert!(!keeps_prompts(model), "{model}");
    }
}
