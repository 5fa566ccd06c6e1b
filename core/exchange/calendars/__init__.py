"""Calendars in and out: appointments that people bring, and the days ahead to take along."""
