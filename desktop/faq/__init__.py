"""Frequent questions: one answer for each language, and the words that asked for it."""
