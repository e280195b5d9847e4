"""Fills the demonstration district with invented firms."""

import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path

from duixian.intake.demonstration import demonstration
from duixian.intake.synthetic.plan import district
from duixian.intake.synthetic.writing import Form, write
from duixian.intake.workbook.template import write_template
from duixian.office.common.actor import System
from duixian.office.registry.applying import Origin
from duixian.office.registry.models import Enterprise
from duixian.office.registry.services.import_folder import import_folder
from duixian.office.registry.vocabulary import vocabulary

FIRMS, SEED, MISSING = 2000, 1, Fraction(2, 100)
DAY = date(2022, 6, 30)


def settle(region: str, firms: int = FIRMS) -> None:
    """So many invented firms, and those of the demonstration workbook, with all their rows.

    Nothing happens where the district has firms already.
    """
    if Enterprise.objects.filter(region=region).exists():
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(district(firms, SEED, MISSING), vocabulary(), folder, Form.PARQUET)
        import_folder(System(), region, folder, Origin("虚构的示例数据", DAY))
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "示例企业.xlsx"
        write_template(book, vocabulary(), demonstration(vocabulary()))
        import_folder(System(), region, book, Origin("示例工作簿", DAY))
