"""The data files that writeData.ts writes, as training batches. Pixels stay uint8 on disk and are normalised here."""

import json
import random

import numpy as np
import torch

from chat import grid_of, media_prefix, pair_times, special_tokens
from config import MERGE, PATCH
from grounding import batch_targets
from packing import Row, digit_ids, pack
from paths import DATA, PROMPTS

PROMPT = json.loads(PROMPTS.read_text())
PARAPHRASE_CHANCE = 0.15
FIRST_FRAME_PROMPT = "Describe the first frame in one sentence."
FIRST_FRAME_WEIGHT = 0.5
# Rows are padded to a multiple of this: images always to 192, the one length that gets compiled.
LENGTH_STEP = {"image": 48, "video": 16}


class DataSet:
    """One .bin file with its lines. frames is 1 for stills."""

    def __init__(self, split: str, name: str):
        folder = DATA / split
        meta = json.loads((folder / "meta.json").read_text())
        self.name = name
        if name == "images":
            self.frames, self.height, self.width = 1, meta["height"], meta["width"]
        else:
            entry = meta["videos"][name.removeprefix("videos_")]
            self.frames, self.height, self.width = entry["frames"], entry["height"], entry["width"]
        self.items = [json.loads(line) for line in (folder / f"{name}.jsonl").open() if line.strip()]
        if not self.items:
            return  # np.memmap refuses an empty file
        shape = (len(self.items), self.frames, self.height, self.width, 3)
        self.pixels = np.memmap(folder / f"{name}.bin", dtype=np.uint8, mode="r", shape=shape)
        self.grid = grid_of(self.width, self.height)

    def times(self, index: int) -> tuple[float, ...] | None:
        return None if self.frames == 1 else tuple(pair_times(self.frames, self.items[index]["frame_interval_ms"]))

    def patches(self, indices) -> torch.Tensor:
        """uint8 [items x pairs, patches, 768 (stills) or 1536], in the order of Qwen's pixel_values."""
        return patchify(np.stack([self.pixels[index] for index in indices]))

    def row(self, index: int, digits, vary=False) -> Row:
        item = self.items[index]
        prompt = lambda kind: random.choice(PROMPT["paraphrases"][kind]) if vary and random.random() < PARAPHRASE_CHANCE else PROMPT[kind]
        row = Row(*media_prefix(self.width, self.height, self.times(index)))
        if self.frames == 1:
            row.ask(prompt("describe"), item["caption"], digits)
            row.ask(prompt("detect"), item["detections"], digits)
        else:
            row.ask(prompt("video"), item["sentence"], digits)
            # Not a product's question: it teaches kinds and colours at the videos' smaller sizes, almost for free.
            row.ask(FIRST_FRAME_PROMPT, item["caption_first"], digits, FIRST_FRAME_WEIGHT)
        return row


def patchify(frames: np.ndarray) -> torch.Tensor:
    """[items, frames, height, width, 3] to rows of (channel, time, y, x), 2x2 blocks together, one group per frame pair."""
    items, count, height, width, _ = frames.shape
    if count > 1 and count % 2:
        frames = np.concatenate((frames, frames[:, -1:]), axis=1)
    time = min(count, 2)
    rows, cols = height // PATCH, width // PATCH
    x = torch.from_numpy(frames).view(-1, time, rows // MERGE, MERGE, PATCH, cols // MERGE, MERGE, PATCH, 3)
    return x.permute(0, 2, 5, 3, 6, 8, 1, 4, 7).reshape(-1, rows * cols, 3 * time * PATCH * PATCH)


class Noise:
    """Sensor noise cut at random places from one long strip: drawing fresh numbers would cost a tenth of a step."""

    def __init__(self):
        self.strip = torch.randn(2**23).to(torch.bfloat16)

    def add(self, item: torch.Tensor, strength: float):
        start = random.randrange(self.strip.numel() - item.numel())
        item.add_(self.strip[start : start + item.numel()].view_as(item), alpha=strength)


def normalise(patches: torch.Tensor) -> torch.Tensor:
    """To -1..1 (mean and std 0.5)."""
    return patches.to(torch.float32).div_(127.5).sub_(1)


def augment(patches: torch.Tensor, items: int, noise: Noise) -> torch.Tensor:
    """Normalised, with contrast, brightness and grain that vary by item and are equal in all its frames. In bf16: what that
    rounds away is less than the grain."""
    x = patches.to(torch.bfloat16).view(items, -1)
    for item in x:
        contrast = random.uniform(0.86, 1.14)
        item.mul_(contrast / 127.5).add_(random.uniform(-0.1, 0.1) - contrast)
        noise.add(item, random.uniform(0, 0.03))
    return x.view(patches.shape)


def round_up(length: int, step: int) -> int:
    return -(-length // step) * step


class Batches:
    """Endless shuffled batches of one data set."""

    def __init__(self, data: DataSet, size: int, noise: Noise):
        self.data, self.size, self.noise = data, size, noise
        self.digits, self.pad = digit_ids(), special_tokens()["<|endoftext|>"]
        self.order: list[int] = []

    def next(self) -> dict:
        if len(self.order) < self.size:
            self.order = random.sample(range(len(self.data.items)), len(self.data.items))
        indices, self.order = self.order[: self.size], self.order[self.size :]
        return make_batch(self.data, indices, self.digits, self.pad, self.noise, vary=True)


def make_batch(data: DataSet, indices, digits, pad, noise=None, vary=False) -> dict:
    rows = [data.row(index, digits, vary) for index in indices]
    kind = "image" if data.frames == 1 else "video"
    batch = pack(rows, round_up(max(len(row.ids) for row in rows), LENGTH_STEP[kind]), pad)
    raw = data.patches(indices)
    patches = normalise(raw) if noise is None else augment(raw, len(indices), noise)
    ground = batch_targets([data.items[index] for index in indices], data.grid, kind == "video")
    return {**batch, "patches": patches, "grid": data.grid, "kind": kind, "ground": ground}
