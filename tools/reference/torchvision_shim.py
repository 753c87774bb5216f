"""Stands in for torchvision, which has no build for the torch of the demo model's requirements.

transformers' video processors import it. What they call of it here is four functions, written below with torch and PIL as
torchvision documents them; the names beside them only have to exist. `normalize` is the one whose numbers reach a reference
case; `resize` serves the comparison with PIL in resizing.py and checks of sizes. Import this before transformers.
"""

import importlib.machinery
import sys
import types
from enum import Enum

import numpy as np
import torch
import torch.nn.functional as F


class InterpolationMode(Enum):
    NEAREST_EXACT = "nearest-exact"
    BOX = "box"
    BILINEAR = "bilinear"
    HAMMING = "hamming"
    BICUBIC = "bicubic"
    LANCZOS = "lanczos"


def normalize(image, mean, std, inplace=False):
    column = lambda values: torch.as_tensor(values, dtype=image.dtype).view(-1, 1, 1)
    return (image - column(mean)) / column(std)


def resize(image, size, interpolation=InterpolationMode.BILINEAR, antialias=True):
    """uint8 stays uint8, as in torchvision: PyTorch has its own kernel for it."""
    flat = image.reshape(-1, *image.shape[-3:])
    out = F.interpolate(flat, size=tuple(size), mode=interpolation.value, antialias=antialias)
    return out.reshape(*image.shape[:-2], *size)


def grayscale_to_rgb(image):
    return image if image.shape[-3] == 3 else image.expand(*image.shape[:-3], 3, -1, -1)


def pil_to_tensor(image):
    return torch.from_numpy(np.array(image)).permute(2, 0, 1)


def module(name: str, **members):
    made = types.ModuleType(name)
    made.__spec__ = importlib.machinery.ModuleSpec(name, None, is_package=True)
    made.__dict__.update(members)
    sys.modules[name] = made
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, made)


FUNCTIONS = {"normalize": normalize, "resize": resize, "grayscale_to_rgb": grayscale_to_rgb, "pil_to_tensor": pil_to_tensor}
module("torchvision", __version__="0.27.0", __file__=__file__)
module("torchvision.io", ImageReadMode=None, decode_image=None)
module("torchvision.transforms", InterpolationMode=InterpolationMode)
module("torchvision.transforms.functional", **FUNCTIONS)
module("torchvision.transforms.v2")
module("torchvision.transforms.v2.functional", InterpolationMode=InterpolationMode, **FUNCTIONS)
