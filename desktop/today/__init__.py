"""Today: who needs the owner now, on one screen."""
