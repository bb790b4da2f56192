"""In how many bits the network is trained: sixteen where the machine multiplies in them, else thirty-two."""

from __future__ import annotations

import torch


def multiplies_in_bfloat16(device: torch.device) -> bool:
    """Whether a device multiplies in bfloat16 by itself; a processor that only imitates it is twenty times slower."""
    if device.type != "cpu":
        return True
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def products(device: torch.device) -> torch.autocast:
    """A context in which matrix products are as short as the device takes them; states stay as they are."""
    return torch.autocast(device.type, torch.bfloat16, enabled=multiplies_in_bfloat16(device))
