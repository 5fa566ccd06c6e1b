"""The page of suggestions: ranked in a table, weighed and decided beside it."""
