"""Trains the demo model until a wall-clock time.

The learning rate is a function of the clock, so that a run always ends decayed, however busy the machine is. Data sets are
taken up as their .done markers appear. Log: runs/NAME/log.txt; state: runs/NAME/state.pt (weights, EMA, optimizers).
Stop it with SIGTERM and start it with --resume to change the mix on the way.
"""

import argparse
import queue
import random
import signal
import threading
import time
from datetime import datetime, timedelta, timezone

import torch
import torch.nn.functional as F

from chat import special_tokens
from dataset import Batches, DataSet, Noise
from grounding import Head
from model import QwenVL, parameter_count
from muon import Muon
from paths import DATA, RUNS
from scoring import score

ADAM_LR = 3e-3
WARMUP = 0.02
GRADIENT_LIMIT = 1.0
EMA_DECAY = 0.998
LOG_SECONDS = 30
SAVE_SECONDS = 120
GROUND_WEIGHT = 0.5
# The first step of a shape compiles; its time says nothing about the mix.
COMPILING_SECONDS = 8.0


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--until", required=True, help="end, HH:MM in UTC")
    parser.add_argument("--run", default="main")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--video-share", type=float, default=0.45, help="share of the time that goes to videos")
    parser.add_argument("--image-batch", type=int, default=24)
    parser.add_argument("--video-batch", type=int, default=12)
    parser.add_argument("--muon-lr", type=float, default=0.02)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check-minutes", type=float, default=10)
    parser.add_argument("--splits", nargs="+", default=["train"], help="folders under data/ that hold training data")
    parser.add_argument("--no-compile", action="store_true")
    return parser.parse_args()


def end_time(text: str) -> float:
    hour, minute = map(int, text.split(":"))
    now = datetime.now(timezone.utc)
    end = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (end if end > now else end + timedelta(days=1)).timestamp()


class Feed:
    """Prepares batches ahead in a thread, and keeps the two kinds to their shares of the time."""

    def __init__(self, splits, sizes, video_share):
        self.splits, self.sizes, self.video_share = splits, sizes, video_share
        self.noise = Noise()
        self.sources: dict[str, list[Batches]] = {"image": [], "video": []}
        self.cost = {"image": 0.5, "video": 0.5}
        self.debt, self.turn, self.looked = 0.0, 0, 0.0
        self.known = set()
        self.ready = queue.Queue(maxsize=3)
        threading.Thread(target=self.work, daemon=True).start()

    def look(self):
        for split, marker in ((split, marker) for split in self.splits for marker in sorted((DATA / split).glob("*.done"))):
            if marker not in self.known:
                data = DataSet(split, marker.stem)
                if not data.items:
                    continue
                self.known.add(marker)
                kind = "image" if data.frames == 1 else "video"
                self.sources[kind].append(Batches(data, self.sizes[kind], self.noise))
                print(f"data: {marker.stem}, {len(data.items)} items", flush=True)

    def choose(self) -> str:
        kinds = [kind for kind, sources in self.sources.items() if sources]
        if len(kinds) == 1:
            return kinds[0]
        kind = "video" if self.debt > 0 else "image"
        self.debt += self.cost[kind] * (self.video_share - (kind == "video"))
        return kind

    def work(self):
        while True:
            if time.time() - self.looked > 20:
                self.look()
                self.looked = time.time()
            if not any(self.sources.values()):
                time.sleep(1)
                continue
            sources = self.sources[self.choose()]
            # By name first: a frame count that lies in two folders is not asked twice as often.
            names = sorted({source.data.name for source in sources})
            self.turn += 1
            name = names[self.turn % len(names)]
            self.ready.put(random.choice([source for source in sources if source.data.name == name]).next())


