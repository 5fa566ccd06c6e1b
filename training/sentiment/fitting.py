"""Fitting a linear model to sentences: logistic regression, pruned and rounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from descent import minimum

from core.measures.sentiment.features import Features
from core.measures.sentiment.model import Model

# A feature seen once is chance.
SEEN_AT_LEAST = 2
UNIT = 0.02


@dataclass(frozen=True, slots=True)
class Fit:
    """How strongly weights are held to zero, and how many are kept."""

    hold: float = 0.5  # for words and their parts
    hold_findings: float = 0.05  # for what the lexicon found, which is known to matter
    keep: int = 24_000
    counts: tuple[float, ...] = ()  # how much each class counts; all alike when empty


@dataclass(frozen=True, slots=True)
class Table:
    """Sparse rows of figures: a figure for each (row, column) that is not zero."""

    rows: np.ndarray
    columns: np.ndarray
    figures: np.ndarray
    height: int
    width: int

    def times(self, weights: np.ndarray) -> np.ndarray:
        """The sum of the weights of each row's columns, one for each class."""
        return np.stack(
            [
                np.bincount(self.rows, self.figures * weights[self.columns, each], self.height)
                for each in range(weights.shape[1])
            ],
            axis=1,
        )

    def back(self, off: np.ndarray) -> np.ndarray:
        """What each column had to do with what is off in the rows."""
        return np.stack(
            [
                np.bincount(self.columns, self.figures * off[self.rows, each], self.width)
                for each in range(off.shape[1])
            ],
            axis=1,
        )


def fit(
    texts: Sequence[Features],
    targets: np.ndarray,
    classes: tuple[str, ...],
    how: Fit = Fit(),
) -> Model:
    """The model whose shares come nearest to `targets` (a row of shares for each text).

    A class counts as much as `how.counts` says, however many texts it has.
    """
    seen = Counter(name for text in texts for name in text)
    names = sorted(name for name, count in seen.items() if count >= SEEN_AT_LEAST)
    hold = np.array([how.hold_findings if n.startswith("= ") else how.hold for n in names])
    counts = np.array(how.counts or (1.0,) * len(classes))
    balance = targets @ (counts * len(texts) / (len(classes) * targets.sum(axis=0)))
    weights, bias = _fitted(_table(texts, names), targets, balance, hold)
    rounded = np.rint(weights / UNIT).astype(int)
    strength = np.abs(rounded).max(axis=1)
    strongest = sorted(np.flatnonzero(strength), key=lambda row: (-strength[row], names[row]))
    kept = sorted(strongest[: how.keep], key=lambda row: names[row])
    return Model(
        classes,
        tuple(round(float(value), 4) for value in bias),
        {names[row]: rounded[row].tolist() for row in kept},
        UNIT,
    )


def _table(texts: Sequence[Features], names: Sequence[str]) -> Table:
    columns = {name: column for column, name in enumerate(names)}
    cells = [
        (row, columns[name], text[name])
        for row, text in enumerate(texts)
        for name in sorted(text.keys() & columns.keys())
    ]
    rows, cols, figures = (np.array(each) for each in zip(*cells, strict=True))
    return Table(rows, cols, figures, len(texts), len(names))


def _fitted(
    table: Table, targets: np.ndarray, balance: np.ndarray, hold: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    classes = targets.shape[1]
    split = table.width * classes

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat[:split].reshape(table.width, classes), flat[split:]
        logits = table.times(weights) + bias
        logits -= logits.max(axis=1, keepdims=True)
        logs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        off = (np.exp(logs) - targets) * balance[:, None]
        held = hold[:, None] * weights
        total = -(targets * logs).sum(axis=1) @ balance + 0.5 * (held * weights).sum()
        return float(total), np.concatenate([(table.back(off) + held).ravel(), off.sum(axis=0)])

    best = minimum(loss, np.zeros(split + classes))
    return best[:split].reshape(table.width, classes), best[split:]
