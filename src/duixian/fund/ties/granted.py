"""What a matching run grants, used for the measure it was run for, and each firm counted once."""

from collections.abc import Collection, Iterator

from duixian.fund.model.fund import Name
from duixian.fund.model.lines import Driver, Part
from duixian.fund.model.targets import Target
from duixian.fund.performance.registers import lines_counted
from duixian.fund.reading.counting import FIRMS, counting
from duixian.fund.ties.finding import UNWRITTEN, Finding, Stand
from duixian.fund.work.book import Book
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.problems import Place, Severity

SEVERAL = "家数重复计"


def measures(book: Book) -> Iterator[Finding]:
    """A run's figure of a measure that is none of the line's; firms added over several measures."""
    lines = {line.code: line for line in book.year.lines}
    for part in book.year.parts:
        own = lines[part.line].measures
        about = f"{part.version} {part.line}"
        for driver in _of_part(book, part):
            yield from _foreign(driver, own, about, f"明细 {part.line}", part.place)
    for target in book.year.targets:
        codes = lines_counted(book, target)
        own = tuple(name for code in codes for name in lines[code].measures)
        for text in (target.numerator, target.denominator):
            about = f"{target.form} {target.name}"
            found = _behind(book, text)
            for driver in found:
                yield from _foreign(driver, own, about, f"{about}所计的明细", target.place)
            yield from _several(target, found)


def _of_part(book: Book, part: Part) -> Iterator[Driver]:
    for written in (part.quantity, part.price, part.share, part.amount, part.pool):
        yield from _granted(book, written)


def _behind(book: Book, text: str) -> list[Driver]:
    driver = book.drivers.get(text)
    if driver is None:
        return []
    return [driver] if driver.granted else list(_granted(book, driver.value))


def _granted(book: Book, written: Expression | None) -> Iterator[Driver]:
    """The figures of runs in an expression, through all drivers it is made of."""
    match written:
        case tree.Named(name, body):
            driver = book.drivers.get(name)
            if driver is not None and driver.granted:
                yield driver
            else:
                yield from _granted(book, driver.value if driver else body)
        case tree.Arithmetic(_, left, right):
            yield from _granted(book, left)
            yield from _granted(book, right)
        case tree.Extreme(_, parts):
            for part in parts:
                yield from _granted(book, part)


def _foreign(
    driver: Driver, own: Collection[Name], about: str, whose: str, place: Place
) -> Iterator[Finding]:
    if driver.granted is not None and driver.granted not in own:
        name = " ".join(driver.granted)
        yield Finding(
            Severity.WARNING,
            "比对与措施",
            f"{about} {driver.name}",
            Stand(name, f"{driver.name}，{driver.place}"),
            Stand("、".join(" ".join(each) for each in own) or UNWRITTEN, f"{whose}，{place}"),
            "措施不同",
            f"{whose}用了「{driver.name}」，它是 {name} 的比对结果，不是这里的措施",
        )


def _several(target: Target, found: list[Driver]) -> Iterator[Finding]:
    """Firms added over measures, where a firm granted two of them is counted twice."""
    other = counting(target.numerator) or counting(target.denominator)
    names = sorted({driver.granted for driver in found if driver.granted})
    if other is None or other.unit.name != FIRMS or len(names) < 2:  # noqa: PLR2004 - several
        return
    listed = "、".join(" ".join(name) for name in names)
    yield Finding(
        Severity.WARNING,
        SEVERAL,
        f"{target.form} {target.name}",
        Stand(f"{target.numerator} ÷ {target.denominator}", str(target.place)),
        Stand(listed, "、".join(str(driver.place) for driver in found)),
        "计法不同",
        f"{target.form}「{target.name}」一边每家企业只计一次，"
        f"另一边把 {len(names)} 条措施的家数相加，同时享受几条的企业计了几次",
    )
