"""The parts that pages are made of. They know the ground and core, and no page."""
