"""Regulars without a screen: everything that is true of a shop and its customers."""

from __future__ import annotations

__version__ = "0.1.0"
