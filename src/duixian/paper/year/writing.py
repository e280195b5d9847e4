"""The files of a year's papers, as bytes: everything is made before anything is written."""

from collections.abc import Callable, Iterator, Sequence

from duixian.fund.work.book import Book
from duixian.paper.official.blocks import Document
from duixian.paper.official.docx import docx
from duixian.paper.official.pdf import pdf
from duixian.paper.official.xlsx import xlsx
from duixian.paper.year.paper import Paper, document

_WRITERS: dict[str, Callable[[Document], bytes]] = {"docx": docx, "pdf": pdf, "xlsx": xlsx}


def files(
    book: Book, papers: Sequence[Paper], formats: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; a paper the year has nothing for makes none.

    Raises TypesettingError where a PDF cannot be set.
    """
    for paper in papers:
        made = document(paper, book)
        if not made.blocks:
            continue
        for form in formats:
            if form in paper.formats:
                yield f"{paper.name}.{form}", _WRITERS[form](made)
