"""A district with firms: workbooks written for a test, and how they come into the registry."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from duixian.intake.demonstration import code_of
from duixian.intake.workbook.template import Entry, write_template
from duixian.office.common.actor import System
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.registry.applying import Origin
from duixian.office.registry.services.import_folder import import_folder
from duixian.office.registry.vocabulary import vocabulary

Rows = Mapping[str, Sequence[Mapping[str, Entry]]]
OTHER = code_of(900)
DAY = date(2022, 6, 30)
ORIGIN = Origin("2022年申报", date(2022, 6, 30))
KEY = "统一社会信用代码"


def firm(
    code: str = FIRM_CODE, facts: Mapping[str, Entry] | None = None, **more: Entry
) -> dict[str, Entry]:
    """A row of 企业."""
    own = {KEY: code, "名称": "上海示例精密机械有限公司", "街镇": "梅陇镇"}
    return {**own, **(facts or {}), **more}


@pytest.fixture
def workbook(tmp_path) -> Callable[..., Path]:
    """Writes a workbook of the template with these rows by sheet."""

    def write(rows: Rows, name: str = "企业数据.xlsx") -> Path:
        path: Path = tmp_path / name
        write_template(path, vocabulary(), rows)
        return path

    return write


@pytest.fixture
def brought_in(district, workbook) -> Callable[..., object]:  # noqa: ARG001 - people first
    """Brings rows into the demonstration district."""

    def bring(rows: Rows, origin: Origin = ORIGIN, region: str = REGION) -> object:
        return import_folder(System(), region, workbook(rows), origin)

    return bring
