"""Insight: what the shop's records say, read and never changed (save the health snapshots)."""
