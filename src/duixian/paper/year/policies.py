"""4-1: the documents a fund carries out, and of each the articles that give money.

The texts are the official ones and are not repeated; what an article gives is said in our words.
"""

from collections.abc import Iterator

from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Look, Paragraph
from duixian.paper.official.grid import Align, Grid, GridCell, GridRow, label, value
from duixian.rulebook.policy.model import Measure
from duixian.rulebook.views.describe import term_words

_DOCUMENTS = ("序号", "文号", "名称", "施行期限")
_ARTICLES = ("文号", "条款", "措施", "内容要点")
_WEIGHTS = (34, 26, 40, 86)
_TOGETHER = 6
"""At most so many measures share the cell of their document, so that it is on the page read."""
_NOTE = "内容要点按条文归纳，以文件原文为准；条件和标准见 4-2。"


def blocks(book: Book) -> tuple[Block, ...]:
    """The list of documents, and the list of their articles where any gives money."""
    found = articles(book)
    if len(found.rows) == found.head:
        return (documents(book),)
    return documents(book), found, Paragraph(_NOTE, Look.NOTE)


def documents(book: Book) -> Grid:
    """Number, title and term of each document."""
    rows = []
    for at, code in enumerate(book.year.fund.policies, 1):
        policy = book.library.policy(code)
        title, term = (policy.title, term_words(policy.term)) if policy else ("", "")
        rows.append((GridCell(str(at), align=Align.CENTRE), value(code), value(title), value(term)))
    head = tuple(label(each) for each in _DOCUMENTS)
    return Grid(len(_DOCUMENTS), (head, *rows), head=1)


def articles(book: Book) -> Grid:
    """A row a measure, in the order of its document: the article it rests on, what that gives."""
    head = tuple(label(each) for each in _ARTICLES)
    return Grid(len(_ARTICLES), (head, *_rows(book)), head=1, weights=_WEIGHTS)


def _rows(book: Book) -> Iterator[GridRow]:
    for code in book.year.fund.policies:
        policy = book.library.policy(code)
        measures = policy.measures if policy is not None else ()
        for at, measure in enumerate(measures):
            down = min(_TOGETHER, len(measures) - at)
            document = (value(code, down=down),) if at % _TOGETHER == 0 else ()
            said = (_cited(measure), measure.title, measure.described.summary)
            yield (*document, *(value(each) for each in said))


def _cited(measure: Measure) -> str:
    """The articles of the measure, each once, after their document where it is another one."""
    found = (f"{each.document} {each.article}".strip() for each in measure.cites)
    return "、".join(dict.fromkeys(found))
