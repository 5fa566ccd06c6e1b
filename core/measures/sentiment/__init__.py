"""Reading the mood of a text: one analyzer per language, a reading that shows its words."""
