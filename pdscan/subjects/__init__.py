"""Counting people: identifiers, linkage, categories, estimates."""
