"""The command line: `pdscan scan`, `report`, `demo`. Data goes to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys

from pdscan.cli.app import app
from pdscan.cli.exit_codes import ExitCode
from pdscan.errors import ConfigError, NothingScannedError, PdscanError

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        app()
    except PdscanError as error:
        sys.stderr.write(f"error: {error.message}\n" + (f"hint: {error.hint}\n" if error.hint else ""))
        sys.exit(_code(error))
    except BrokenPipeError:
        # The reader of the pipe has gone; nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.INTERNAL)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(ExitCode.INTERRUPTED)


def _code(error: PdscanError) -> ExitCode:
    if isinstance(error, ConfigError):
        return ExitCode.USAGE
    return ExitCode.NOTHING_SCANNED if isinstance(error, NothingScannedError) else ExitCode.INTERNAL
