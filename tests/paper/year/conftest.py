"""The example years, and what is in a file once it is written."""

from tests.fund.conftest import jiading, library, minhang, minhang_2019

__all__ = ["jiading", "library", "minhang", "minhang_2019"]
