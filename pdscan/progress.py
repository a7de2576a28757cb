"""How the engine tells of its progress, without knowing who listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives what happens during a scan."""

    def start(self, stage: str, total: int | None) -> None:
        """A stage begins; `total` is its number of datasets, or None while unknown."""

    def advance(self, dataset: str) -> None:
        """One dataset of the stage is done."""

    def working(self, dataset: str) -> None:
        """Work on this dataset begins."""

    def note(self, text: str) -> None:
        """Something a careful reader wants to know now."""

    def finish(self) -> None:
        """The stage ends."""


class NoProgress:
    """Listens to nothing."""

    def start(self, stage: str, total: int | None) -> None:
        """Ignore."""

    def advance(self, dataset: str) -> None:
        """Ignore."""

    def working(self, dataset: str) -> None:
        """Ignore."""

    def note(self, text: str) -> None:
        """Ignore."""

    def finish(self) -> None:
        """Ignore."""
