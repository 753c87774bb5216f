"""Holds the exported graphs against PyTorch on held-out data: prompt logits, features and greedy text."""

import numpy as np
import torch

from chat import load_tokenizer, media_prefix, question, special_tokens
from dataset import PROMPT, DataSet, normalise
from generate import greedy
from ort_runner import OrtModel
from paths import DATA

TOLERANCE = 1e-3
# The tolerance is for logits of this size; a longer training makes larger ones, and rounding grows with them.
LOGIT_SCALE = 20.0


def prompt_inputs(data: DataSet, index: int, kind: str):
    """ids [1, length], positions [3, 1, length], patches [pairs, patches, 1536] and grid rows, as the browser feeds them."""
    prefix, positions = media_prefix(data.width, data.height, data.times(index))
    prompt = question(PROMPT[kind])
    ids = torch.tensor([[*prefix, *prompt]])
    tail = int(positions.max()) + 1 + torch.arange(len(prompt)).expand(3, -1)
    places = torch.cat((torch.from_numpy(positions), tail), 1)[:, None]
    patches = full_patches(normalise(data.patches([index])))
    grids = torch.tensor([[1, *data.grid]] * len(patches))
    return ids, places, patches, grids


def full_patches(patches):
    """A still's frame stands twice in each row, as temporal pair."""
    if patches.shape[-1] == 1536:
        return patches
    return patches.view(*patches.shape[:-1], 3, 1, 256).expand(-1, -1, -1, 2, -1).flatten(2).contiguous()


def check_mixed_sizes(ort: OrtModel, model, stills, clips):
    """Several images of unlike grids in one vision call equal one call each."""
    patches = [normalise(stills.patches([0])), normalise(clips.patches([0]))[:2]]
    grids = [[1, *stills.grid], [2, *clips.grid]]
    pixels = np.concatenate([full_patches(p).flatten(0, 1).numpy() for p in patches])
    together = ort.features(pixels, np.array(grids))
    alone = []
    for item, grid in zip(patches, (stills.grid, clips.grid)):
        merged, deep = model.model.visual(item, grid, torch.float32)
        alone.append(torch.cat((merged, *deep), -1).flatten(0, 1))
    difference = np.abs(together - torch.cat(alone).numpy()).max()
    print(f"vision, mixed grids: {difference:.1e} of {np.abs(together).max():.1f}")
    assert difference < TOLERANCE


@torch.no_grad()
def check(model, samples: int = 4):
    tokens = special_tokens()
    ort = OrtModel(tokens["<|image_pad|>"])
    end = tokens["<|im_end|>"]
    sets = {marker.stem: DataSet("test", marker.stem) for marker in sorted((DATA / "test").glob("*.done"))}
    check_mixed_sizes(ort, model, sets["images"], sets["videos_07"])
    for name, data in sets.items():
        for kind in ("describe", "detect") if name == "images" else ("video",):
            worst, scale, texts = 0.0, LOGIT_SCALE, []
            for index in range(samples):
                ids, places, patches, grids = prompt_inputs(data, index, kind)
                answer, logits = ort.greedy(ids.numpy(), places.numpy(), patches.flatten(0, 1).numpy(), grids.numpy(), [end])
                mask = torch.full((ids.shape[1],) * 2, float("-inf")).triu(1)
                expected = model.logits(model.hidden(ids, places, mask, patches, data.grid)[0])
                worst = max(worst, np.abs(expected.numpy() - logits).max())
                scale = max(scale, float(expected.abs().max()))
                (wanted,), _ = greedy(model, ids, places, patches, data.grid, end)
                assert answer == wanted, (name, index, load_tokenizer().decode(answer), load_tokenizer().decode(wanted))
                texts.append(load_tokenizer().decode(answer))
            print(f"{name} {kind}: logits within {worst:.1e} of {scale:.0f}, same text: {texts[0]}")
            assert worst < TOLERANCE * scale / LOGIT_SCALE
