"""The picture book: a sample shop, the whole loop walked once, a picture of every page."""
