"""Muon (Keller Jordan, 2024) for many small matrices: orthogonalised momentum, equal shapes handled in one batched product."""

from collections import defaultdict

import torch

# Quintic Newton-Schulz coefficients of the original: steep at zero, singular values end between 0.7 and 1.2.
A, B, C = 3.4445, -4.7750, 2.0315
STEPS = 5


def orthogonalise(x: torch.Tensor) -> torch.Tensor:
    """x: [matrices, rows, cols] with rows <= cols. To the nearest matrix with all singular values near 1."""
    x = x.bfloat16()
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(STEPS):
        gram = x @ x.mT
        x = A * x + (B * gram + C * gram @ gram) @ x
    return x.float()


class Muon(torch.optim.Optimizer):
    """parts[i]: into how many equal blocks of rows parameter i falls (a fused qkv is three matrices)."""

    def __init__(self, params, parts, lr, momentum=0.95, weight_decay=0.01):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})
        self.parts = parts

    @torch.no_grad()
    def step(self):
        groups = defaultdict(list)
        (group,) = self.param_groups
        for parameter, parts in zip(group["params"], self.parts):
            if parameter.grad is None:
                continue
            state = self.state[parameter]
            if "momentum" not in state:
                state["momentum"] = torch.zeros_like(parameter)
            state["momentum"].lerp_(parameter.grad, 1 - group["momentum"])
            update = parameter.grad.lerp(state["momentum"], group["momentum"])
            for block, target in zip(update.chunk(parts), parameter.chunk(parts)):
                groups[tuple(sorted(block.shape))].append((block, target))
        for blocks in groups.values():
            wide = [block if block.shape[0] <= block.shape[1] else block.T for block, _ in blocks]
            for update, (_, target) in zip(orthogonalise(torch.stack(wide)), blocks):
                if target.shape[0] > target.shape[1]:
                    update = update.T
                scale = max(1.0, target.shape[0] / target.shape[1]) ** 0.5
                target.mul_(1 - group["lr"] * group["weight_decay"]).add_(update, alpha=-group["lr"] * scale)
