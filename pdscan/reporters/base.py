"""What a reporter is: it writes a report in one format."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import IO

from pdscan.model.report import Report


class Reporter(ABC):
    """One output format."""

    name: str
    suffix: str

    @abstractmethod
    def write(self, report: Report, out: IO[str]) -> None:
        """Write the whole report."""
