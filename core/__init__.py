"""Regulars without a screen: everything that is true of a shop and its customers."""
