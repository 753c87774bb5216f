#!/usr/bin/env bash
# Rebuilds public/demo-model and tests/reference from nothing: about 15 minutes of data and MINUTES of training on two cores.
set -euo pipefail
cd "$(dirname "$0")"
MINUTES="${MINUTES:-100}"
export OMP_WAIT_POLICY=PASSIVE # two OpenMP threads stall each other when other work is on the cores

if [ ! -d .venv ]; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet -r requirements.txt
fi
write() { (cd ../.. && npx tsx tools/demo-model/writeData.ts --out tools/demo-model/data "$@"); }
[ -e data/train/videos_10.done ] || write --split train --images 36000 --videos 21000 --seed 1
[ -e data/test/videos_10.done ] || write --split test --images 1000 --videos 1050 --seed 1

.venv/bin/python tokenizer.py
.venv/bin/python parity.py
.venv/bin/python train.py --until "$(date -u -d "+$MINUTES minutes" +%H:%M)"
.venv/bin/python export.py
.venv/bin/python evaluate.py
.venv/bin/python references.py
