"""Writes tests/reference/tiny-model: a Qwen3-VL of another shape than the demo model, with random weights from a fixed seed.

Everything that could be confused differs: query heads share keys by three, heads are together wider than the hidden size, two
deepstack taps, an untied lm_head, budgets of 1 to 16 tokens an image. What it says means nothing; scales are chosen so that
it says something different for each picture and seldom hesitates.
"""

import shutil

import common
import torch
from chat import load_tokenizer, special_tokens
from config import MERGE, PATCH, TEMPORAL, hf_config
from export import write_configs, write_graphs
from transformers import Qwen3VLConfig, Qwen3VLForConditionalGeneration

SEED = 5
FOLDER = common.MODELS["tiny"]
LIMIT_BYTES = 1_000_000
IMAGE_PIXELS = (1024, 16384)
VIDEO_PIXELS = (4096, 65536)

TEXT = {
    "model_type": "qwen3_vl_text",
    "hidden_size": 64,
    "intermediate_size": 160,
    "num_hidden_layers": 2,
    "num_attention_heads": 6,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "hidden_act": "silu",
    "rms_norm_eps": 1e-6,
    "max_position_embeddings": 4096,
    "attention_bias": False,
    "rope_theta": 1000.0,
    "rope_parameters": {"rope_type": "default", "rope_theta": 1000.0, "mrope_section": [3, 3, 2], "mrope_interleaved": True},
    "tie_word_embeddings": False,
}

VISION = {
    "model_type": "qwen3_vl_vision",
    "hidden_size": 32,
    "intermediate_size": 96,
    "depth": 2,
    "num_heads": 2,
    "in_channels": 3,
    "patch_size": PATCH,
    "spatial_merge_size": MERGE,
    "temporal_patch_size": TEMPORAL,
    "out_hidden_size": TEXT["hidden_size"],
    "num_position_embeddings": 64,
    "deepstack_visual_indexes": [0, 1],
    "hidden_act": "gelu_pytorch_tanh",
    "rope_parameters": {"rope_type": "axial", "rope_theta": 10000.0},
}

# A matrix of random weights multiplies the size of what goes in by about its gain.
GAIN = 1.0
GAINS = {"lm_head": 4.0, "patch_embed": 2.0, "o_proj": 2.0, "down_proj": 2.0, "q_proj": 1.5, "pos_embed": 4.0, "deepstack": 0.7}


def random_weights(model) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(SEED)
    state = {}
    for name, value in model.state_dict().items():
        noise = torch.randn(value.shape, generator=generator)
        gain = next((gain for part, gain in GAINS.items() if part in name), GAIN)
        if value.ndim == 1 and name.endswith("weight"):
            state[name] = 1 + 0.2 * noise
        elif value.ndim == 1:
            state[name] = 0.2 * noise
        elif "embed_tokens" in name:
            state[name] = noise
        else:
            state[name] = noise * gain / value[0].numel() ** 0.5
    # Bytes that are no text by themselves, and the special tokens, are never the best.
    for id in unprintable():
        state["lm_head.weight"][id] *= 0.02
    return {name: value.half().float() for name, value in state.items()}


def unprintable() -> list[int]:
    tokenizer, tokens = load_tokenizer(), special_tokens()
    end = tokens["<|im_end|>"]
    text = lambda id: tokenizer.decode([id], skip_special_tokens=False)
    is_text = lambda id: id == end or text(id).isprintable() and text(id).isascii()
    special = {id for name, id in tokens.items() if name.startswith("<|")} - {end}
    return [id for id in range(tokens["vocab_size"]) if id in special or not is_text(id)]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    model = Qwen3VLForConditionalGeneration(Qwen3VLConfig(**hf_config(special_tokens(), TEXT, VISION)))
    weights = random_weights(model)
    write_configs(FOLDER, TEXT, VISION, IMAGE_PIXELS, VIDEO_PIXELS)
    write_graphs(weights, FOLDER, TEXT, VISION)
    for file in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(common.MODELS["demo"] / file, FOLDER / file)
    size = sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file())
    print(f"{FOLDER}: {size:,} bytes")
    assert size < LIMIT_BYTES
    from hf import weights_of

    for name, value in weights_of(FOLDER).items():
        assert torch.equal(value, weights[name]), name


if __name__ == "__main__":
    main()
