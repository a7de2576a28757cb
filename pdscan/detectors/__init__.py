"""Deciding what a single value or a column name looks like."""
