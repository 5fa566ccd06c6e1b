"""Surveys: asking customers, typing in their answers, and what came of it."""
