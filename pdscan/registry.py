"""The one place that knows concrete classes: sources, recognisers, rules and reporters, each imported when used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pdscan.errors import ConfigError
from pdscan.resources import recognizers_dir

if TYPE_CHECKING:
    from pdscan.config import TargetSpec
    from pdscan.detectors.recognizers import RecognizerSet
    from pdscan.model.report import Report
    from pdscan.model.schema import Dataset, Skipped
    from pdscan.options import ScanOptions, Toolkit
    from pdscan.profile import NameJudge, ValueJudge
    from pdscan.progress import Progress
    from pdscan.reporters.base import Reporter
    from pdscan.sources.base import Source

_REPORTERS = {
    "table": ("pdscan.reporters.table", "TableReporter"),
    "json": ("pdscan.reporters.json_v1", "JsonReporter"),
    "html": ("pdscan.reporters.html.reporter", "HtmlReporter"),
}
_RULES = (
    ("pdscan.rules.partial_hkid", "PartialHkidInLoyalty"),
    ("pdscan.rules.partial_hkid_with_birth", "PartialHkidWithBirth"),
    ("pdscan.rules.full_birth_date", "FullBirthDate"),
    ("pdscan.rules.past_retention", "LeaversPastSevenYears"),
    ("pdscan.rules.past_retention", "InactivePastOwnPolicy"),
)


def open_sources(targets: Sequence[TargetSpec]) -> list[Source]:
    """A source per target, not connected yet. Raises ConfigError for a target that means nothing."""
    from pdscan.sources.files.source import FolderSource
    from pdscan.sources.sql.source import SqlSource
    from pdscan.urls import TargetKind, parse_target

    sources: list[Source] = []
    for spec in targets:
        target = parse_target(spec.url)
        if target.kind is TargetKind.DATABASE:
            sources.append(SqlSource(target.text, name=spec.name, schemas=spec.schemas))
        else:
            sources.append(FolderSource(target.text, name=spec.name))
    return sources


def run_scan(
    sources: Sequence[Source],
    options: ScanOptions,
    *,
    recognizer_folders: Sequence[Path],
    progress: Progress,
) -> Report:
    """Scan with the built-in recognisers and those in the folders named."""
    from pdscan.scan import scan

    return scan(sources, options, toolkit(recognizer_folders), progress)


def list_datasets(sources: Sequence[Source], options: ScanOptions) -> tuple[list[Dataset], list[Skipped]]:
    """What a scan would look at; reads no value."""
    from pdscan.scan import list_datasets as listed

    return listed(sources, options)


def toolkit(recognizer_folders: Sequence[Path]) -> Toolkit:
    """Everything that judgement needs, from the data that ships with pdscan and the folders named."""
    from pdscan.classify import load_weights
    from pdscan.facts import load_legal_facts, load_retention_periods
    from pdscan.options import Toolkit
    from pdscan.subjects.categories import load_category_words

    folder = recognizers_dir()
    infos = {info.name: info for info in recognizer_set(recognizer_folders).infos}
    return Toolkit(
        detectors=Detectors(tuple(recognizer_folders)),
        weights=load_weights(folder, infos),
        categories=load_category_words(folder / "categories.yaml"),
        periods=load_retention_periods(folder / "retention.yaml"),
        legal=load_legal_facts(folder / "legal.yaml"),
        rules=tuple(getattr(import_module(module), name)() for module, name in _RULES),
    )


class Detectors:
    """Makes the judges of values and names; travels to workers as the names of folders only."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def __call__(self) -> tuple[ValueJudge, NameJudge]:
        """The judges, loaded once per process."""
        return _detectors(self._folders)


@lru_cache(maxsize=4)
def _detectors(folders: tuple[Path, ...]) -> tuple[ValueJudge, NameJudge]:
    from pdscan.detectors.column_name import ColumnNames

    return recognizer_set(folders), ColumnNames.load(recognizers_dir() / "column_names.csv")


def recognizer_set(folders: Sequence[Path]) -> RecognizerSet:
    """The built-in recognisers and those in the folders named."""
    return _recognizers(tuple(folders))


@lru_cache(maxsize=4)
def _recognizers(folders: tuple[Path, ...]) -> RecognizerSet:
    from pdscan.detectors.recognizers import load_recognizers

    return load_recognizers((recognizers_dir(), *folders))


def reporter_names() -> tuple[str, ...]:
    """Formats that a report can be rendered in."""
    return tuple(_REPORTERS)


def reporter(name: str) -> Reporter:
    """The reporter of that format. Raises ConfigError when there is none."""
    if name not in _REPORTERS:
        raise ConfigError(f"There is no format “{name}”.", hint=f"Formats: {', '.join(_REPORTERS)}.")
    module, cls = _REPORTERS[name]
    made: Callable[[], Reporter] = getattr(import_module(module), cls)
    return made()


def load_report(path: Path) -> Report:
    """Read a stored scan (JSON version 1). Raises ConfigError when the file is not one."""
    from pdscan.reporters.json_v1 import loads

    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} can't be read: {error.__class__.__name__}.") from None
    return loads(text)
