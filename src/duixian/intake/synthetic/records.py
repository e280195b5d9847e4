"""Past awards, reviews and published lists of a district."""

from collections.abc import Iterator

from duixian.intake.synthetic.book import Book
from duixian.intake.synthetic.plan import District, Matter, Written
from duixian.intake.synthetic.rows import (
    ROW,
    Block,
    block,
    firm_of,
    key_of,
    source,
)
from duixian.intake.synthetic.values import Place, value
from duixian.intake.workbook.records import AWARDS
from duixian.rulebook.vocabulary.model import FactKind

LISTED_ONE_IN = 500
"""How rarely a firm stands on one of the lists nobody likes to stand on."""
OWN = "本区"
EARLIER = "'H' || "


def awards(district: District, book: Book) -> Iterator[Block]:
    """What firms of a matter were paid before, of this row or of an earlier one."""
    kinds = book.kinds[AWARDS]
    for matter in district.matters:
        for award in matter.awards:
            sheet = award["对象"]
            rows = block(district, book, matter, sheet).columns
            short, _, measure = award["措施"].partition(" ")
            columns = {
                "政策文号": f"'{district.policy(short)}'",
                "措施": f"'{measure}'",
                "受益人": firm_of(district, matter),
                "对象编号": EARLIER + key_of(matter, sheet),
                "来源": f"'{OWN}'",
            }
            for name, text in award.items():
                if name != "措施":
                    columns[name] = _paid(name, text, rows, kinds[name])
            yield Block(source(matter.awarded), columns)


def _paid(name: str, text: str, rows: Written, kind: FactKind) -> str:
    """A value of an award; sums are in yuan, those of the row in units of ten thousand."""
    if not text.startswith("="):
        return value(text, Place(ROW, 1, 0, kind))
    return f"{rows[text[1:]]} * 10000" if name == "金额" else rows[text[1:]]


def reviews(district: District) -> Iterator[Block]:
    """The reviews that a matter has passed."""
    for matter in district.matters:
        for measure, written in matter.reviews.items():
            yield _review(district, matter, measure, written)


def _review(district: District, matter: Matter, named: str, written: Written) -> Block:
    short, _, measure = named.partition(" ")
    columns = {
        "政策文号": f"'{district.policy(short)}'",
        "措施": f"'{measure}'",
        "对象编号": key_of(matter, list(matter.rows)[-1]),
        "结果": "'通过'",
        "评审日期": f"DATE '{district.written['reviewed']}'",
    }
    kinds = {"核定金额": FactKind.MONEY, "核定比例": FactKind.RATE}
    for name, text in written.items():
        columns[name] = value(text, Place(ROW, 1, 0, kinds.get(name, FactKind.TEXT)))
    return Block(source(matter.count), columns)


def sources(district: District) -> Block:
    """Whose awards the history holds."""
    return _listed("来源", district.written["sources"], {})


def lists(district: District) -> tuple[list[Block], list[Block]]:
    """The published lists with the day they were read, and the firms on them."""
    read = _listed("名单名称", district.written["lists"], {"读取日期": f"DATE '{district.day}'"})
    listings = [_on_list(district, matter) for matter in district.matters if matter.listed]
    for at, name in enumerate(district.written["blacklists"]):
        listings.append(_blacklisted(district, name, at))
    return [read], listings


def _listed(column: str, values: list[str], others: dict[str, str]) -> Block:
    held = ", ".join(f"('{each}')" for each in values)
    return Block(f"(VALUES {held}) AS held(word)", {column: "word", **others})


def _on_list(district: District, matter: Matter) -> Block:
    columns = {
        "名单名称": f"'{matter.listed}'",
        "企业": firm_of(district, matter),
        "列入日期": f"DATE '{district.written['listed']}'",
    }
    return Block(source(matter.count), columns)


def _blacklisted(district: District, name: str, at: int) -> Block:
    """Firms without a matter of the tables, each once; some left the list again."""
    behind = district.sound
    place = f"{behind} + {ROW} * {LISTED_ONE_IN} + {at}"
    columns = {
        "名单名称": f"'{name}'",
        "企业": f"credit_code({district.number_at(place)})",
        "列入日期": f"DATE '2020-06-01' + ({ROW} % 700)::INTEGER",
        "移出日期": f"CASE WHEN {ROW} % 4 = 3 THEN DATE '2022-11-01' END",
    }
    return Block(source(max(0, (district.firms - behind - at) // LISTED_ONE_IN)), columns)
