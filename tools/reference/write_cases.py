"""Writes tests/reference/processor/cases.json: what Hugging Face's processor and model make of every case of plan.py.

The sizes are those that Hugging Face's own smart_resize gives for the original size. The frames are drawn at that size, and
the processor is told not to resize, so that the numbers depend on no resampling.
"""

import argparse
import json
from functools import lru_cache

import common
import numpy as np
import torch
from common import runs, sha256, write_lines
from hf import model_of, processor_of
from media import VIDEO_PLACE, by_kind, draw, messages_of, metadata, pixel_facts, position_facts, split_by_media
from ort_runner import OrtModel
from plan import CASES
from transformers.models.qwen2_vl import image_processing_pil_qwen2_vl as hf_image
from transformers.models.qwen3_vl import video_processing_qwen3_vl as hf_video

LEAST_MARGIN = 0.02
ORT_TOLERANCE = 1e-4
# A blank of 4K, or some frames of 640x360.
MOST_BLANK_PIXELS = 9_000_000
PIXEL_SAMPLES = 64
LOGIT_SAMPLES = 32
MAX_TOKENS = {"tiny": 16, "demo": 24}
TRIES = 40


def factor_and_budget(own) -> tuple[int, int, int]:
    return own.patch_size * own.merge_size, own.size["shortest_edge"], own.size["longest_edge"]


def resized(processor, media: dict) -> list[int]:
    """[width, height]"""
    width, height = media["original"]
    if media["type"] == "image":
        own = processor.image_processor
        rows, cols = hf_image.smart_resize(height, width, *factor_and_budget(own))
    else:
        own = processor.video_processor
        # Hugging Face refuses a video of one frame; it gets that frame twice, which is what its padding does to the last.
        frames = max(own.temporal_patch_size, len(media["timesMs"]))
        rows, cols = hf_video.smart_resize(frames, height, width, own.temporal_patch_size, *factor_and_budget(own))
    return [cols, rows]


def check_resized(processor, media: dict):
    """The processors, told to resize a blank of the original size, come to the same grid."""
    (width, height), frames = media["original"], len(media.get("timesMs", [0]))
    if width * height * frames > MOST_BLANK_PIXELS or (media["type"] == "video" and frames == 1):
        return
    blank = np.zeros((frames, height, width, 3), dtype=np.uint8)
    if media["type"] == "image":
        grid = processor.image_processor(blank[0], input_data_format="channels_last")["image_grid_thw"][0]
    else:
        video = torch.from_numpy(blank).permute(0, 3, 1, 2)
        settings = {"do_sample_frames": False, "video_metadata": [metadata(media)]}
        grid = processor.video_processor([video], **settings)["video_grid_thw"][0]
    assert [int(size) * 16 for size in grid[1:]] == media["resized"][::-1], (media, grid)


def processed(processor, messages: list[dict], media: list[dict], frames: list[np.ndarray], wrapped: bool):
    text = processor.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    if not wrapped:  # as Qwen's own release and transformers up to 5.9: see README.md
        text = text.replace(VIDEO_PLACE, "<|video_pad|>")
    images, videos, times = by_kind(media, frames)
    return processor(
        text=[text],
        images=images or None,
        videos=videos or None,
        images_kwargs={"do_resize": False, "input_data_format": "channels_last"},
        videos_kwargs={"do_resize": False, "do_sample_frames": False, "video_metadata": times} if videos else {},
        return_tensors="pt",
    )


def positions_of(model, inputs):
    names = ("input_ids", "mm_token_type_ids", "image_grid_thw", "video_grid_thw", "attention_mask")
    return model.model.get_rope_index(**{name: inputs[name] for name in names if name in inputs})


