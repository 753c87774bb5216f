"""Where things lie: data and runs are not in git, the model and its references are."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DATA = HERE / "data"
RUNS = HERE / "runs"
PROMPTS = HERE / "prompts.json"
MODEL = ROOT / "public" / "demo-model"
REFERENCES = ROOT / "tests" / "reference"
