"""A person's record: everything the shop knows of her, gathered and set on paper."""
