"""The small document, for tests that only read it."""

import pytest

from duixian.paper.official.blocks import Document
from tests.paper.official.small_document import small_document


@pytest.fixture
def document() -> Document:
    return small_document()
