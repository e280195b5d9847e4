"""What the official wrote under a heading, with its figures; what nobody wrote stays open."""

from duixian.fund.narrative import filled
from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Block, Look, Paragraph

OPEN = "（未填写）"
NOTHING = "无"


def written(book: Book, *headings: str) -> tuple[Block, ...]:
    """The paragraphs under the first of the headings that has any.

    无 is printed only where somebody said so; otherwise a heading without text says that nothing
    was written.
    """
    for heading in headings:
        for section in book.year.narrative:
            if section.heading == heading and section.paragraphs:
                return tuple(Paragraph(filled(each, book)) for each in section.paragraphs)
    if any(name in headings for name, _ in book.year.nothing):
        return (Paragraph(NOTHING),)
    return (Paragraph(OPEN, Look.OPEN),)
