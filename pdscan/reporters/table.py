"""The report as text for a terminal: plain and stable when piped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from pdscan.model.report import Report
from pdscan.reporters.base import Reporter
from pdscan.reporters.wording import phrase, summary_line

MOST_FINDINGS = 20


class TableReporter(Reporter):
    """Sections of aligned columns, worst first."""

    name = "table"
    suffix = ".txt"

    def write(self, report: Report, out: IO[str]) -> None:
        """People, findings, cuts, and what was not looked at."""
        if not report.scan.complete:
            out.write("INCOMPLETE: the scan was interrupted.\n\n")
        _people(report, out)
        _findings(report, out)
        _cuts(report, out)
        _skipped(report, out)
        out.write(f"{summary_line(report)}\n")


def _people(report: Report, out: IO[str]) -> None:
    rows = [("All data subjects", phrase(report.subjects.total.count), "")]
    for group in report.subjects.groups:
        kinds = ", ".join(f"{e.entity_type} {e.count.point:,}" for e in group.entity_types)
        name = f"  {group.category}" + (f" of {group.organisation}" if group.organisation else "")
        rows.append((name, phrase(group.count), kinds))
    rows += [(f"  both {o.a} and {o.b}", f"{o.point:,}", "") for o in report.subjects.overlaps]
    _section(out, "People", ("", "Number", "For whom is held"), rows)
    if report.subjects.unattributable_rows:
        out.write(f"{report.subjects.unattributable_rows:,} rows hold personal data and nothing to tell whose.\n\n")
    for warning in report.subjects.warnings:
        out.write(f"Note: {warning}.\n\n")


def _findings(report: Report, out: IO[str]) -> None:
    worst = sorted(report.findings, key=lambda f: (-f.severity.rank, -f.confidence.rank, f.dataset, f.column))
    rows = [
        (f.dataset, f.column, f.entity_type + (" (in text)" if f.free_text else ""), f.severity, f.confidence)
        for f in worst[:MOST_FINDINGS]
    ]
    _section(out, "Findings", ("Dataset", "Column", "Entity type", "Severity", "Confidence"), rows)
    if len(worst) > MOST_FINDINGS:
        out.write(f"... {len(worst) - MOST_FINDINGS} more, see --format html\n\n")


def _cuts(report: Report, out: IO[str]) -> None:
    rows = [
        (c.action, c.dataset, ", ".join(c.columns), c.rule, phrase(c.subjects_protected))
        for c in report.recommendations
    ]
    _section(out, "Recommended cuts", ("Action", "Dataset", "Columns", "Rule", "People protected"), rows)


def _skipped(report: Report, out: IO[str]) -> None:
    rows = [(s.dataset, s.reason, s.detail) for s in report.skipped]
    _section(out, "Not looked at", ("Dataset", "Reason", "Detail"), rows)


def _section(out: IO[str], title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    widths = [max(_width(str(row[i])) for row in (heads, *rows)) for i in range(len(heads))]
    out.write(f"{title}\n{'-' * len(title)}\n")
    for row in (heads, *rows):
        cells = [str(cell) + " " * (width - _width(str(cell))) for cell, width in zip(row, widths, strict=True)]
        out.write("  ".join(cells).rstrip() + "\n")
    out.write("\n")


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if "\u1100" <= c <= "\u115f" or "\u2e80" <= c <= "\uffdc" else 1 for c in text)