class Threads:
    """Finds out how many threads are the fastest at the moment. Beside other work on the cores that is often one: with two,
    each of a step's thousands of small operations waits for the thread that was put aside. Compiled code (images) is made
    for one number of threads and keeps it."""

    TRY = 0.06

    def __init__(self, most: int):
        self.most, self.choices = most, range(1, most + 1)
        self.cost: dict[tuple[str, int], float] = {}
        self.now = most

    def choose(self, kind: str):
        best = min(self.choices, key=lambda count: self.cost.get((kind, count), 0.0))
        tried = random.choice(self.choices) if random.random() < self.TRY else best
        self.now = self.most if kind == "image" else tried
        torch.set_num_threads(self.now)

    def learn(self, kind: str, seconds: float):
        old = self.cost.get((kind, self.now), seconds)
        self.cost[kind, self.now] = old + 0.3 * (seconds - old)


def optimizers(model, muon_lr):
    muon, parts, adam = [], [], []
    for name, parameter in model.named_parameters():
        if parameter.ndim == 2 and "embed" not in name:
            muon.append(parameter)
            parts.append(3 if name.endswith("qkv.weight") else 1)
        else:
            adam.append(parameter)
    return [Muon(muon, parts, muon_lr), torch.optim.AdamW(adam, ADAM_LR, betas=(0.9, 0.98), weight_decay=0.0, foreach=True)]


def compile_layers(model):
    torch._dynamo.config.cache_size_limit = 128
    inner = model.model
    for module in (*inner.visual.blocks, inner.visual.merger, *inner.visual.deepstack_merger_list, *inner.language_model.layers):
        module.compile(dynamic=False)


def loss_of(model, head, batch):
    hidden, _ = model.hidden(batch["input_ids"], batch["positions"], batch["mask"], batch["patches"], batch["grid"])
    known = batch["labels"] != -100
    labels, weights = batch["labels"][known], batch["weights"][known]
    logits = model.logits(hidden[known])
    losses = F.cross_entropy(logits, labels, reduction="none")
    right = (logits.detach().argmax(-1) == labels).float().mean()
    ground, seen = head.loss(model.vision_rows, batch["ground"])
    text = (losses * weights).sum() / weights.sum()
    return text + GROUND_WEIGHT * ground, text.detach(), right, seen


