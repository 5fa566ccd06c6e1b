"""The window: Qt and nothing but Qt. Whatever is true without a screen lives in core."""
