"""Exit codes: what a script that calls pdscan may rely on."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a run of pdscan ended."""

    FINISHED = 0
    INTERNAL = 1
    USAGE = 2
    NOTHING_SCANNED = 3
    INCOMPLETE = 4
    FINDINGS = 10
    INTERRUPTED = 130
