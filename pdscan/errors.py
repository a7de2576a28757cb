"""The exceptions that pdscan raises on purpose.

PdscanError
├── ConfigError          usage or configuration (exit 2)
├── SourceError          a source as a whole can't be used
│   ├── UnreachableError     no such host, port, file or folder
│   ├── LoginError           credentials refused
│   └── UnsupportedError     no connector or driver for it
├── DatasetError         one dataset can't be read; the scan goes on
├── RecognizerError      a recogniser file is wrong (exit 2)
└── NothingScannedError  no source was reached or none had a dataset (exit 3)
"""

from __future__ import annotations

from pdscan.model.types import SkipReason


class PdscanError(Exception):
    """Base: `message` states what happened and where, `hint` what to do. Neither holds a personal value."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.__dict__))


def _rebuild(kind: type[PdscanError], message: str, state: dict[str, object]) -> PdscanError:
    """Make an error again on the other side of a process boundary."""
    error = kind.__new__(kind, message)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


class ConfigError(PdscanError):
    """The command line or a configuration file is wrong."""


class RecognizerError(ConfigError):
    """A recogniser file can't be used."""


class SourceError(PdscanError):
    """A source as a whole can't be used."""

    reason = SkipReason.FAILED


class UnreachableError(SourceError):
    """Nothing answers there: host, port, file or folder."""

    reason = SkipReason.UNREACHABLE


class LoginError(SourceError):
    """The source answers and refuses the credentials."""

    reason = SkipReason.LOGIN_FAILED


class UnsupportedError(SourceError):
    """There is no connector for it, or its driver is not installed."""

    reason = SkipReason.UNSUPPORTED


class DatasetError(PdscanError):
    """One dataset can't be read; it is reported as skipped and the scan goes on."""

    def __init__(self, message: str, *, reason: SkipReason = SkipReason.FAILED, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


class NothingScannedError(PdscanError):
    """No source was reached, or none had a dataset in scope."""
