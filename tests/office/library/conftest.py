"""The shipped policies as published versions in the demonstration district."""

import pytest

from duixian.office.library.demonstration import stock


@pytest.fixture
def shelf(district) -> None:  # noqa: ARG001 - people first
    """Every shipped policy is published in its district."""
    stock()
