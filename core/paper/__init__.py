"""What is printed: type, the parts of a sheet, and the sheets with their feet."""
