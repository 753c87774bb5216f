"""Writes tests/reference/processor/positions.json: what the processors and get_rope_index of four families make of sizes and
texts, with the budgets of the published models. No weights, so no answers; the texts go through the demo model's tokenizer.

Frames are blank and are resized by the processors themselves, except where a case is drawn: then its pixel values count too.
"""

import common
import numpy as np
import torch
from common import runs, sha256, write_lines
from hf import tokenizer_of
from media import VIDEO_PLACE, by_kind, draw, messages_of, metadata, pixel_facts, position_facts, split_by_media
from plan import DESCRIBE, VIDEO, WATCH, case, image, uneven, video
from transformers import (
    Qwen2_5_VLConfig,
    Qwen2_5_VLModel,
    Qwen2_5_VLProcessor,
    Qwen2VLConfig,
    Qwen2VLModel,
    Qwen2VLProcessor,
    Qwen3_5Config,
    Qwen3_5Model,
    Qwen3VLConfig,
    Qwen3VLModel,
    Qwen3VLProcessor,
)
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil
from transformers.models.qwen2_vl.video_processing_qwen2_vl import Qwen2VLVideoProcessor
from transformers.models.qwen3_vl.video_processing_qwen3_vl import Qwen3VLVideoProcessor
from transformers.video_utils import VideoMetadata

PIXEL_SAMPLES = 32
HALF = [0.5, 0.5, 0.5]
# As the published preprocessor configs have them; Qwen2's budget of a video is one frame's, Qwen3's is all frames'.
OLD = {"patch_size": 14, "size": {"shortest_edge": 3136, "longest_edge": 12845056}}
NEW = {"patch_size": 16, "image_mean": HALF, "image_std": HALF}
NEW_IMAGE = {**NEW, "size": {"shortest_edge": 65536, "longest_edge": 16777216}}
NEW_VIDEO = {**NEW, "size": {"shortest_edge": 4096, "longest_edge": 25165824}}
FAMILIES = {
    "qwen2-vl": (Qwen2VLProcessor, Qwen2VLVideoProcessor, OLD, OLD, Qwen2VLModel, Qwen2VLConfig),
    "qwen2.5-vl": (Qwen2_5_VLProcessor, Qwen2VLVideoProcessor, OLD, OLD, Qwen2_5_VLModel, Qwen2_5_VLConfig),
    "qwen3-vl": (Qwen3VLProcessor, Qwen3VLVideoProcessor, NEW_IMAGE, NEW_VIDEO, Qwen3VLModel, Qwen3VLConfig),
    "qwen3.5": (Qwen3VLProcessor, Qwen3VLVideoProcessor, NEW_IMAGE, NEW_VIDEO, Qwen3_5Model, Qwen3_5Config),
}
TOKENS_PER_SECOND = 2


def plan(family: str, name: str, *user, drawn: bool = False, **rest) -> dict:
    return {**case(name, *user, model=family, **rest), "drawn": drawn}


def paced(width: int, height: int, frames: int, fps: float) -> dict:
    """A video of even pace, which is all that Qwen2's families can be told of."""
    times = [round(frame * 1000 / fps, 3) for frame in range(frames)]
    return {"type": "video", "original": [width, height], "timesMs": times, "fps": fps}


def both(family: str) -> list[dict]:
    return [
        plan(family, "text", DESCRIBE, system=WATCH),
        plan(family, "image-1280x720", image(1280, 720), DESCRIBE),
        plan(family, "image-3840x2160", image(3840, 2160), DESCRIBE),
        plan(family, "image-25x25", image(25, 25), DESCRIBE),
        plan(family, "images", "First", image(640, 360), "then", image(200, 900), "and", image(97, 61), DESCRIBE),
    ]


def old(family: str) -> list[dict]:
    return [
        *both(family),
        plan(family, "video-2-a-second", paced(320, 180, 6, 2), VIDEO),
        plan(family, "video-3-a-second", "Look:", paced(224, 140, 20, 3), VIDEO),
        plan(family, "video-7-a-second-odd", paced(200, 120, 31, 7), VIDEO),
        plan(family, "video-0.4-a-second", paced(320, 180, 5, 0.4), VIDEO),
        plan(family, "image-and-videos", image(112, 84), paced(112, 84, 4, 4), "then", paced(84, 112, 3, 1), VIDEO),
        plan(family, "image-drawn", image(112, 84), DESCRIBE, drawn=True),
        plan(family, "video-drawn", paced(84, 56, 3, 2), VIDEO, drawn=True),
    ]


def new(family: str) -> list[dict]:
    return [
        *both(family),
        plan(family, "video-1280x720", video(1280, 720, 4, 500), VIDEO),
        plan(family, "video-40-frames", video(1280, 720, 40, 250), VIDEO),
        plan(family, "video-uneven", "Look:", uneven(320, 180, 0, 333, 667, 1000, 90_000), VIDEO),
        plan(family, "image-and-videos", image(300, 200), video(128, 96, 4, 250), "then", video(96, 128, 3, 500), VIDEO),
    ]


CASES = old("qwen2-vl") + old("qwen2.5-vl") + new("qwen3-vl") + new("qwen3.5")


def processor_of(family: str):
    kind, video_kind, image_settings, video_settings, *_ = FAMILIES[family]
    tokenizer = tokenizer_of("demo")
    video_processor = video_kind(**video_settings, cap_pixels_per_frame=False, do_sample_frames=False)
    return kind(Qwen2VLImageProcessorPil(**image_settings), tokenizer, video_processor, chat_template=tokenizer.chat_template)


