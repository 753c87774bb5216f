"""Writes tests/reference: ten held-out prompts with the answer that Hugging Face's Qwen3VLForConditionalGeneration gives, with
the exported (fp16-rounded) weights. The browser must give the same text.

Cases are chosen for their margin, the smallest lead of a best logit over the next: a wide one does not let another JPEG
decoder or another order of summing change the text. (Detections end in digits that are close calls by nature; they come as
PNG, so only the summing differs.) Right answers go first; a wrong one would do too, as a reference for the arithmetic.
"""

import json
import tempfile

import numpy as np
import torch
from PIL import Image
from transformers import Qwen3VLForConditionalGeneration

from chat import load_tokenizer, media_prefix, pair_times, question, special_tokens
from check_export import full_patches
from dataset import PROMPT, DataSet, normalise, patchify
from export import load_exported, torch_model
from parity import hf_inputs, hf_model
from paths import REFERENCES
from scoring import IOU_NEEDED, answers_and_margins, match, parse_detections

# Detections end in digits, so more of them are close calls.
CANDIDATES = {"describe": 20, "detect": 80, "video": 20}
# PyTorch and ONNX Runtime differ by less than 0.0002 in their logits.
LEAST_MARGIN = 0.005
# A right answer goes before a wrong one from here on.
GOOD_MARGIN = 0.02
JPEG_QUALITY = 90
LIMIT_BYTES = 1_500_000
# (data set, prompt, how many objects a still shall show; None: something moves, 0 for a video: nothing does)
PLAN = [
    ("images", "describe", 1),
    ("images", "describe", 3),
    ("images", "describe", 0),
    ("images", "detect", 1),
    ("images", "detect", 2),
    ("images", "detect", 3),
    ("videos_04", "video", None),
    ("videos_05", "video", 0),
    ("videos_07", "video", None),
    ("videos_10", "video", None),
]
NOTHING = "Nothing moves."


def wanted(item: dict, kind: str, objects: int | None) -> bool:
    if kind == "video":
        return (item["sentence"] == NOTHING) == (objects == 0)
    return len(item["objects"]) == objects


def is_right(item: dict, kind: str, text: str) -> bool:
    if kind != "detect":
        return text == item["caption" if kind == "describe" else "sentence"]
    found, truth = parse_detections(text), parse_detections(item["detections"])
    return found is not None and len(found) == len(truth) and all(overlap >= IOU_NEEDED for overlap in match(found, truth))


def save_frames(frames: np.ndarray, name: str, still: bool) -> tuple[list[str], np.ndarray]:
    """File names, and the pixels as they come back from the files."""
    files, read = [], []
    for index, frame in enumerate(frames):
        file = f"{name}.png" if still else f"{name}-{index}.jpg"
        path = REFERENCES / file
        Image.fromarray(frame).save(path, **({"optimize": True} if still else {"quality": JPEG_QUALITY}))
        files.append(file)
        read.append(np.asarray(Image.open(path).convert("RGB")))
    return files, np.stack(read)


def answer_of(model, inputs) -> tuple[list[int], float]:
    """Greedy ids without the end token, and the smallest lead of a best logit over the next."""
    out = model.generate(**inputs, max_new_tokens=128, do_sample=False, output_logits=True, return_dict_in_generate=True)
    best = torch.stack([logits[0].topk(2).values for logits in out.logits])
    ids = out.sequences[0, inputs["input_ids"].shape[1] :].tolist()
    assert ids[-1] == special_tokens()["<|im_end|>"], "no end within 128 tokens"
    return ids[:-1], float((best[:, 0] - best[:, 1]).min())


@torch.no_grad()
def find_case(theirs, ours, number: int, data: DataSet, kind: str, objects: int | None) -> dict:
    # Each case starts its search elsewhere, so that they differ. Our own model, which is fast, finds the widest margin.
    fitting = [index for index in range(number * 7, len(data.items)) if wanted(data.items[index], kind, objects)][: CANDIDATES[kind]]
    said = answers_and_margins(ours, data, fitting, kind)
    good = lambda index, text, margin: margin >= GOOD_MARGIN and is_right(data.items[index], kind, text)
    ranked = [(good(index, *answer), answer[1], index) for index, answer in zip(fitting, said)]
    index = max(ranked)[2]
    case = make_case(theirs, f"{number:02d}", data, index, kind)
    assert case["margin"] >= LEAST_MARGIN, f"No case for {data.name} {kind} {objects}: best margin {case['margin']}."
    return case


def make_case(model, name: str, data: DataSet, index: int, kind: str) -> dict:
    item = data.items[index]
    files, frames = save_frames(data.pixels[index], name, data.frames == 1)
    patches = full_patches(normalise(patchify(frames[None])))
    grids = [data.grid] * len(patches)
    prefix, _ = media_prefix(data.width, data.height, data.times(index))
    ids = torch.tensor([[*prefix, *question(PROMPT[kind])]])
    answer, margin = answer_of(model, hf_inputs(ids, patches, grids))
    if data.frames > 1:  # Hugging Face's own video path must agree
        assert answer_of(model, hf_inputs(ids, patches, grids, as_video=True))[0] == answer
    interval = item.get("frame_interval_ms")
    return {
        "name": name,
        "kind": kind,
        "prompt": PROMPT[kind],
        "width": data.width,
        "height": data.height,
        "frames": files,
        "frameTimesMs": None if interval is None else [frame * interval for frame in range(data.frames)],
        "pairTimes": None if interval is None else [f"{time:.1f}" for time in pair_times(data.frames, interval)],
        "imageGridThw": [[1, *grid] for grid in grids],
        "inputIds": ids[0].tolist(),
        "expected": load_tokenizer().decode(answer),
        "expectedIds": answer,
        "margin": round(margin, 3),
        "truth": item[{"describe": "caption", "detect": "detections", "video": "sentence"}[kind]],
    }


def main():
    REFERENCES.mkdir(parents=True, exist_ok=True)
    for old in REFERENCES.glob("[0-9][0-9]*"):
        old.unlink()
    weights = load_exported()
    ours = torch_model(weights)
    with tempfile.TemporaryDirectory() as folder:
        hf_model(weights).save_pretrained(folder)
        model = Qwen3VLForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
    sets = {name: DataSet("test", name) for name, _, _ in PLAN}
    cases = []
    for number, (name, kind, objects) in enumerate(PLAN, 1):
        case = find_case(model, ours, number, sets[name], kind, objects)
        print(case["name"], case["margin"], case["expected"], "" if case["expected"] == case["truth"] else f"(truth: {case['truth']})")
        cases.append(case)
    lines = ",\n".join(json.dumps(case) for case in cases)
    (REFERENCES / "cases.json").write_text(f"[\n{lines}\n]\n")
    size = sum(file.stat().st_size for file in REFERENCES.iterdir())
    print(f"{size:,} bytes in {REFERENCES}")
    assert size < LIMIT_BYTES


if __name__ == "__main__":
    main()
