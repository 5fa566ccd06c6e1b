"""Pure formulas of the shop: numbers and days in, results out; no clock, no file, no SQL."""
