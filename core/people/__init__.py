"""People: customers, their visits, contacts, consents, check-ins and goals."""
