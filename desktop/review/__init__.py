"""The page of the quarterly review: a calm walk of seven steps, with a paper at its end."""
