"""Renders the page from its template; everything is escaped, nothing is fetched."""

from __future__ import annotations

from typing import IO

from jinja2 import Environment, PackageLoader, StrictUndefined

from pdscan.model.report import Report
from pdscan.reporters.base import Reporter
from pdscan.reporters.wording import phrase, summary_line

BAR = 320
"""Width of the longest bar, in the page's units."""


class HtmlReporter(Reporter):
    """One HTML file, readable offline and without scripts."""

    name = "html"
    suffix = ".html"

    def write(self, report: Report, out: IO[str]) -> None:
        """Write the whole page."""
        environment = Environment(
            loader=PackageLoader("pdscan.reporters.html", "."),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["phrase"] = phrase
        environment.filters["number"] = lambda number: "unknown" if number is None else f"{number:,}"
        style = environment.loader.get_source(environment, "style.css")[0] if environment.loader else ""
        worst = sorted(report.findings, key=lambda f: (-f.severity.rank, -f.confidence.rank, f.dataset, f.column))
        longest = max((g.count.high for g in report.subjects.groups), default=1) or 1
        page = environment.get_template("report.html.j2").render(
            report=report,
            findings=worst,
            headline=summary_line(report),
            style=style,
            scale=BAR / longest,
            bar=BAR,
            columns=len({(f.dataset, f.column) for f in report.findings}),
        )
        out.write(page)
