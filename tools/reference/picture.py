"""The pictures of the reference cases: a formula in 32-bit integers, so that tests/support/picture.ts draws the same bytes.

README.md states the formula. Change it in both places, or nowhere.
"""

import numpy as np

WORD = 0xFFFFFFFF
FIRST, SECOND = 0x9E3779B1, 0x85EBCA77
SHAPES = 4


def mix(n):
    """Scatters the bits of 32-bit words: a number, or an array of uint64 below 2**32."""
    n = (n ^ (n >> 15)) * FIRST & WORD
    n = (n ^ (n >> 13)) * SECOND & WORD
    return n ^ (n >> 16)


def number(seed: int, key: int) -> int:
    return mix((seed * FIRST + key) & WORD)


def picture(seed: int, frame: int, width: int, height: int) -> np.ndarray:
    """RGB bytes [height, width, 3] of one frame: three folded gradients, four moving shapes, a little noise."""
    y, x, channel = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    per_channel = lambda key, count: np.array([number(seed, key + c) % count for c in range(3)])
    slope_x, slope_y, start = per_channel(0, 9) + 1, per_channel(3, 9) + 1, per_channel(6, 512)
    wave = (slope_x * x + slope_y * y >> 1) + start + 3 * frame & 511
    value = np.minimum(abs(wave - 256), 255)
    for shape in range(SHAPES):
        kind, size, left, top, right_by, down_by, colour = (number(seed, 16 + 8 * shape + key) for key in range(7))
        reach = 4 + size % max(1, min(width, height) // 4)
        across = x - (left + frame * (right_by % 13)) % width
        down = y - (top + frame * (down_by % 13)) % height
        disc = across * across + down * down <= reach * reach
        box = (abs(across) <= reach) & (2 * abs(down) <= reach)
        value = np.where(disc if kind & 1 else box, colour >> (8 * channel) & 255, value)
    places = ((y * width + x) * 3 + channel).astype(np.uint64)
    noise = mix(number(seed, 1000 + frame) + places & WORD).astype(np.int64) % 16 - 8
    return np.clip(value + noise, 0, 255).astype(np.uint8)
