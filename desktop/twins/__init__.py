"""Twins: people who may be here twice, looked at side by side and made one, or told apart."""
