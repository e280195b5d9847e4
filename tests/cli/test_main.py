"""How every command ends."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from duixian.cli import output
from duixian.cli.failures import os_message
from duixian.cli.group import COMMANDS, program
from duixian.cli.main import main
from duixian.population.interrupting import interruptible
from tests.cli.conftest import Run

DUIXIAN = [sys.executable, "-c", "import sys; from duixian.cli.main import main; sys.exit(main())"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_chinese_help_page(run: Run, name: str) -> None:
    ended = run(name, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"用法：duixian {name}")
    for english in ("Usage", "Options", "Show this", "required", "default"):
        assert english not in ended.out


def test_without_a_command_the_list_of_commands_is_shown(run: Run) -> None:
    ended = run()
    assert ended.code == 0
    assert all(f"  {name} " in ended.out for name in COMMANDS)


def test_the_help_imports_no_policy_reader_and_no_spreadsheet_reader() -> None:
    program = (
        "import sys; from duixian.cli.main import main; main(['--help']);"
        "print([m for m in sys.modules if m.startswith(('lark','rich','python_calamine',"
        "'xlsxwriter','pydantic','jinja2','duixian.rulebook'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["asess"], "没有命令 asess。是不是 assess"),
        (["assess", "a.xlsx", "--jso"], "没有选项 --jso。是不是 --json"),
        (["assess"], "缺少参数 工作簿"),
        (["explain", "a.xlsx"], "缺少选项 --firm"),
        (["assess", "a.xlsx", "--on", "昨天"], "「昨天」不是日期，应写成 2022-06-30"),
        (["assess", "a.xlsx", "--stage", "决算"], "不在可选的 申报、核定、验收 之中"),
        (["assess", "a.xlsx", "--on"], "选项 --on 缺少值"),
        (["assess", "a.xlsx", "b.xlsx"], "多出了参数：b.xlsx"),
        (["match", "数据", "--out", "x", "--tolerate", "-1"], "--tolerate 不对：「-1」应为 0 到"),
        (["assess", "a.xlsx", "--json=1"], "选项 --json 不带值"),
    ],
)
def test_wrong_usage_is_said_in_chinese_with_what_was_meant(
    run: Run, arguments: list[str], says: str
) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert says in ended.err
    assert "--help 查看用法" in ended.err


def test_a_missing_file_is_named_with_its_neighbour(run: Run, tmp_path: Path) -> None:
    (tmp_path / "示例名册.xlsx").touch()
    ended = run("assess", tmp_path / "示例名则.xlsx")
    assert ended.code == 3
    assert "没有这个文件" in ended.err
    assert "是不是 示例名册.xlsx" in ended.err


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("inner matters")


def test_an_internal_error_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duixian.cli.policies.library_or_stop", broken)
    ended = run("policies")
    assert ended.code == 4
    assert "内部错误（ZeroDivisionError）" in ended.err
    assert "Traceback" not in ended.err + ended.out


def test_an_internal_error_shows_itself_when_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duixian.cli.policies.library_or_stop", broken)
    monkeypatch.setenv("DUIXIAN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["policies"])


def test_a_full_disk_leaves_the_old_file_and_nothing_half_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "模板.xlsx"
    target.write_bytes(b"old")

    def full(path: Path, *_: Any) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("duixian.cli.template.write_template", full)
    ended = run("template", target, "--force")
    assert ended.code == 3
    assert "磁盘已满" in ended.err
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    ended = run("template", tmp_path / "没有" / "模板.xlsx")
    assert ended.code == 3
    assert f"写不出 {tmp_path / '没有' / '模板.xlsx'}：没有这个文件或文件夹" in ended.err


def test_a_limit_on_the_size_of_files_has_a_name() -> None:
    assert os_message(OSError(errno.EFBIG, "", "结果")) == "结果：文件超过允许的大小"


def test_written_files_have_the_usual_permissions(tmp_path: Path) -> None:
    output.write_bytes(tmp_path / "a", b"1")
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize("arguments", [["facts"], ["facts", "--json"], ["schema"]])
def test_a_reader_that_leaves_early_is_no_error(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*DUIXIAN, *arguments], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.parametrize(("word", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ctrl_c_and_a_request_to_end_are_told_and_leave_no_half_file(
    word: signal.Signals, code: int, tmp_path: Path
) -> None:
    waiting = (
        "import signal, sys, time, duixian.cli.template as t\n"
        # A shell starts what runs in its background deaf to this signal.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def wait(path, *_):\n"
        "    path.write_bytes(b'half'); print('waiting', flush=True); time.sleep(30)\n"
        "t.write_template = wait\n"
        "from duixian.cli.main import main\n"
        f"sys.exit(main(['template', {str(tmp_path / 'a.xlsx')!r}]))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", waiting], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.1)
    process.send_signal(word)
    _, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert "已中断" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_command_that_nobody_listens_to_ends_without_a_traceback(closed: str) -> None:
    program = f'"$@" {closed}'
    done = subprocess.run(
        ["sh", "-c", program, "sh", *DUIXIAN, "policies"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_an_encoding_without_chinese_gives_escapes_that_json_reads() -> None:
    done = subprocess.run(
        [*DUIXIAN, "policies", "--json"],
        env=os.environ | {"PYTHONIOENCODING": "latin-1"}, capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)[0]["policy"].startswith("闵府发")


def test_a_device_is_never_replaced_by_a_report(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    ended = run("standards", "--xlsx", pipe)
    assert (ended.code, pipe.is_fifo()) == (3, True)
    assert "这是设备或管道" in ended.err


def test_a_link_stays_a_link_to_the_file_that_is_written(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(tmp_path / "file.xlsx")
    assert run("template", link).code == 0
    assert link.is_symlink()
    assert (tmp_path / "file.xlsx").is_file()


@pytest.mark.parametrize("path", ["~nobody-of-that-name/a.xlsx", "."])
def test_a_path_that_leads_nowhere_is_said(run: Run, path: str) -> None:
    assert run("template", path).code == 2
    assert run("assess", path).code in {2, 3}


@pytest.mark.parametrize("day", ["20220630", "2022-W26-4", "2022-02-30"])
def test_a_day_is_written_one_way_and_stands_in_the_calendar(run: Run, day: str) -> None:
    ended = run("policies", "--on", day)
    assert ended.code == 2
    assert f"「{day}」" in ended.err


def test_a_table_keeps_its_words_on_the_narrowest_screen(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "0")
    assert "文号" in run("policies").out


def commands(found: click.Command, named: str) -> Iterator[tuple[str, click.Command]]:
    """All commands that do something, by the words that call them."""
    if isinstance(found, click.Group):
        context = click.Context(found)
        for name in found.list_commands(context):
            one = found.get_command(context, name)
            assert one is not None
            yield from commands(one, f"{named} {name}")
    else:
        yield named, found


@pytest.mark.parametrize("odd", ["nonsense", "-1"])
def test_no_option_of_any_command_is_explained_or_refused_in_english(odd: str) -> None:
    refusals = []
    for name, found in commands(program, "duixian"):
        context = click.Context(found, info_name=name)
        for one in found.get_params(context):
            shown = " ".join(one.get_help_record(context) or ())
            assert not re.search(r"<=x|x>=|INTEGER|FLOAT|FILE|PATH|NAME|TEXT", shown), (name, shown)
            if isinstance(one, click.Option) and one.is_flag:
                continue
            try:
                one.type.convert(odd, one, context)
            except click.BadParameter as refused:
                refusals.append((name, refused.message))
    assert len(refusals) > 20
    assert [told for told in refusals if not re.search("[一-龥]", told[1])] == []


def test_an_odd_environment_variable_of_a_switch_is_said_in_chinese(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIXIAN_DEMONSTRATION", "maybe")
    ended = run("office", "check")
    assert (ended.code, "DUIXIAN_DEMONSTRATION 应为 1 或 0" in ended.err) == (2, True)


class Querying:
    """A connection in the middle of a query."""

    interrupted = False

    def interrupt(self) -> None:
        self.interrupted = True


@pytest.mark.parametrize(("word", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_whoever_ends_the_program_ends_its_queries(
    run: Run, monkeypatch: pytest.MonkeyPatch, word: signal.Signals, code: int
) -> None:
    connection, idle = Querying(), Querying()

    def query(*_: object) -> None:
        with interruptible(idle):
            pass
        with interruptible(connection):
            signal.raise_signal(word)

    monkeypatch.setattr("duixian.cli.policies.library_or_stop", query)
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(signal, "default_int_handler", before)
    assert run("policies").code == code
    assert (connection.interrupted, idle.interrupted) == (True, False)
    assert signal.getsignal(signal.SIGINT) is before