class Trainer:
    def __init__(self, args):
        self.args = args
        self.folder = RUNS / args.run
        self.folder.mkdir(parents=True, exist_ok=True)
        self.until = end_time(args.until)
        tokens = special_tokens()
        self.model = QwenVL(tokens["vocab_size"], tokens["<|image_pad|>"])
        self.model.dtype = torch.bfloat16
        self.head = Head()
        self.optimizers = [*optimizers(self.model, args.muon_lr), torch.optim.AdamW(self.head.parameters(), ADAM_LR)]
        self.groups = [group for optimizer in self.optimizers for group in optimizer.param_groups]
        self.peak = [group["lr"] for group in self.groups]
        self.ema = {name: p.detach().clone() for name, p in self.model.named_parameters()}
        self.started, self.steps, self.stopped = time.time(), 0, False
        if args.resume:
            self.load()
        if not args.no_compile:
            compile_layers(self.model)
        self.log(f"{parameter_count(self.model)} parameters, {vars(args)}")

    def log(self, text):
        line = f"{datetime.now(timezone.utc):%H:%M:%S} {text}"
        print(line, flush=True)
        with (self.folder / "log.txt").open("a") as file:
            file.write(line + "\n")

    def save(self):
        state = {
            "model": self.model.state_dict(),
            "head": self.head.state_dict(),
            "ema": self.ema,
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "steps": self.steps,
            "started": self.started,
        }
        torch.save(state, self.folder / "state.part")
        (self.folder / "state.part").rename(self.folder / "state.pt")

    def load(self):
        state = torch.load(self.folder / "state.pt")
        self.model.load_state_dict(state["model"])
        if "head" in state:
            self.head.load_state_dict(state["head"])
        self.ema = state["ema"]
        for optimizer, saved in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
        # load_state_dict puts new dicts in place of the groups.
        self.groups = [group for optimizer in self.optimizers for group in optimizer.param_groups]
        self.steps, self.started = state["steps"], state["started"]

    def set_rate(self):
        progress = (time.time() - self.started) / (self.until - self.started)
        rate = min(progress / WARMUP, 1.0) * max(1 - progress, 0.002)
        # A resumed Adam or a fresh one needs a non-zero first step to warm up from.
        rate = max(rate, 0.002)
        for group, peak in zip(self.groups, self.peak):
            group["lr"] = peak * rate
        return rate

    def step(self, batch):
        rate = self.set_rate()
        # Six sizes of video are not worth a minute of compiling each; the one size of image is.
        with torch.compiler.set_stance("force_eager" if batch["kind"] == "video" else "default"):
            loss, text, right, seen = loss_of(self.model, self.head, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), GRADIENT_LIMIT, foreach=True)
        for optimizer in self.optimizers:
            optimizer.step()
        self.model.zero_grad(set_to_none=True)
        self.head.zero_grad(set_to_none=True)
        self.steps += 1
        decay = min(EMA_DECAY, self.steps / (self.steps + 20))
        torch._foreach_lerp_(list(self.ema.values()), [p.detach() for p in self.model.parameters()], 1 - decay)
        return text.item(), right.item(), seen.item(), rate

    def check(self, images=100, videos=15):
        """Greedy accuracy of the EMA weights on held-out data, with the training weights put back after it."""
        began = time.time()
        current = {name: p.detach().clone() for name, p in self.model.named_parameters()}
        self.model.load_state_dict(self.ema, strict=False)
        sets = {marker.stem: DataSet("test", marker.stem) for marker in sorted((DATA / "test").glob("*.done"))}
        with torch.compiler.set_stance("force_eager"):
            result = score(self.model, sets, images, videos)
        self.model.load_state_dict(current, strict=False)
        self.log("held out: " + ", ".join(f"{key} {value:.3f}" for key, value in result.items()) + f" ({time.time() - began:.0f} s)")

    def run(self):
        args = self.args
        threads = Threads(args.threads)
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "stopped", True))
        feed = Feed(args.splits, {"image": args.image_batch, "video": args.video_batch}, args.video_share)
        checked = logged = saved = time.time()
        recent = {"image": [], "video": []}
        while time.time() < self.until and not self.stopped:
            batch = feed.ready.get()
            threads.choose(batch["kind"])
            began = time.time()
            loss, right, seen, rate = self.step(batch)
            took = time.time() - began
            recent[batch["kind"]].append((loss, right, seen, took, threads.now))
            if took < COMPILING_SECONDS:
                threads.learn(batch["kind"], took)
                feed.cost[batch["kind"]] += 0.1 * (took - feed.cost[batch["kind"]])
            if time.time() - logged > LOG_SECONDS:
                self.report(recent, rate, time.time() - logged)
                recent, logged = {"image": [], "video": []}, time.time()
            if time.time() - saved > SAVE_SECONDS:
                self.save()
                saved = time.time()
            if time.time() - checked > args.check_minutes * 60:
                self.check()
                checked = logged = time.time()
        self.save()
        if not self.stopped:
            self.check(None, None)

    def report(self, recent, rate, seconds):
        parts = [f"step {self.steps} rate {rate:.3f} {sum(map(len, recent.values())) / seconds:.2f} steps/s"]
        for kind, rows in recent.items():
            if rows:
                loss, right, seen, took, used = (sum(column) / len(rows) for column in zip(*rows))
                parts.append(f"{kind}: {len(rows)} x {took:.2f} s, {used:.1f} threads, loss {loss:.4f}, tokens right {right:.4f}, rows right {seen:.3f}")
        self.log(" | ".join(parts))


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    trainer = Trainer(args)
    trainer.run()


if __name__ == "__main__":
    main()
