"""Calendars (.ics) as a table: one row for each appointment, under the headings of a list."""
