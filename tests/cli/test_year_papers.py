"""`duixian year papers`: files, and how it ends when it cannot write them."""

from pathlib import Path

from duixian.intake.year_folder import year_folder
from tests.cli.conftest import Run


def test_the_same_data_write_the_same_bytes(run: Run, tmp_path: Path) -> None:
    papers = ("--paper", "评审报告", "--paper", "评分表（自评）")
    for folder in ("甲", "乙"):
        ended = run("year", "papers", "minhang-2022", "--out", tmp_path / folder, *papers)
        assert ended.code == 0
        assert "勾稽：错误 0 处" in ended.out
    names = sorted(path.name for path in (tmp_path / "甲").iterdir())
    assert names == [
        f"{paper}.{form}"
        for paper in ("评分表（自评）", "评审报告")
        for form in ("docx", "pdf", "xlsx")
    ]
    for name in names:
        first, second = (tmp_path / folder / name for folder in ("甲", "乙"))
        assert first.read_bytes() == second.read_bytes(), name


def test_one_paper_in_one_format_is_one_file(run: Run, tmp_path: Path) -> None:
    ended = run(
        "year", "papers", "jiading-2024", "--out", tmp_path, "--paper", "图表", "--format", "PDF"
    )
    assert ended.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["图表.pdf"]


def test_a_paper_or_a_format_that_is_not_there_is_named_with_what_there_is(
    run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "出"
    paper = run("year", "papers", "minhang-2022", "--out", out, "--paper", "评审报吿")
    assert paper.code == 2
    assert "评审报告" in paper.err
    form = run("year", "papers", "minhang-2022", "--out", out, "--format", "doc")
    assert form.code == 2
    assert "docx" in form.err
    assert not out.exists()


def test_a_year_with_errors_writes_nothing(run: Run, tmp_path: Path) -> None:
    year, out = tmp_path / "年", tmp_path / "出"
    year.mkdir()
    for file in year_folder("jiading-2024").iterdir():
        (year / file.name).write_bytes(file.read_bytes().replace("≥".encode(), "≧".encode()))
    ended = run("year", "papers", year, "--out", out)
    assert ended.code == 1
    assert not out.exists()


def test_a_folder_that_cannot_be_made_is_a_clear_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "出").write_text("这是一个文件", encoding="utf-8")
    ended = run("year", "papers", "jiading-2024", "--out", tmp_path / "出", "--paper", "图表")
    assert ended.code == 3
    assert "建不了文件夹" in ended.err
    assert "Traceback" not in ended.err


def test_a_paper_the_year_has_no_data_for_is_said_to_be_missing(run: Run, tmp_path: Path) -> None:
    ended = run("year", "papers", "jiading-2024", "--out", tmp_path, "--paper", "评分表（自评）")
    assert ended.code == 0
    assert "没有写出 评分表（自评）：它要有自评的得分（scores）" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_paper_that_is_there_is_replaced_only_when_asked(run: Run, tmp_path: Path) -> None:
    edited = tmp_path / "图表.pdf"
    edited.write_text("改过")
    asked = ("year", "papers", "jiading-2024", "--out", tmp_path, "--paper", "图表")
    ended = run(*asked, "--format", "docx,pdf")
    assert ended.code == 3
    assert "图表.pdf" in ended.err
    assert "--replace" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["图表.pdf"]
    assert edited.read_text() == "改过"
    assert run(*asked, "--format", "pdf", "--replace").code == 0
    assert edited.read_bytes().startswith(b"%PDF")
