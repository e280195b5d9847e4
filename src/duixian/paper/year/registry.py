"""All papers of a year, in the order people ask for them; adding one is adding a line."""

from duixian.paper.year.all_tables import ALL_TABLES
from duixian.paper.year.chart_book import CHART_BOOK
from duixian.paper.year.paper import Paper
from duixian.paper.year.review_report import REVIEW_REPORT

PAPERS: tuple[Paper, ...] = (REVIEW_REPORT, CHART_BOOK, ALL_TABLES)


def paper_named(name: str) -> Paper | None:
    """The paper of that name."""
    return next((paper for paper in PAPERS if paper.name == name), None)
