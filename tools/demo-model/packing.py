"""Packs several questions about the same frames into one row: they share the frames' tokens and do not see each other.

A row is prefix, question and answer, question and answer, ... Every question takes up its positions right after the prefix, so
each reads as if it were alone in its prompt.
"""

import numpy as np
import torch

from chat import answer, load_tokenizer, question

# The last digit of a coordinate is a third of a pixel: noise that would outweigh the digits that matter.
LAST_DIGIT_WEIGHT = 0.3
PADDING = -1


def digit_ids() -> set[int]:
    return {load_tokenizer().token_to_id(str(digit)) for digit in range(10)}


def token_weights(tokens, digits) -> list[float]:
    last = lambda index: tokens[index] in digits and tokens[index + 1] not in digits and index and tokens[index - 1] in digits
    return [LAST_DIGIT_WEIGHT if last(index) else 1.0 for index in range(len(tokens))]


class Row:
    def __init__(self, prefix_ids, prefix_positions):
        self.ids = list(prefix_ids)
        self.positions = [prefix_positions]
        self.start = int(prefix_positions.max()) + 1
        self.segments = [0] * len(self.ids)
        self.labels = [-100] * len(self.ids)
        self.weights = [0.0] * len(self.ids)

    def ask(self, prompt: str, reply: str, digits, weight=1.0):
        asked, replied = question(prompt), answer(reply)
        length = len(asked) + len(replied)
        self.ids += [*asked, *replied]
        self.positions.append(np.broadcast_to(self.start + np.arange(length), (3, length)))
        self.segments += [self.segments[-1] + 1] * length
        # The token before an answer's first one predicts it.
        self.labels += [-100] * (len(asked) - 1) + [*replied, -100]
        self.weights += [0.0] * (len(asked) - 1) + [weight * w for w in token_weights(replied, digits)] + [0.0]


def pack(rows: list[Row], length: int, pad_id: int) -> dict[str, torch.Tensor]:
    fill = lambda values, value: torch.tensor([list(v) + [value] * (length - len(v)) for v in values])
    positions = np.zeros((3, len(rows), length), dtype=np.int64)
    for index, row in enumerate(rows):
        positions[:, index, : len(row.ids)] = np.concatenate(row.positions, axis=1)
    segments = fill([row.segments for row in rows], PADDING)
    asking, seen = segments[:, :, None], segments[:, None, :]
    allowed = ((seen == 0) | (seen == asking)) & torch.ones(length, length, dtype=torch.bool).tril()
    allowed |= torch.eye(length, dtype=torch.bool)
    return {
        "input_ids": fill([row.ids for row in rows], pad_id),
        "positions": torch.from_numpy(positions),
        "mask": torch.zeros(allowed.shape).masked_fill_(~allowed, float("-inf"))[:, None],
        "labels": fill([row.labels for row in rows], -100),
        "weights": fill([row.weights for row in rows], 0.0),
    }
