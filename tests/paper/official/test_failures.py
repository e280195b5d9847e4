"""What would be printed wrong is not printed at all."""

import pytest

from duixian.paper.official import pdf as writer
from duixian.paper.official.blocks import Document


def test_a_font_that_is_not_there_is_an_error_and_no_page_of_boxes(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "FONT", "No Such Font")
    with pytest.raises(writer.TypesettingError, match="no such font"):
        writer.pdf(document)