def model_of(family: str):
    """Without weights: get_rope_index needs the configuration only."""
    model_kind, config_kind = FAMILIES[family][4:]
    config = config_kind()
    config.text_config.num_hidden_layers = 1
    config.vision_config.depth = 1
    if family == "qwen2.5-vl":
        config.vision_config.tokens_per_second = TOKENS_PER_SECOND
    with torch.device("meta"):
        return model_kind(config)


def pace_of(media: dict) -> VideoMetadata:
    if "fps" not in media:
        return metadata(media)
    frames = len(media["timesMs"])
    return VideoMetadata(total_num_frames=frames, fps=media["fps"], frames_indices=list(range(frames)))


def processed(processor, messages, media, frames, drawn: bool, family: str):
    text = processor.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    if family.startswith("qwen3"):
        text = text.replace(VIDEO_PLACE, "<|video_pad|>")
    images, videos, paces = by_kind(media, frames, pace_of)
    resize = {"do_resize": False} if drawn else {}
    return processor(
        text=[text],
        images=images or None,
        videos=videos or None,
        images_kwargs={"input_data_format": "channels_last", **resize},
        videos_kwargs={"video_metadata": paces, **resize} if videos else {},
        return_tensors="pt",
    )


def rope_of(model, inputs):
    names = ("input_ids", "mm_token_type_ids", "image_grid_thw", "video_grid_thw", "second_per_grid_ts", "attention_mask")
    with torch.device("cpu"):
        return model.get_rope_index(**{name: inputs[name] for name in names if name in inputs})


def positions_up_to_4(inputs, media) -> torch.Tensor:
    """Transformers up to 4.57 began text behind the largest position so far; since 5 it begins behind a video's first frame, even
    where the video's time goes further. A restatement, as the old code is not installed here."""
    types = inputs["mm_token_type_ids"][0].tolist()
    columns, start, index = [], 0, 0
    grids = {1: iter([m for m in media if m["type"] == "image"]), 2: iter([m for m in media if m["type"] == "video"])}
    while index < len(types):
        if types[index] == 0:
            block = torch.full((3, 1), start)
        else:
            item = next(grids[types[index]])
            t, rows, cols = item["grid"][0], item["grid"][1] // 2, item["grid"][2] // 2
            time = (torch.arange(t) * (item.get("secondsPerGrid", 1 / TOKENS_PER_SECOND) * TOKENS_PER_SECOND)).long()
            block = torch.stack(torch.meshgrid(time, torch.arange(rows), torch.arange(cols), indexing="ij")).reshape(3, -1) + start
        columns.append(block)
        start, index = int(block.max()) + 1, index + block.shape[1]
    return torch.cat(columns, 1)[:, None]


def earlier_facts(inputs, media, positions, is_new: bool) -> dict:
    if is_new:
        return {}
    earlier = positions_up_to_4(inputs, media)
    if torch.equal(earlier, positions):
        return {}
    return {"positionsUpTo4": position_facts(earlier, earlier.max() + 1 - earlier.shape[2])}


def truth(number: int, item: dict, processor, model) -> dict:
    family = item["model"]
    messages, media = messages_of(item["turns"])
    frames = []
    for index, medium in enumerate(media):
        if item["drawn"]:
            medium.update(resized=medium["original"], seed=number * 100 + index)
            frames.append(draw(medium))
        else:
            width, height = medium["original"]
            frames.append(np.zeros((len(medium.get("timesMs", [0])), height, width, 3), dtype=np.uint8))
    inputs = processed(processor, messages, media, frames, item["drawn"], family)
    seconds = iter(inputs.get("second_per_grid_ts", []))
    for index, (medium, pixels, (grid, values)) in enumerate(zip(media, frames, split_by_media(media, inputs))):
        own = getattr(processor, f"{medium['type']}_processor")
        medium["grid"] = grid
        medium["resized"] = [grid[2] * own.patch_size, grid[1] * own.patch_size]
        if medium["type"] == "video" and family == "qwen2.5-vl":
            medium["secondsPerGrid"] = float(next(seconds))
        medium.pop("fps", None)
        if item["drawn"]:
            medium["framesSha256"] = sha256(pixels)
            medium["pixels"] = pixel_facts(values, PIXEL_SAMPLES, number * 100 + index, own)
    positions, delta = rope_of(model, inputs)
    own, clip = processor.image_processor, processor.video_processor
    print(f"{item['name']:36} {inputs['input_ids'].shape[1]:6} tokens, delta {int(delta)}", flush=True)
    return {
        "name": item["name"],
        "family": family,
        "processing": {
            "patchSize": own.patch_size,
            "imagePixels": [own.size["shortest_edge"], own.size["longest_edge"]],
            "videoPixels": [clip.size["shortest_edge"], clip.size["longest_edge"]],
            "mean": list(own.image_mean),
            "std": list(own.image_std),
            **({"tokensPerSecond": TOKENS_PER_SECOND} if family == "qwen2.5-vl" else {}),
        },
        "messages": messages,
        "media": media,
        "inputIds": runs(inputs["input_ids"][0].tolist()),
        "positions": position_facts(positions, delta),
        **earlier_facts(inputs, media, positions, isinstance(processor, Qwen3VLProcessor)),
    }


def main():
    made = []
    for family in FAMILIES:
        processor, model = processor_of(family), model_of(family)
        made += [truth(number, item, processor, model) for number, item in enumerate(CASES, 1) if item["model"] == family]
    write_lines("positions.json", made)


if __name__ == "__main__":
    main()
