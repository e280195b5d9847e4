"""Libraries from disk."""

from pathlib import Path

import pytest

from duixian.intake.library_folder import POLICY, SHIPPED, is_shipped, library_texts, load_library

HOME = Path(str(SHIPPED))


def policy_folder(folder: Path, text: str = "policy: 示发1号\n") -> Path:
    folder.mkdir(parents=True)
    (folder / POLICY).write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_library_is_read_from_the_package() -> None:
    texts, problems = library_texts()
    assert not problems
    assert {"facts.yaml", "library.yaml", "minhang-2021-7/policy.yaml"} <= set(texts)


def test_one_folder_its_file_and_a_folder_of_folders_give_the_same_policy(tmp_path: Path) -> None:
    folder = policy_folder(tmp_path / "mine" / "a")
    for path in (folder, folder / POLICY):
        assert library_texts([path])[0]["a/policy.yaml"] == "policy: 示发1号\n"
    assert "mine/a/policy.yaml" in library_texts([tmp_path / "mine"])[0]


def test_own_facts_and_cases_come_along(tmp_path: Path) -> None:
    folder = policy_folder(tmp_path / "mine" / "a")
    (folder / "cases.yaml").write_text("cases: []\n", encoding="utf-8")
    (tmp_path / "mine" / "facts.yaml").write_text("units: {}\n", encoding="utf-8")
    texts, _ = library_texts([tmp_path / "mine"])
    assert {"mine/facts.yaml", "mine/a/cases.yaml", "facts.yaml"} <= set(texts)


def test_a_whole_library_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    facts = (HOME / "facts.yaml").read_text(encoding="utf-8")
    (tmp_path / "facts.yaml").write_text(facts, encoding="utf-8")
    policy_folder(tmp_path / "only")
    assert set(library_texts([tmp_path])[0]) == {"facts.yaml", "only/policy.yaml"}


def test_the_shipped_library_named_by_its_path_is_not_read_twice() -> None:
    assert library_texts([HOME])[0] == library_texts()[0]
    assert library_texts([HOME / "minhang-2021-7"])[0] == library_texts()[0]
    assert is_shipped(HOME / "minhang-2021-7")
    assert not is_shipped(HOME.parent)


def test_everything_that_cannot_be_read_is_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    latin = policy_folder(tmp_path / "latin")
    (latin / POLICY).write_bytes("policy: 1\ntitle: 示例".encode("gb18030"))
    twice = [policy_folder(tmp_path / side / "same") for side in "ab"]
    library, problems = load_library([tmp_path / "absent", tmp_path / "empty", latin, *twice])
    assert library is None
    codes = [problem.code for problem in problems]
    assert codes == ["file-missing", "file-missing", "file-encoding", "folder-twice"]
    assert problems[2].place.line == 2


def test_a_huge_file_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duixian.intake.library_folder.MAX_SIZE", 2**21)
    folder = policy_folder(tmp_path / "huge", "#" * (2**21 + 1))
    assert "file-too-large" in [problem.code for problem in library_texts([folder])[1]]


def test_a_circle_of_links_and_a_folder_named_like_a_file_are_findings(tmp_path: Path) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    odd = policy_folder(tmp_path / "odd", "policy: 甲")
    (odd / "cases.yaml").mkdir()
    codes = [problem.code for problem in library_texts([circle, odd])[1]]
    assert codes == ["file-missing", "file-unreadable"]
    assert not is_shipped(circle)
