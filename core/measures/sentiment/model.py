"""The statistical reader: a small linear model, trained on sentences written for this project."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from core.measures.sentiment.features import Features


@dataclass(frozen=True, slots=True)
class Model:
    """Logistic regression over named features: one weight for each class and feature."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Sequence[int]]  # in units of `unit`
    unit: float

    def logits(self, features: Features) -> list[float]:
        """How much speaks for each class."""
        sums = [0.0] * len(self.classes)
        known = self.weights
        for name, value in features.items():
            weights = known.get(name)
            if weights is not None:
                for column, weight in enumerate(weights):
                    sums[column] += weight * value
        return [total * self.unit + start for total, start in zip(sums, self.bias, strict=True)]

    def felt(self, features: Features) -> list[float]:
        """What the features add to each class, without the bias."""
        return [a - b for a, b in zip(self.logits(features), self.bias, strict=True)]

    def as_plain(self) -> dict[str, object]:
        """The model as JSON keeps it."""
        return {
            "classes": self.classes,
            "bias": self.bias,
            "unit": self.unit,
            "weights": {name: list(each) for name, each in self.weights.items()},
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> Self:
        """The model that `as_plain` gave away."""
        weights: Mapping[str, Sequence[int]] = plain["weights"]  # type: ignore[assignment]
        return cls(
            tuple(plain["classes"]),  # type: ignore[arg-type]
            tuple(plain["bias"]),  # type: ignore[arg-type]
            _shared(weights),
            plain["unit"],  # type: ignore[arg-type]
        )


def _shared(weights: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """The same weights with equal rows kept once: most features have those of some other."""
    rows: dict[tuple[int, ...], tuple[int, ...]] = {}
    return {name: rows.setdefault(row := tuple(each), row) for name, each in weights.items()}


def shares(logits: Sequence[float]) -> list[float]:
    """Logits as probabilities."""
    highest = max(logits)
    powers = [math.exp(logit - highest) for logit in logits]
    total = sum(powers)
    return [power / total for power in powers]


def trained(language: str) -> dict[str, Model]:
    """The models of a language by what they tell: "mood" and "kind"."""
    path = files("core.measures.sentiment") / "models" / f"{language}.json.gz"
    plain = json.loads(gzip.decompress(path.read_bytes()))
    return {name: Model.from_plain(each) for name, each in plain.items()}
