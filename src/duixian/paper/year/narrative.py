"""What the official wrote under a heading, as paragraphs; what nobody wrote stays open."""

from duixian.fund.narrative import written
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Look, Paragraph

OPEN = Paragraph("（未填写）", Look.OPEN)
NO_DATA = Paragraph("（尚无数据）", Look.OPEN)


def said(book: Book, heading: str, paper: str = "") -> tuple[Paragraph, ...]:
    """The paragraphs under a heading of a paper; 无 only where somebody said so."""
    return tuple(Paragraph(text) for text in written(book, heading, paper)) or (OPEN,)
