"""Greedy answers with a key/value cache, for a batch of prompts of one length about frames of one size."""

import torch


@torch.no_grad()
def greedy(model, ids, positions, patches, grid, end_id: int, max_tokens: int = 128) -> tuple[list[list[int]], list[float]]:
    """ids [batch, length], positions [3, batch, length]. Returns each answer without its end token, and
    its margin: the smallest lead of a best logit over the next one."""
    batch, length = ids.shape
    causal = torch.full((length, length), float("-inf")).triu(1)
    hidden, past = model.hidden(ids, positions, causal, patches, grid)
    here = positions.amax(dim=(0, 2)) + 1
    answers = [[] for _ in range(batch)]
    margins = torch.full((batch,), float("inf"))
    done = torch.zeros(batch, dtype=torch.bool)
    everything = torch.zeros(1, 1)
    for _ in range(max_tokens):
        best, tokens = model.logits(hidden[:, -1]).topk(2)
        token = tokens[:, 0]
        margins = torch.where(done, margins, torch.minimum(margins, best[:, 0] - best[:, 1]))
        done |= token == end_id
        if done.all():
            break
        for answer, value, over in zip(answers, token.tolist(), done.tolist()):
            if not over:
                answer.append(value)
        hidden, past = model.hidden(token[:, None], here[None, :, None].expand(3, -1, 1), everything, past=past)
        here += 1
    return answers, margins.tolist()
