"""Voice: what customers say, what it suggests, what is decided, and the answer they get."""
