"""Slope and shift of log-odds by which chances come nearest to how often they are right (Platt scaling)."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

_LEAST = 0.01


def platt(chance: NDArray[np.float32], right: NDArray[np.bool_]) -> tuple[float, float]:
    """Fitted on chances [N] above _LEAST and whether each was right [N]."""
    kept = chance > _LEAST
    odds = torch.logit(torch.from_numpy(chance[kept]).double(), 1e-6)
    was = torch.from_numpy(right[kept]).double()
    fit = torch.tensor([1.0, 0.0], dtype=torch.double, requires_grad=True)
    search = torch.optim.LBFGS([fit], max_iter=100)

    def closure() -> Tensor:
        search.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(fit[0] * odds + fit[1], was)
        loss.backward()
        return loss

    search.step(closure)
    slope, shift = fit.detach().tolist()
    return slope, shift
