"""Databases, through SQLAlchemy; dialects write the SQL."""