def answer_of(model, processor, inputs, max_tokens: int) -> dict:
    greedy = {"max_new_tokens": max_tokens, "do_sample": False, "output_logits": True, "return_dict_in_generate": True}
    out = model.generate(**inputs, **greedy)
    logits = torch.stack([step[0] for step in out.logits])
    best = logits.topk(2).values
    ids = out.sequences[0, inputs["input_ids"].shape[1] :].tolist()
    ended = ids[-1] in model.generation_config.eos_token_id
    first = logits[0]
    picks = list(range(0, len(first), len(first) // LOGIT_SAMPLES))
    top = first.topk(5)
    number = lambda value: round(float(value), 5)
    return {
        "logits": {
            "ids": picks,
            "values": [number(first[pick]) for pick in picks],
            "top": [[int(id), number(value)] for id, value in zip(top.indices, top.values)],
            "margin": number(best[0, 0] - best[0, 1]),
        },
        "answer": {
            "ids": ids[:-1] if ended else ids,
            "ended": ended,
            "text": processor.tokenizer.decode(ids, skip_special_tokens=True),
            "maxTokens": max_tokens,
            "margin": number((best[:, 0] - best[:, 1]).min()),
        },
    }


@lru_cache
def ort_of(name: str) -> OrtModel:
    config = model_of(name).config
    return OrtModel(config.image_token_id, folder=common.MODELS[name], text=config.text_config.to_dict())


def check_ort(name: str, inputs, positions, expected: dict, parts) -> float:
    """ONNX Runtime with the committed graphs says the same; a video goes in as image pads and one grid row [t, h, w]."""
    model = model_of(name)
    ids = inputs["input_ids"].numpy()
    ids = np.where(ids == model.config.video_token_id, model.config.image_token_id, ids)
    pixels = np.concatenate([values for _, values in parts]) if parts else None
    grids, wanted = np.array([grid for grid, _ in parts]), expected["answer"]
    ends = model.generation_config.eos_token_id
    answer, logits = ort_of(name).greedy(ids, positions.numpy(), pixels, grids, ends, wanted["maxTokens"])
    assert answer == wanted["ids"], (answer, wanted)
    sample = expected["logits"]
    apart = float(np.abs(logits[0, -1][sample["ids"]] - np.array(sample["values"])).max())
    assert apart < ORT_TOLERANCE, apart
    return apart


def is_varied(ids: list[int]) -> bool:
    """An answer that says one thing again and again shows little of the cache."""
    return len(ids) >= 6 and len(set(ids)) >= len(ids) / 2


@torch.no_grad()
def truth(number: int, plan: dict) -> dict:
    name = plan["model"]
    processor, model = processor_of(name), model_of(name)
    messages, media = messages_of(plan["turns"])
    for item in media:
        item["resized"] = resized(processor, item)
        check_resized(processor, item)
    for attempt in range(TRIES):
        for index, item in enumerate(media):
            item["seed"] = number * 1000 + attempt * 20 + index
        frames = [draw(item) for item in media]
        inputs = processed(processor, messages, media, frames, plan["wrapped"])
        result = answer_of(model, processor, inputs, MAX_TOKENS[name])
        answer = result["answer"]
        if not media or answer["margin"] >= LEAST_MARGIN and (name == "demo" or is_varied(answer["ids"])):
            break
    assert answer["margin"] >= LEAST_MARGIN, (plan["name"], answer)
    parts = split_by_media(media, inputs)
    for index, (item, still, (grid, values)) in enumerate(zip(media, frames, parts)):
        item["framesSha256"] = sha256(still)
        item["grid"] = grid
        own = getattr(processor, f"{item['type']}_processor")
        item["pixels"] = pixel_facts(values, max(8, PIXEL_SAMPLES // len(media)), number * 100 + index, own)
    positions, delta = positions_of(model, inputs)
    worst = check_ort(name, inputs, positions, result, parts)
    tokens = inputs["input_ids"].shape[1]
    print(f"{plan['name']:36} {tokens:4} tokens, margin {answer['margin']:.3f}, ORT {worst:.0e}: {answer['text']!r}", flush=True)
    return {
        "name": plan["name"],
        "model": name,
        "videoWrapped": plan["wrapped"],
        "messages": messages,
        "media": media,
        "inputIds": runs(inputs["input_ids"][0].tolist()),
        "positions": position_facts(positions, delta),
        **result,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="cases whose names contain this, printed and not written")
    only = parser.parse_args().only
    made = [truth(number, plan) for number, plan in enumerate(CASES, 1) if only in plan["name"]]
    if only:
        print(*map(json.dumps, made), sep="\n")
    else:
        write_lines("cases.json", made)


if __name__ == "__main__":
    main()
