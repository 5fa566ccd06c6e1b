"""Feedback: writing down what customers say, and working through it."""
