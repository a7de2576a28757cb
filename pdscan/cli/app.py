"""The commands and their options. Heavy imports happen inside the commands, so that help is quick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pdscan import __version__
from pdscan.cli.exit_codes import ExitCode
from pdscan.cli.output import parse_formats, write_reports
from pdscan.errors import ConfigError
from pdscan.model.types import Confidence, EntityType, Severity, SkipReason

if TYPE_CHECKING:
    from pdscan.model.report import Report
    from pdscan.options import ScanOptions

app = typer.Typer(
    name="pdscan",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Find personal data in databases and files, count the people behind it, and see what could go.",
    epilog="Example: pdscan scan postgresql://scanner@db/crm ./share --format html=report.html",
)

Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="TARGET...", envvar="PDSCAN_URL", help="Database URL, folder or file."),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", metavar="FORMAT[=FILE]", help="table, json or html; repeatable with a file each."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of stdout.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pdscan {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    del version


@app.command(epilog="Example: pdscan scan sqlite:///crm.sqlite --format json --output scan.json")
def scan(
    targets: Targets = None,
    full: Annotated[bool, typer.Option("--full", envvar="PDSCAN_FULL", help="Judge columns by every row.")] = False,
    sample_rows: Annotated[
        int, typer.Option(min=1, envvar="PDSCAN_SAMPLE_ROWS", help="Rows per dataset to judge columns by.")
    ] = 10_000,
    seed: Annotated[int, typer.Option(min=0, envvar="PDSCAN_SEED", help="Makes the sample repeatable.")] = 0,
    formats: Formats = None,
    output: Output = None,
    include: Annotated[
        list[str] | None, typer.Option(metavar="GLOB", help="Only datasets whose name fits, such as 'crm.public.*'.")
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option(metavar="GLOB", help="Not these datasets.")] = None,
    only: Annotated[str, typer.Option(metavar="TYPE,...", help="Only these entity types.")] = "",
    except_: Annotated[str, typer.Option("--except", metavar="TYPE,...", help="Not these entity types.")] = "",
    min_confidence: Annotated[Confidence, typer.Option(help="Show findings from this confidence on.")] = Confidence.LOW,
    min_severity: Annotated[Severity, typer.Option(help="Show findings from this severity on.")] = Severity.LOW,
    workers: Annotated[int, typer.Option(min=1, envvar="PDSCAN_WORKERS", help="Processes to work in.")] = 1,
    recognizers: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Folder of your own recognisers; repeatable.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", envvar="PDSCAN_CONFIG", help="Instead of pdscan.toml here or above.")
    ] = None,
    fail_on: Annotated[
        Severity | None, typer.Option(help="Exit 10 when a finding of this severity or worse is shown.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 4 when anything was skipped.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be read; read no value.")] = False,
    no_history: Annotated[bool, typer.Option("--no-history", help="Keep nothing of this scan (the default).")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and notes.")] = False,
) -> None:
    """Find personal data in the targets, count the people, and recommend cuts."""
    del no_history
    from pdscan import registry
    from pdscan.cli.progress import Bar
    from pdscan.config import TargetSpec, load_config
    from pdscan.options import ScanOptions

    if not targets:
        raise ConfigError("No target is named.", hint="For example: pdscan scan ./share postgresql://user@host/crm")
    wanted = parse_formats(formats or [], output)
    for name, _ in wanted:
        registry.reporter(name)
    stated = load_config(config)
    options = ScanOptions(
        sample_rows=sample_rows,
        full=full,
        seed=seed,
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        only=_types(only),
        except_=_types(except_),
        min_confidence=min_confidence,
        min_severity=min_severity,
        workers=workers,
        categories=stated.categories,
        organisations=stated.organisations,
        retention_years=stated.retention,
    )
    sources = registry.open_sources([TargetSpec(target) for target in targets])
    if dry_run:
        _dry_run(sources, options)
        return
    folders = (*stated.folders, *(recognizers or ()))
    report = registry.run_scan(sources, options, recognizer_folders=folders, progress=Bar(quiet=quiet))
    write_reports(report, wanted)
    _finish(report, wanted, strict=strict, fail_on=fail_on, quiet=quiet)


@app.command(epilog="Example: pdscan report scan.json --format html --output report.html")
def report(
    file: Annotated[Path, typer.Argument(metavar="SCAN.json", help="A scan written with --format json.")],
    formats: Formats = None,
    output: Output = None,
) -> None:
    """Render a stored scan again, in any format."""
    from pdscan import registry

    write_reports(registry.load_report(file), parse_formats(formats or [], output))


@app.command(epilog="Example: pdscan demo --scale 0.1 --dir demo-output")
def demo(
    folder: Annotated[Path, typer.Option("--dir", help="Where the replica and the report go.")] = Path("pdscan-demo"),
    scale: Annotated[float, typer.Option(min=0.01, max=1.0, help="Share of the 79,400 people to make.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Makes the same people again.")] = 2024,
) -> None:
    """Build the incident replica (synthetic people), scan it, and leave report.html."""
    from pdscan.cli.demo import run_demo

    run_demo(folder, scale, seed)


def _types(text: str) -> tuple[EntityType, ...]:
    types = []
    for name in filter(None, (part.strip().upper() for part in text.split(","))):
        if name not in EntityType.__members__:
            raise ConfigError(f"There is no entity type “{name}”.", hint=f"Types: {', '.join(EntityType)}.")
        types.append(EntityType(name))
    return tuple(types)


def _dry_run(sources: list, options: ScanOptions) -> None:  # type: ignore[type-arg]
    from pdscan import registry

    datasets, skipped = registry.list_datasets(sources, options)
    for dataset in datasets:
        rows = "unknown" if dataset.rows is None else f"{dataset.rows:,}"
        typer.echo(f"{dataset.name}\t{dataset.kind}\t{rows} rows\t{len(dataset.columns)} columns")
    for entry in skipped:
        typer.echo(f"{entry.dataset}\tskipped\t{entry.reason}\t{entry.detail}")


def _finish(
    report: Report,
    wanted: list[tuple[str, Path | None]],
    *,
    strict: bool,
    fail_on: Severity | None,
    quiet: bool,
) -> None:
    from pdscan.reporters.wording import summary_line

    if not quiet and ("table", None) not in wanted:
        sys.stderr.write(summary_line(report) + "\n")
    if any(entry.reason is SkipReason.INTERRUPTED for entry in report.skipped) or not report.scan.complete:
        left = sum(1 for entry in report.skipped if entry.reason is SkipReason.INTERRUPTED)
        sys.stderr.write(f"Interrupted: {len(report.datasets)} dataset(s) were judged, {left} were not finished.\n")
        raise typer.Exit(ExitCode.INTERRUPTED)
    if fail_on is not None and any(f.severity.rank >= fail_on.rank for f in report.findings):
        raise typer.Exit(ExitCode.FINDINGS)
    if strict and report.skipped:
        raise typer.Exit(ExitCode.INCOMPLETE)
