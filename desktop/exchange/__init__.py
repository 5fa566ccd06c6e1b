"""The page of import and export."""
