"""Hugging Face's processor and model for a model folder of ours. Weights are read back out of the committed ONNX graphs, so the
truth is about the very bytes that a browser loads."""

import json
from functools import lru_cache

import common
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import GenerationConfig, PreTrainedTokenizerFast, Qwen3VLConfig, Qwen3VLForConditionalGeneration, Qwen3VLProcessor
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil
from transformers.models.qwen3_vl.video_processing_qwen3_vl import Qwen3VLVideoProcessor


def read_json(folder, name):
    return json.loads((folder / name).read_text())


def tensors(folder, graph: str) -> dict[str, torch.Tensor]:
    initializers = onnx.load(str(folder / "onnx" / f"{graph}.onnx")).graph.initializer
    return {item.name: torch.from_numpy(numpy_helper.to_array(item).astype(np.float32)) for item in initializers}


def weights_of(folder) -> dict[str, torch.Tensor]:
    """What tools/demo-model/export.py stored, under Hugging Face's names: the fused products taken apart again."""
    text = read_json(folder, "config.json")["text_config"]
    head, heads, kv = text["head_dim"], text["num_attention_heads"], text["num_key_value_heads"]
    vision = tensors(folder, "vision_encoder").items()
    state = {f"model.visual.{name}": value for name, value in vision if not name.startswith("constant")}
    patch = state["model.visual.patch_embed.proj.weight"]
    state["model.visual.patch_embed.proj.weight"] = patch.reshape(-1, 3, 2, 16, 16)
    state["model.language_model.embed_tokens.weight"] = tensors(folder, "embed_tokens")["embed_tokens.weight"]
    decoder = tensors(folder, "decoder_model_merged")
    state["lm_head.weight"] = decoder["lm_head"].T
    for name, value in decoder.items():
        place = f"model.language_model.{name}"
        if name.endswith("qkv"):
            for part, rows in zip("qkv", value.T.split([heads * head, kv * head, kv * head])):
                state[place.replace("qkv", f"{part}_proj.weight")] = rows
        elif name.endswith("gate_up"):
            for part, rows in zip(("gate", "up"), value.T.chunk(2)):
                state[place.replace("gate_up", f"{part}_proj.weight")] = rows
        elif name.endswith("qk_norm"):
            state[place.replace("qk_norm", "q_norm.weight")], state[place.replace("qk_norm", "k_norm.weight")] = value[0], value[-1]
        elif name.endswith((".o", ".down")):
            state[f"{place}_proj.weight"] = value.T
        elif name.endswith("norm.weight"):
            state[place] = value
    return {name: value.contiguous() for name, value in state.items()}


@lru_cache
def model_of(name: str) -> Qwen3VLForConditionalGeneration:
    folder = common.MODELS[name]
    model = Qwen3VLForConditionalGeneration(Qwen3VLConfig(**read_json(folder, "config.json")))
    model.load_state_dict(weights_of(folder))
    model.generation_config = GenerationConfig(**read_json(folder, "generation_config.json"))
    return model.eval()


def tokenizer_of(name: str) -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast.from_pretrained(str(common.MODELS[name]))


@lru_cache
def processor_of(name: str) -> Qwen3VLProcessor:
    """PIL's backend for images, as one of the two that Hugging Face has; for videos it has torchvision's alone."""
    folder, tokenizer = common.MODELS[name], tokenizer_of(name)
    settings = lambda file: {key: value for key, value in read_json(folder, file).items() if not key.endswith(("_type", "_class"))}
    image = Qwen2VLImageProcessorPil(**settings("preprocessor_config.json"))
    video = Qwen3VLVideoProcessor(**settings("video_preprocessor_config.json"), cap_pixels_per_frame=False)
    return Qwen3VLProcessor(image, tokenizer, video, chat_template=tokenizer.chat_template)
