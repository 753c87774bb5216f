"""Writes public/demo-model from a training run: three ONNX graphs, and the configs that transformers.js and Hugging Face read.

ONNX is written straight from the weights (no torch.onnx), fp32 graphs whose weights are stored as fp16. Then ONNX Runtime is
held against PyTorch: logits within 1e-3 and the same greedy text.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch

from chat import special_tokens
from config import MERGE, PATCH, TEMPORAL, TEXT, VISION, hf_config
from model import QwenVL
from paths import MODEL, RUNS
from text_graph import decoder_graph, embed_graph
from vision_graph import vision_graph

# Half of a 640x360 camera frame, and five frames' worth of it: what the model was trained on.
IMAGE_PIXELS = (4096, 65536)
VIDEO_PIXELS = (4096, 327680)
EXPORTED = RUNS / "exported.pt"


def load_weights(run: str) -> dict[str, torch.Tensor]:
    """The run's averaged weights, rounded to fp16 as they are stored."""
    state = torch.load(RUNS / run / "state.pt", map_location="cpu")
    return {name: tensor.half().float() for name, tensor in state["ema"].items()}


def load_exported() -> dict[str, torch.Tensor]:
    """The weights of the last export, whatever the trainer has done since."""
    return torch.load(EXPORTED)


def torch_model(weights) -> QwenVL:
    tokens = special_tokens()
    model = QwenVL(tokens["vocab_size"], tokens["<|image_pad|>"]).eval()
    model.load_state_dict(weights)
    return model


def write_configs(folder: Path = MODEL, text=TEXT, vision=VISION, image_pixels=IMAGE_PIXELS, video_pixels=VIDEO_PIXELS):
    """The pixel budgets are (least, most): of an image, and of a video's frames together."""
    write_json = lambda name, value: (folder / name).write_text(json.dumps(value, indent=2) + "\n")
    tokens = special_tokens()
    write_json("config.json", hf_config(tokens, text, vision))
    ends = [tokens["<|im_end|>"], tokens["<|endoftext|>"]]
    write_json("generation_config.json", {"do_sample": False, "eos_token_id": ends, "pad_token_id": tokens["<|endoftext|>"]})
    pixels = {
        "patch_size": PATCH,
        "merge_size": MERGE,
        "temporal_patch_size": TEMPORAL,
        "do_convert_rgb": True,
        "do_resize": True,
        "resample": 3,
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": [0.5] * 3,
        "image_std": [0.5] * 3,
    }
    image = {
        "image_processor_type": "Qwen2VLImageProcessorFast",
        "processor_class": "Qwen3VLProcessor",
        "min_pixels": image_pixels[0],
        "max_pixels": image_pixels[1],
        "size": {"shortest_edge": image_pixels[0], "longest_edge": image_pixels[1]},
    }
    video = {
        "video_processor_type": "Qwen3VLVideoProcessor",
        "processor_class": "Qwen3VLProcessor",
        "size": {"shortest_edge": video_pixels[0], "longest_edge": video_pixels[1]},
        "fps": 2,
        "min_frames": 4,
        "max_frames": 10,
        "do_sample_frames": True,
    }
    write_json("preprocessor_config.json", {**image, **pixels})
    write_json("video_preprocessor_config.json", {**video, **pixels})


def write_graphs(weights, folder: Path = MODEL, text=TEXT, vision=VISION):
    state = {name: tensor.numpy().astype(np.float32) for name, tensor in weights.items()}
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    for graph in (embed_graph(state, text, vision), vision_graph(state, vision), decoder_graph(state, text, vision)):
        model = onnx.shape_inference.infer_shapes(graph, strict_mode=False)
        onnx.save(model, str(folder / "onnx" / f"{model.graph.name}.onnx"))
        print(f"{model.graph.name}: {len(model.graph.node)} nodes, {model.ByteSize():,} bytes")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", default="main")
    args = parser.parse_args()
    weights = load_weights(args.run)
    torch.save(weights, EXPORTED)
    write_configs()
    write_graphs(weights)
    from check_export import check

    check(torch_model(weights))
    size = sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file())
    print(f"{MODEL}: {size:,} bytes")


if __name__ == "__main__":
    main()
