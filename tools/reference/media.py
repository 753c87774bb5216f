"""Media of a case: their frames, what a processor made of them, and how that is written down."""

import numpy as np
import torch
from common import sha256
from picture import picture
from transformers.video_utils import VideoMetadata

EDGE = 16
# Where a chat template puts a video.
VIDEO_PLACE = "<|vision_start|><|video_pad|><|vision_end|>"


def messages_of(turns) -> tuple[list[dict], list[dict]]:
    """Messages as a chat template reads them, with each medium's index, and the media."""
    media, messages = [], []
    for role, parts in turns:
        content = []
        for part in parts:
            if isinstance(part, str):
                content.append({"type": "text", "text": part})
            else:
                content.append({"type": part["type"], "media": len(media)})
                media.append(dict(part))
        messages.append({"role": role, "content": content})
    return messages, media


def draw(media: dict) -> np.ndarray:
    return np.stack([picture(media["seed"], frame, *media["resized"]) for frame in range(len(media.get("timesMs", [0])))])


def metadata(media: dict) -> VideoMetadata:
    """Frame n of a video of 1000 frames a second is at n milliseconds: any times can be said so."""
    times = media["timesMs"]
    return VideoMetadata(total_num_frames=times[-1] + 1, fps=1000, frames_indices=list(times))


def by_kind(media: list[dict], frames: list[np.ndarray], times_of=metadata):
    """The images [rows, columns, 3], the videos [frames, 3, rows, columns], and the videos' times, as the processors want them."""
    pairs = list(zip(media, frames))
    images = [pixels[0] for item, pixels in pairs if item["type"] == "image"]
    videos = [torch.from_numpy(pixels).permute(0, 3, 1, 2) for item, pixels in pairs if item["type"] == "video"]
    return images, videos, [times_of(item) for item in media if item["type"] == "video"]


def split_by_media(media: list[dict], inputs) -> list[tuple[list[int], np.ndarray]]:
    """Each medium's grid row and its rows of pixel values."""
    rows = {"image": 0, "video": 0}
    index = {"image": 0, "video": 0}
    names = {"image": ("image_grid_thw", "pixel_values"), "video": ("video_grid_thw", "pixel_values_videos")}
    out = []
    for item in media:
        kind = item["type"]
        grids, pixels = (inputs[name] for name in names[kind])
        grid = grids[index[kind]].tolist()
        count = grid[0] * grid[1] * grid[2]
        out.append((grid, pixels[rows[kind] : rows[kind] + count].numpy()))
        rows[kind] += count
        index[kind] += 1
    return out


def pixel_facts(values: np.ndarray, samples: int, seed: int, own) -> dict:
    """`own` is the processor, for its mean and deviation: a row of values goes channel by channel."""
    channels = values.astype(np.float64).reshape(len(values), 3, -1)
    column = lambda numbers: np.array(numbers).reshape(1, 3, 1)
    bytes_ = np.round((channels * column(own.image_std) + column(own.image_mean)) * 255).astype(np.uint8)
    flat = values.reshape(-1)
    picks = np.sort(np.random.default_rng(seed).choice(flat.size, samples, replace=False))
    return {"sha256": sha256(bytes_), "at": picks.tolist(), "values": [round(float(flat[pick]), 7) for pick in picks]}


def position_facts(positions: torch.Tensor, delta: torch.Tensor) -> dict:
    rows = positions[:, 0].numpy().astype("<i4")
    return {"sha256": sha256(rows), "first": rows[:, :EDGE].tolist(), "last": rows[:, -EDGE:].tolist(), "ropeDelta": int(delta)}
