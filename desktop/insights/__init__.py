"""Insights: whether people come back, what they say, and the rows behind each figure."""
