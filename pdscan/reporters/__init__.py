"""Rendering a report, one module per format."""
