"""`pdscan demo`: the incident replica built, scanned and compared with its truth."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import typer

from pdscan import registry
from pdscan.cli.output import write_reports
from pdscan.cli.progress import Bar
from pdscan.config import TargetSpec
from pdscan.options import ScanOptions
from pdscan.reporters.wording import phrase
from pdscan.resources import replica_dir


def run_demo(folder: Path, scale: float, seed: int) -> None:
    """Build, scan, write report.html and report.json, print the table and the truth beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    database, share = folder / "jewellery.sqlite", folder / "share"
    sys.stderr.write(f"Building the replica in {folder} ...\n")
    replica = _generator().build(scale, seed)
    replica.write_sqlite(database)
    replica.write_share(share)
    replica.write_truth(folder / "truth.json")
    sources = registry.open_sources([TargetSpec(f"sqlite:///{database}"), TargetSpec(str(share))])
    report = registry.run_scan(sources, ScanOptions(), recognizer_folders=(), progress=Bar(quiet=False))
    files = [("html", folder / "report.html"), ("json", folder / "report.json")]
    write_reports(report, [("table", None), *files])
    typer.echo(f"Planted: {replica.people:,} people. Estimated: {phrase(report.subjects.total.count)}.")
    typer.echo(f"See {folder / 'report.html'}")


def _generator() -> ModuleType:
    """The generator's package, which lies beside pdscan in a checkout and inside it once installed."""
    place = replica_dir()
    spec = importlib.util.spec_from_file_location(
        "pdscan_replica", place / "__init__.py", submodule_search_locations=[str(place)]
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError(place)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
