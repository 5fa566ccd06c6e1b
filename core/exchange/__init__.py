"""In and out: files that people bring, everything they may take with them, and forgetting."""
