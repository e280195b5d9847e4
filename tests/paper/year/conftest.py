"""The example years, and what is in a file once it is written."""

from tests.fund.conftest import jiading, library, minhang

__all__ = ["jiading", "library", "minhang"]
