"""Folders of files, read through fsspec."""
