"""Progress as one tqdm bar on stderr, off where stderr is no terminal."""

from __future__ import annotations

import sys
from typing import Any

from tqdm import tqdm


class Bar:
    """A bar per stage: datasets done, the dataset at hand beside it."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: tqdm[Any] | None = None

    def start(self, stage: str, total: int | None) -> None:
        """Begin a bar."""
        self.finish()
        disable = True if self._quiet else None
        self._bar = tqdm(desc=stage, total=total, unit=" datasets", disable=disable, file=sys.stderr, leave=False)

    def advance(self, dataset: str) -> None:
        """One more is done."""
        del dataset
        if self._bar is not None:
            self._bar.update()

    def working(self, dataset: str) -> None:
        """Show what is at hand."""
        if self._bar is not None:
            self._bar.set_postfix_str(dataset)

    def note(self, text: str) -> None:
        """Write a line above the bar."""
        if not self._quiet:
            tqdm.write(text, file=sys.stderr)

    def finish(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
