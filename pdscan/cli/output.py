"""Writing reports: to stdout, or whole to a file that only its owner may read."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pdscan.errors import ConfigError

if TYPE_CHECKING:
    from pdscan.model.report import Report


def parse_formats(formats: Sequence[str], output: Path | None) -> list[tuple[str, Path | None]]:
    """(format, file or None for stdout) from `--format json --format html=report.html --output FILE`."""
    wanted = [(name, Path(file) if file else None) for name, _, file in (text.partition("=") for text in formats)] or [
        ("table", None)
    ]
    to_stdout = [index for index, (_, file) in enumerate(wanted) if file is None]
    if len(to_stdout) > 1:
        raise ConfigError("Only one format can go to stdout.", hint="Name a file: --format html=report.html")
    if output is not None and str(output) != "-":
        if not to_stdout:
            raise ConfigError("--output has no format to go with: each --format names its own file.")
        wanted[to_stdout[0]] = (wanted[to_stdout[0]][0], output)
    return wanted


def write_reports(report: Report, wanted: Sequence[tuple[str, Path | None]]) -> None:
    """Write the report in each format."""
    from pdscan import registry

    for name, path in wanted:
        reporter = registry.reporter(name)
        if path is None:
            reporter.write(report, sys.stdout)
            continue
        try:
            descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            with os.fdopen(descriptor, "w", encoding="utf-8") as out:
                reporter.write(report, out)
            Path(part).replace(path)
        except OSError as error:
            raise ConfigError(f"{path} can't be written: {error.strerror}.") from None
