"""pdscan finds personal data in databases and file shares, counts the people behind it, and says what could go."""

from __future__ import annotations

__version__ = "0.1.0"
