"""The style sheets: one place for one thing."""

from pathlib import Path

import duixian.office.portal

SHEETS = Path(duixian.office.portal.__file__).parent / "static" / "portal"


def test_what_narrows_a_list_is_laid_out_in_one_sheet_whatever_the_page():
    found = {sheet.name for sheet in SHEETS.glob("*.css") if ".filters" in sheet.read_text("utf-8")}
    assert found == {"filters.css", "print.css"}
