"""Prints held-out accuracy of the exported weights and puts the table into the model card.

Everything here is greedy, with the exact three prompts, on the test split: scenes from other seeds than the training's.
"""

import argparse
import json

import torch

from dataset import DataSet
from export import load_exported, torch_model
from paths import DATA, MODEL
from scoring import score

CARD = MODEL / "README.md"
START, END = "<!-- accuracy: written by evaluate.py -->", "<!-- end of accuracy -->"
LABELS = {
    "caption exact": "Image, one sentence: exactly right",
    "label right and IoU >= 0.5": "Image, objects: label right and IoU ≥ 0.5",
    "mean IoU": "Image, objects: mean IoU",
    "count right": "Image, objects: count right",
    "JSON valid": "Image, objects: valid JSON",
    "video exact": "Video, one sentence: exactly right",
}


def table(result: dict[str, float], counts: str) -> str:
    rows = ["| Held out | |", "|---|---|"]
    for key, value in result.items():
        label = LABELS.get(key) or f"&nbsp;&nbsp;of {int(key.removeprefix('videos_'))} frames"
        rows.append(f"| {label} | {f'{value:.2f}' if key == 'mean IoU' else f'{100 * value:.1f} %'} |")
    return "\n".join([*rows, "", counts])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", type=int, help="how many images (default: all)")
    parser.add_argument("--videos", type=int, help="how many videos of each frame count (default: all)")
    args = parser.parse_args()
    model = torch_model(load_exported())
    sets = {marker.stem: DataSet("test", marker.stem) for marker in sorted((DATA / "test").glob("*.done"))}
    with torch.no_grad():
        result = score(model, sets, args.images, args.videos)
    print(json.dumps(result, indent=2))
    count = lambda data, limit: min(limit or len(data.items), len(data.items))
    images = count(sets["images"], args.images)
    videos = sum(count(data, args.videos) for data in sets.values() if data.frames > 1)
    text = table(result, f"{images} images and {videos} videos of the test split, greedy, fp16-rounded weights.")
    before, rest = CARD.read_text().split(START)
    _, after = rest.split(END)
    CARD.write_text(f"{before}{START}\n{text}\n{END}{after}")


if __name__ == "__main__":
    main()
