"""Where things lie, the tools of the demo model made importable, and how arrays are written down."""

import hashlib
import json
import sys
from pathlib import Path

import torchvision_shim  # noqa: F401 - before transformers

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "tools" / "demo-model"))

MODELS = {"demo": ROOT / "public" / "demo-model", "tiny": ROOT / "tests" / "reference" / "tiny-model"}
OUT = ROOT / "tests" / "reference" / "processor"


def sha256(array) -> str:
    return hashlib.sha256(array.tobytes()).hexdigest()


def runs(ids: list[int]) -> list:
    """A repeated id becomes [id, count]."""
    out = []
    for id in ids:
        if out and out[-1][0] == id:
            out[-1][1] += 1
        else:
            out.append([id, 1])
    return [id if count == 1 else [id, count] for id, count in out]


def write_lines(name: str, cases: list[dict]):
    """One case a line, so that a change shows which."""
    OUT.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases)
    (OUT / name).write_text(f"[\n{lines}\n]\n")
    print(f"{name}: {len(cases)} cases, {(OUT / name).stat().st_size:,} bytes")
