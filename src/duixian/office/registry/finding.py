"""Finds firms by name, initials, code, town and industry, a page at a time.

On PostgreSQL neither kind of word may be slow. A frequent one is found among the next firms
in the order of codes; a rare one by the index of the pieces of names. Which it is shows only then:
the planner's guess is off by a thousand where signs of a name go together.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from duixian.office.registry.models import Enterprise

PAGE = 25
NEXT = 5000
"""So many firms are looked through before the index of names is asked."""
_LONGEST_PREFIX = 18
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: words (names, initials, a code), a town, an industry."""

    words: str = ""
    town: str = ""
    industry: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of firms in the order of their codes; `after` begins the next one, "" is the end."""

    firms: list[Enterprise]
    after: str


def search(region: str, wanted: Search, after: str = "") -> Found:
    """The firms of a region that match all that is wanted, behind the code `after`."""
    firms = Enterprise.objects.filter(region=region, code__gt=after).order_by("code")
    if wanted.town:
        firms = firms.filter(town=wanted.town)
    if wanted.industry:
        firms = firms.filter(industry=wanted.industry)
    words = wanted.words.upper().split()
    for prefix in filter(_is_code, words):
        firms = firms.filter(code__startswith=prefix)
    names = [word for word in words if not _is_code(word)]
    page = _named(firms, names) if names else list(firms[: PAGE + 1])
    return Found(page[:PAGE], page[PAGE - 1].code if len(page) > PAGE else "")


def _is_code(word: str) -> bool:
    """Whether a word is how a code begins."""
    return word[0].isdigit() and word.isascii() and len(word) <= _LONGEST_PREFIX


def _named(firms: QuerySet[Enterprise], words: list[str]) -> list[Enterprise]:
    """The first firms whose names or initials hold all words."""
    held = firms
    for word in words:
        held = held.filter(searched__contains=word)
    if connection.vendor != "postgresql":
        return list(held[: PAGE + 1])
    edge = firms.values_list("code", flat=True)[NEXT : NEXT + 1].first()
    near = held.filter(code__lt=edge) if edge else held
    page = list(near[: PAGE + 1])
    return page if len(page) > PAGE or edge is None else _rare(held, words)


def _rare(firms: QuerySet[Enterprise], words: list[str]) -> list[Enterprise]:
    """The same by the index of pieces."""
    pieces = sorted({piece for word in words for piece in _pieces(word)})
    holds = RawSQL("registry_pieces(searched) @> %s::text[]", [pieces], BooleanField())
    # No index is in this order: the database is not led to look at all firms until a page is full.
    return list(firms.filter(holds).order_by(Concat("code", Value("")))[: PAGE + 1])


def _pieces(word: str) -> set[str]:
    """Pairs of signs that make up the word, or its only sign; a row that has them may hold it."""
    return {word[at : at + _PAIR] for at in range(0, len(word) - 1, _PAIR)} | {word[-_PAIR:]}
