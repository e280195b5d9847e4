"""All papers of a year, in the order people ask for them; adding one is adding a line."""

from duixian.paper.year.all_tables import ALL_TABLES
from duixian.paper.year.budget_notes import BUDGET_NOTES
from duixian.paper.year.chart_book import CHART_BOOK
from duixian.paper.year.joint_opinion import JOINT_OPINION
from duixian.paper.year.other_reviews import OTHER_REVIEWS
from duixian.paper.year.paper import Paper
from duixian.paper.year.project_description import PROJECT_DESCRIPTION
from duixian.paper.year.rectification import RECTIFICATION
from duixian.paper.year.review_report import REVIEW_REPORT
from duixian.paper.year.score_sheets import EXPERT_SHEETS, SELF_SHEET
from duixian.paper.year.self_evaluation import SELF_EVALUATION
from duixian.paper.year.standards import STANDARDS
from duixian.paper.year.target_forms import POLICY_FORMS, PROJECT_FORMS

PAPERS: tuple[Paper, ...] = (
    REVIEW_REPORT,
    PROJECT_DESCRIPTION,
    PROJECT_FORMS,
    POLICY_FORMS,
    SELF_SHEET,
    EXPERT_SHEETS,
    JOINT_OPINION,
    OTHER_REVIEWS,
    STANDARDS,
    BUDGET_NOTES,
    SELF_EVALUATION,
    RECTIFICATION,
    CHART_BOOK,
    ALL_TABLES,
)


def paper_named(name: str) -> Paper | None:
    """The paper of that name."""
    return next((paper for paper in PAPERS if paper.name == name), None)
