"""Greedy answers over a part of a data set, and what of them is right."""

import json
import random
from itertools import groupby

import torch

from chat import load_tokenizer, media_prefix, question, special_tokens
from dataset import PROMPT, DataSet, normalise
from generate import greedy

IOU_NEEDED = 0.5


def answers(model, data: DataSet, indices, kind: str) -> list[str]:
    return [text for text, _ in answers_and_margins(model, data, indices, kind)]


def answers_and_margins(model, data: DataSet, indices, kind: str, batch: int = 50) -> list[tuple[str, float]]:
    """In the order of `indices`. Videos of unlike timestamps have prompts of unlike length and go separately."""
    prompt, end = question(PROMPT[kind]), special_tokens()["<|im_end|>"]
    prefix = lambda index: media_prefix(data.width, data.height, data.times(index))
    texts = {}
    ordered = sorted(indices, key=lambda index: len(prefix(index)[0]))
    for _, group in groupby(ordered, key=lambda index: len(prefix(index)[0])):
        group = list(group)
        for chunk in (group[start : start + batch] for start in range(0, len(group), batch)):
            prefixes = [prefix(index) for index in chunk]
            ids = torch.tensor([[*ids, *prompt] for ids, _ in prefixes])
            tails = [int(p.max()) + 1 + torch.arange(len(prompt)).expand(3, -1) for _, p in prefixes]
            places = torch.stack([torch.cat((torch.from_numpy(p), tail), 1) for (_, p), tail in zip(prefixes, tails)], 1)
            patches = normalise(data.patches(chunk))
            for index, tokens, margin in zip(chunk, *greedy(model, ids, places, patches, data.grid, end)):
                texts[index] = load_tokenizer().decode(tokens), margin
    return [texts[index] for index in indices]


def iou(a, b) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    area = lambda box: (box[2] - box[0]) * (box[3] - box[1])
    return width * height / (area(a) + area(b) - width * height)


def parse_detections(text: str):
    """The list of objects, or None where the text is not what the contract asks for."""
    try:
        found = json.loads(text)
        boxes = [(str(entry["label"]), [int(n) for n in entry["bbox_2d"]]) for entry in found]
        return boxes if all(len(box) == 4 for _, box in boxes) else None
    except (ValueError, KeyError, TypeError):
        return None


def match(found, truth) -> list[float]:
    """For each true object the IoU of the best unused box of its label, greedily by IoU; 0 where there is none."""
    pairs = [(iou(box, true), f, t) for f, (label, box) in enumerate(found) for t, (wanted, true) in enumerate(truth) if label == wanted]
    used, best = set(), [0.0] * len(truth)
    taken = set()
    for score, f, t in sorted(pairs, reverse=True):
        if f not in used and t not in taken:
            used.add(f)
            taken.add(t)
            best[t] = score
    return best


def score(model, sets: dict[str, DataSet], images: int | None = None, videos: int | None = None) -> dict[str, float]:
    """Shares of right answers. `images` and `videos` (per frame count) limit the samples; None takes all."""
    result = {}
    if "images" in sets:
        result |= score_images(model, sets["images"], images)
    exact = {}
    for name, data in sets.items():
        if data.frames > 1:
            indices = pick(data, videos)
            texts = answers(model, data, indices, "video")
            exact[name] = sum(text == data.items[index]["sentence"] for text, index in zip(texts, indices)) / len(indices)
    if exact:
        result |= {"video exact": sum(exact.values()) / len(exact), **exact}
    return result


def pick(data: DataSet, limit: int | None):
    everything = range(len(data.items))
    return list(everything) if limit is None else random.Random(1).sample(everything, min(limit, len(everything)))


def score_images(model, data: DataSet, limit: int | None) -> dict[str, float]:
    indices = pick(data, limit)
    captions = answers(model, data, indices, "describe")
    detections = answers(model, data, indices, "detect")
    overlaps, objects_right, counts_right, valid = [], 0, 0, 0
    for index, text in zip(indices, detections):
        found, truth = parse_detections(text), parse_detections(data.items[index]["detections"])
        valid += found is not None
        counts_right += found is not None and len(found) == len(truth)
        overlaps += match(found or [], truth)
    objects_right = sum(overlap >= IOU_NEEDED for overlap in overlaps)
    return {
        "caption exact": sum(text == data.items[index]["caption"] for text, index in zip(captions, indices)) / len(indices),
        "label right and IoU >= 0.5": objects_right / len(overlaps),
        "mean IoU": sum(overlaps) / len(overlaps),
        "count right": counts_right / len(indices),
        "JSON valid": valid / len(indices),
    }
