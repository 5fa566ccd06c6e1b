"""The page of the quarterly review, over a shop without reviews or with one begun."""

from __future__ import annotations

import pytest

from core.insight import quarterly_review
from desktop.review.review_page import ReviewPage


@pytest.fixture
def page(desk, shown):
    def build() -> ReviewPage:
        return shown(ReviewPage(desk), 1130, 720)

    return build


@pytest.fixture
def walked(page, workspace):
    """The page with the review of the third quarter begun."""
    quarterly_review.start(workspace, "2026-Q3")
    return page()
