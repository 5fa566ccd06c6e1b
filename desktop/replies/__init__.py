"""Replies: who still waits for an answer, what is drafted, what was sent."""
