"""Minimisation rules, one per file."""
