"""What the vision rows are taught beside the text: which object each one sees, where that ends, and how it moves.

Only for training: the text's loss alone takes thousands of steps to find the pictures, as it reaches them through every layer
of text first. The head is thrown away; the exported model is a plain Qwen3-VL.
"""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from config import MERGE, PATCH, TEXT

KINDS = [f"{colour} {label}" for label in ("person", "car", "bicycle", "box") for colour in ("red", "blue", "green", "yellow")]
KINDS += ["brown dog", "white dog"]
NOTHING = len(KINDS)
MOTIONS = 3  # none, to the right, to the left
UNKNOWN = -100
# A row that an object covers less than this is not the object's.
MIN_COVER = 0.2
NOTHING_WEIGHT = 0.3
BOX_WEIGHT = 5.0


def targets(objects, grid, sentence="") -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each merged row of one frame (pair): kind [rows], box 0..1 [rows, 4] and motion [rows]."""
    height, width = grid[0] // MERGE, grid[1] // MERGE
    kinds = np.full((height, width), NOTHING)
    boxes, motions = np.zeros((height, width, 4), np.float32), np.full((height, width), UNKNOWN)
    best = np.full((height, width), MIN_COVER)
    for thing in objects:
        box = np.array(thing["bbox_2d"], np.float32) / 1000
        x1, y1, x2, y2 = box * (width, height, width, height)
        over = lambda low, high, count: np.clip(np.minimum(high, np.arange(count) + 1) - np.maximum(low, np.arange(count)), 0, 1)
        cover = over(y1, y2, height)[:, None] * over(x1, x2, width)[None]
        cover[min(int((y1 + y2) / 2), height - 1), min(int((x1 + x2) / 2), width - 1)] += 1
        mine = cover > best
        best = np.maximum(best, cover)
        kinds[mine] = KINDS.index(f"{thing['colour']} {thing['label']}")
        boxes[mine] = box
        motions[mine] = (1 if sentence.endswith("to right.") else 2) if thing["moving"] and sentence else 0
    return kinds.ravel(), boxes.reshape(-1, 4), motions.ravel()


def batch_targets(items, grid, is_video) -> dict:
    """Of a video, its first pair of frames: the data tells where things are in its first frame."""
    rows = [targets(item["objects_first" if is_video else "objects"], grid, item.get("sentence", "")) for item in items]
    kinds, boxes, motions = (torch.from_numpy(np.stack(column)) for column in zip(*rows))
    return {"kinds": kinds, "boxes": boxes, "motions": motions if is_video else None}


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(TEXT["hidden_size"], len(KINDS) + 1 + 4 + MOTIONS)
        self.register_buffer("weights", torch.tensor([1.0] * len(KINDS) + [NOTHING_WEIGHT]))

    def loss(self, merged, target):
        """merged: [items x pairs, rows, hidden]."""
        kinds = target["kinds"]
        first = merged.view(kinds.shape[0], -1, kinds.shape[1], merged.shape[-1])[:, 0].float()
        kind, box, motion = self.linear(first).split((len(KINDS) + 1, 4, MOTIONS), dim=-1)
        loss = F.cross_entropy(kind.flatten(0, 1), kinds.flatten(), self.weights)
        seen = kinds != NOTHING
        if seen.any():
            loss = loss + BOX_WEIGHT * F.smooth_l1_loss(box[seen], target["boxes"][seen], beta=0.05)
            if target["motions"] is not None:
                loss = loss + F.cross_entropy(motion[seen], target["motions"][seen])
        return loss, (kind.argmax(-1)[seen] == kinds[seen]).float().mean()
