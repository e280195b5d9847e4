"""`duixian pins`: the clauses of an official text with their pins."""

import json
from pathlib import Path

import click

from duixian.cli.console import output, plain_table
from duixian.cli.help import ChineseCommand
from duixian.cli.parameters import FilePath, json_option
from duixian.cli.stop import StopError
from duixian.cli.texts import text_or_stop
from duixian.paper.clauses import Clause, clauses
from duixian.paper.documents import find


@click.command(cls=ChineseCommand)
@click.argument("text", type=FilePath(), metavar="原文", help="官方文件的纯文本。")
@click.option("--title", metavar="标题", help="原文在较长的文件里时，写它的标题或标题中的词。")
@click.option("--number", default="", metavar="文号", help="同上，写文号。")
@click.option("--article", default="", metavar="条款", help="只列这一条（如 第三条）。")
@json_option
def command(text: Path, title: str | None, number: str, article: str, *, as_json: bool) -> None:
    """列出原文每一句的位置、指纹和其中的金额；写 cites 时照抄「条款 指纹」。"""
    content = text_or_stop(text)
    if title or number:
        extract = find(content, title or "", number)
        if extract is None:
            raise StopError(f"{text} 里找不到这份文件", advice="换标题中的几个词，用空格隔开")
        content = extract.text
    found = [clause for clause in clauses(content) if str(clause.address).startswith(article)]
    if as_json:
        data = [_data(clause) for clause in found]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    table = plain_table("条款", "指纹", "金额", "原文")
    for clause in found:
        amounts = "、".join(amount.text for amount in clause.amounts)
        table.add_row(str(clause.address), clause.pin, amounts, clause.text)
    output().print(table)


def _data(clause: Clause) -> dict[str, object]:
    return {
        "article": str(clause.address),
        "pin": clause.pin,
        "amounts": [amount.text for amount in clause.amounts],
        "text": clause.text,
    }
