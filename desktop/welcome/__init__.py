"""The first run: a short walk to a shop file."""

from __future__ import annotations

# Under which the welcome leaves in the preferences which page the window opens first.
FIRST_PAGE = "first_page"
