"""The sizes of the demo model, in the words of Hugging Face's Qwen3-VL config.

About 2.6 M parameters: small enough to train on two CPU cores in two hours and to ship in a git repository (5.2 MB as fp16).
Token ids are not here, they come from the tokenizer.
"""

PATCH = 16
MERGE = 2
TEMPORAL = 2

TEXT = {
    "model_type": "qwen3_vl_text",
    "hidden_size": 128,
    "intermediate_size": 384,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 32,
    "hidden_act": "silu",
    "rms_norm_eps": 1e-6,
    "max_position_embeddings": 4096,
    "attention_bias": False,
    # Positions stay under a few hundred here, so the 2B's theta of 5,000,000 would leave most frequencies unused.
    "rope_theta": 10000.0,
    "rope_parameters": {
        "rope_type": "default",
        "rope_theta": 10000.0,
        "mrope_section": [6, 5, 5],
        "mrope_interleaved": True,
    },
    "tie_word_embeddings": True,
}

VISION = {
    "model_type": "qwen3_vl_vision",
    "hidden_size": 128,
    "intermediate_size": 512,
    "depth": 4,
    "num_heads": 4,
    "in_channels": 3,
    "patch_size": PATCH,
    "spatial_merge_size": MERGE,
    "temporal_patch_size": TEMPORAL,
    "out_hidden_size": TEXT["hidden_size"],
    "num_position_embeddings": 576,
    "deepstack_visual_indexes": [1],
    "hidden_act": "gelu_pytorch_tanh",
    "rope_parameters": {"rope_type": "axial", "rope_theta": 10000.0},
}


def hf_config(tokens: dict[str, int], text: dict = TEXT, vision: dict = VISION) -> dict:
    """The whole config.json. `tokens` maps each special token to its id. (tools/reference makes a model of other sizes.)"""
    ids = {"bos_token_id": tokens["<|endoftext|>"], "eos_token_id": tokens["<|im_end|>"]}
    text = {**text, **ids, "vocab_size": tokens["vocab_size"], "pad_token_id": None}
    return {
        "architectures": ["Qwen3VLForConditionalGeneration"],
        "model_type": "qwen3_vl",
        "text_config": text,
        "vision_config": vision,
        "image_token_id": tokens["<|image_pad|>"],
        "video_token_id": tokens["<|video_pad|>"],
        "vision_start_token_id": tokens["<|vision_start|>"],
        "vision_end_token_id": tokens["<|vision_end|>"],
        "tie_word_embeddings": text["tie_word_embeddings"],
    }
