"""How health works: what the score is made of, whether it held here, and how it is weighed."""
