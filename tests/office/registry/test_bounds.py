"""Files that would fill the machine are refused before they do, with what is too much."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duixian.office.people.enums import Role
from duixian.office.registry import bounds, one_table
from duixian.office.registry.models import Import


@pytest.fixture
def handed_in(browser, settings, tmp_path) -> Callable[[str], tuple[int, str]]:
    """An officer hands in 企业 of one code and the columns of a query: status and page."""
    settings.DUIXIAN_UPLOADS = tmp_path / "uploads"

    def post(query: str) -> tuple[int, str]:
        file: Path = tmp_path / "企业.parquet"
        rows = f"SELECT '910000000000000457' AS 统一社会信用代码, {query}"
        duckdb.execute(f"COPY ({rows}) TO '{file}' (FORMAT parquet)")
        table = SimpleUploadedFile("企业.parquet", file.read_bytes())
        given = {"tables": [table], "source": "申报", "read_on": "2022-06-30"}
        answer = browser(Role.OFFICER).post(reverse("imports"), given)
        assert not Import.objects.exists()
        return answer.status_code, answer.content.decode()

    return post


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("'1' AS 编号 FROM range(6)", "有 6 行，超过 5 行"),
        ("repeat('长', 100000) AS 名称", "「名称」列里有一格长 300,000 字节"),
        ("[1, 2] AS 资产总额", "「资产总额」列的每一格里又是一组值"),
        ("{'a': 1} AS 资产总额", "「资产总额」列的每一格里又是一组值"),
    ],
    ids=["rows", "cell", "list", "struct"],
)
def test_a_small_file_that_unpacks_to_anything_is_refused_before_it_is_read(
    handed_in, query, said, monkeypatch
):
    monkeypatch.setattr(bounds, "MOST_ROWS", 5)
    status, page = handed_in(query)
    assert status == 422
    assert said in page


def test_a_file_that_needs_more_memory_than_it_may_have_is_told_so(handed_in, monkeypatch):
    monkeypatch.setattr(bounds, "MEMORY", "1MB")
    monkeypatch.setattr(bounds, "DISK", "0KB")
    status, page = handed_in("md5(range::VARCHAR) AS 名称 FROM range(50000)")
    assert status == 422
    assert "用的内存超过 1MB" in page


@pytest.mark.parametrize(("name", "field"), [("imports", "tables"), ("credit-import", "table")])
def test_a_workbook_that_unpacks_to_more_than_a_page_reads_is_refused_unread(  # noqa: PLR0913, PLR0917 - fixtures
    browser, settings, tmp_path, monkeypatch, name, field
):
    settings.DUIXIAN_UPLOADS = tmp_path
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 2**20)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<!DOCTYPE never-read>" + " " * (3 * 2**20))
    given = {
        field: SimpleUploadedFile("企业.xlsx", packed.getvalue()),
        "kinds": ["negative"],
        "source": "申报",
        "read_on": "2022-06-20",
        "scope": "some",
    }
    answer = browser(Role.OFFICER).post(reverse(name), given)
    assert answer.status_code == 422
    assert "工作簿解压后有 3 MB，超过 1 MB" in answer.content.decode()


def test_a_table_of_names_without_end_is_refused(browser, settings, tmp_path, monkeypatch):
    settings.DUIXIAN_UPLOADS = tmp_path
    monkeypatch.setattr(one_table, "MOST_LINES", 2)
    lines = "企业,结果\n" + "910000000000000457,无记录\n" * 3
    given = {
        "table": SimpleUploadedFile("信用.csv", lines.encode()),
        "kinds": ["negative"],
        "source": "示例平台",
        "read_on": "2022-06-20",
        "scope": "some",
    }
    answer = browser(Role.OFFICER).post(reverse("credit-import"), given)
    assert answer.status_code == 422
    assert "超过 2 行" in answer.content.decode()
