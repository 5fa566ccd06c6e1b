"""The sample shop: a believable shop made up whole, for trying out, pictures and measuring."""

from __future__ import annotations

from core.sample.shop import SampleShop, fill

__all__ = ["SampleShop", "fill"]
