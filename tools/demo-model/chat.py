"""Prompts as token ids and positions: Qwen3-VL's chat format, one grid row [1, h, w] per image or frame pair."""

from functools import lru_cache

import numpy as np
from tokenizers import Tokenizer

from config import MERGE, PATCH
from paths import MODEL

USER = "<|im_start|>user\n"
ASSISTANT = "<|im_end|>\n<|im_start|>assistant\n"
END = "<|im_end|>"


@lru_cache(1)
def load_tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


@lru_cache(100_000)
def encode(text: str) -> tuple[int, ...]:
    return tuple(load_tokenizer().encode(text).ids)


def special_tokens() -> dict[str, int]:
    tokenizer = load_tokenizer()
    tokens = {token.content: index for index, token in tokenizer.get_added_tokens_decoder().items()}
    return {**tokens, "vocab_size": tokenizer.get_vocab_size()}


def grid_of(width: int, height: int) -> tuple[int, int]:
    return height // PATCH, width // PATCH


def pair_times(frames: int, interval_ms: int) -> list[float]:
    """The mean time in seconds of each temporal pair. An odd count repeats its last frame."""
    times = [frame * interval_ms / 1000 for frame in range(frames)]
    times += times[-1:] * (frames % 2)
    return [(first + second) / 2 for first, second in zip(times[::2], times[1::2])]


@lru_cache(1000)
def media_prefix(width: int, height: int, times: tuple[float, ...] | None) -> tuple[tuple[int, ...], np.ndarray]:
    """Everything before the question: ids, and positions [3, length]. times is None for a still image."""
    rows, cols = (count // MERGE for count in grid_of(width, height))
    pads = f"<|vision_start|>{'<|image_pad|>' * (rows * cols)}<|vision_end|>"
    text = USER + (pads if times is None else "".join(f"<{time:.1f} seconds>{pads}" for time in times))
    ids = encode(text)
    return ids, rope_positions(ids, rows, cols)


def rope_positions(ids, rows: int, cols: int) -> np.ndarray:
    """Qwen's get_rope_index for frames of one merged grid. Text counts up on all three axes; a frame holds the time still,
    and the text behind it goes on after the longer side."""
    pad = special_tokens()["<|image_pad|>"]
    columns, here, index = [], 0, 0
    frame_rows, frame_cols = (axis.flatten() for axis in np.meshgrid(np.arange(rows), np.arange(cols), indexing="ij"))
    while index < len(ids):
        if ids[index] == pad:
            columns.append(here + np.stack([np.zeros_like(frame_rows), frame_rows, frame_cols]))
            here += max(rows, cols)
            index += rows * cols
        else:
            columns.append(np.full((3, 1), here))
            here += 1
            index += 1
    return np.concatenate(columns, axis=1)


def question(prompt: str) -> tuple[int, ...]:
    return encode(prompt + ASSISTANT)


def answer(text: str) -> tuple[int, ...]:
    return encode(text + END)
