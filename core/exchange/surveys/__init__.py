"""Answers from form programs: which questions they answer, and what each answer says."""
