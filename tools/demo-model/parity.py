"""Holds model.py against Hugging Face's Qwen3VLForConditionalGeneration: same weights, same logits, images and videos.

The video is also given to Hugging Face as a video ([t, h, w] and <|video_pad|>), as its own processor would, which must change
nothing: the browser knows only images.
"""

import torch
from transformers import Qwen3VLConfig, Qwen3VLForConditionalGeneration

from chat import media_prefix, question, special_tokens
from config import hf_config
from dataset import PROMPT
from model import QwenVL

TOLERANCE = 1e-4


def hf_model(state: dict) -> Qwen3VLForConditionalGeneration:
    """`state` has the names of model.py, which lack the tied lm_head."""
    model = Qwen3VLForConditionalGeneration(Qwen3VLConfig(**hf_config(special_tokens())))
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected and all("lm_head" in name for name in missing), (missing, unexpected)
    model.tie_weights()
    return model.eval()


def hf_inputs(ids, patches, grids, as_video=False) -> dict:
    """ids [1, length]; patches [frame pairs, patches, 1536]; one grid row a pair, or one row [t, h, w] for a video."""
    tokens = special_tokens()
    is_pad = ids == tokens["<|image_pad|>"]
    pixels, rows = patches.flatten(0, 1), torch.tensor([[1, *grid] for grid in grids])
    if as_video:
        ids = ids.masked_fill(is_pad, tokens["<|video_pad|>"])
        rows = torch.tensor([[len(grids), *grids[0]]])
    kind = "video_grid_thw" if as_video else "image_grid_thw"
    pixel_name = "pixel_values_videos" if as_video else "pixel_values"
    types = is_pad.int() * (2 if as_video else 1)
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "mm_token_type_ids": types, pixel_name: pixels, kind: rows}


@torch.no_grad()
def main():
    torch.manual_seed(1)
    tokens = special_tokens()
    ours = QwenVL(tokens["vocab_size"], tokens["<|image_pad|>"]).eval()
    for parameter in ours.parameters():  # the zeros of the initial state would hide mistakes
        parameter.add_(0.05 * torch.randn_like(parameter))
    theirs = hf_model(ours.state_dict())
    for width, height, times in ((320, 192, None), (192, 320, None), (352, 192, (0.5, 2.5)), (224, 128, (0.1, 0.6, 1.1, 1.6, 12.0))):
        prefix, positions = media_prefix(width, height, times)
        prompt = question(PROMPT["video" if times else "describe"])
        ids = torch.tensor([[*prefix, *prompt]])
        tail = int(positions.max()) + 1 + torch.arange(len(prompt)).expand(3, -1)
        places = torch.cat((torch.from_numpy(positions), tail), 1)[:, None]
        grid = (height // 16, width // 16)
        pairs = len(times or (0,))
        patches = torch.randn(pairs, grid[0] * grid[1], 1536)
        mask = torch.full((ids.shape[1],) * 2, float("-inf")).triu(1)
        logits = ours.logits(ours.hidden(ids, places, mask, patches, grid)[0])
        for as_video in (False, True)[: 1 + bool(times)]:
            difference = (logits - theirs(**hf_inputs(ids, patches, [grid] * pairs, as_video)).logits).abs().max().item()
            print(f"{width}x{height} times {times} as video {as_video}: {difference:.2e} of {logits.abs().max():.1f}")
            assert difference < TOLERANCE


if __name__ == "__main__":
    main()
