"""Writes tests/reference/processor/resizing.json: small pictures resized by PIL's bicubic, and how far torch's is from it.

Hugging Face resizes images with PIL or with torchvision, whichever backend is chosen, and videos with torchvision alone.
torchvision hands uint8 tensors to torch's antialiased bicubic, which is asked here directly. The reference for our own
resizing is PIL's.
"""

import numpy as np
import torch
import torch.nn.functional as F
from common import sha256, write_lines
from picture import picture
from PIL import Image

SAMPLES = 128
# (original, resized): enlarged, reduced, and one of each in one picture.
SIZES = [
    ((97, 61), (160, 96)),
    ((320, 180), (160, 96)),
    ((640, 360), (320, 192)),
    ((640, 360), (96, 64)),
    ((61, 200), (96, 128)),
    ((33, 500), (32, 512)),
    ((5, 7), (64, 96)),
]


def torch_bicubic(pixels: np.ndarray, size) -> np.ndarray:
    image = torch.from_numpy(pixels).permute(2, 0, 1)[None]
    return F.interpolate(image, size=size[::-1], mode="bicubic", antialias=True)[0].permute(1, 2, 0).numpy()


def truth(seed: int, original, size) -> dict:
    pixels = picture(seed, 0, *original)
    pil = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC))
    apart = np.abs(pil.astype(int) - torch_bicubic(pixels, size))
    picks = np.sort(np.random.default_rng(seed).choice(pil.size, SAMPLES, replace=False))
    print(f"{original} to {size}: torch mean difference {apart.mean():.4f}, most {apart.max()}, in {(apart > 0).mean():.2%} of bytes")
    return {
        "name": f"{original[0]}x{original[1]}-to-{size[0]}x{size[1]}",
        "seed": seed,
        "original": original,
        "resized": size,
        "originalSha256": sha256(pixels),
        "sha256": sha256(pil),
        "at": picks.tolist(),
        "bytes": pil.reshape(-1)[picks].tolist(),
        "torchMeanDifference": round(float(apart.mean()), 5),
        "torchMaxDifference": int(apart.max()),
    }


if __name__ == "__main__":
    write_lines("resizing.json", [truth(seed, *sizes) for seed, sizes in enumerate(SIZES, 1)])
