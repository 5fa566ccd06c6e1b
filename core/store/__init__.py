"""The file: one SQLite file per shop, one door for writes, undo, backups and search."""
