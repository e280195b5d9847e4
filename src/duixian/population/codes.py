"""Compact codes: what is missing and what failed, as bits that can be told in full again.

A bit set is one or more words of 62 bits, which every engine can join with `|`. A word belongs to
a relation; what its bits mean is kept here, beside the statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from duixian.population.sql import Sql, union, when
from duixian.rulebook.assessment import AWAITED, GapKind

BITS = 62

Words = Mapping[str, Sql]
"""A bit set: by the name of the word, the piece that gives its bits. A word not there is empty."""

NONE: Words = {}


class Detail(StrEnum):
    """From where the detail of a gap is taken when it is told."""

    WRITTEN = "written"
    KEY = "key of the row"
    YEAR = "year of the row"
    FIRM = "code of the firm"  # of another firm than the payee
    DATA = "data"  # the key of an item, a word, a day: told by assessing the row


@dataclass(frozen=True, slots=True)
class GapCode:
    """One missing thing. `whose` is the alias of the firm it is a fact of, "" for no firm."""

    kind: GapKind
    subject: str
    name: str
    detail: str = ""
    source: Detail = Detail.WRITTEN
    whose: str = ""


@dataclass(slots=True)
class Codes:
    """The gaps that rows of one relation can have; own words, and words of joined relations.

    What a review or a decision will bring stands in words of its own (`awaited`), so that a row
    that only waits can be told from one that misses facts. `named` has the codes of the firms that
    the rows refer to, `vias` the facts that name them, by alias.
    """

    facts: list[GapCode] = field(default_factory=list)
    reviews: list[GapCode] = field(default_factory=list)
    joined: dict[str, "tuple[Codes, str, str]"] = field(default_factory=dict)
    named: dict[str, Sql] = field(default_factory=dict)
    vias: dict[str, str] = field(default_factory=dict)

    def missing(self, *gaps: GapCode) -> Words:
        """The bits of some gaps."""
        bits: dict[str, int] = {}
        for gap in gaps:
            awaited = gap.kind in AWAITED
            known = self.reviews if awaited else self.facts
            if gap not in known:
                known.append(gap)
            word, bit = divmod(known.index(gap), BITS)
            title = f"{'awaited' if awaited else 'missing'}_{word + 1}"
            bits[title] = bits.get(title, 0) | 1 << bit
        return {word: str(value) for word, value in bits.items()}

    def joined_as(self, alias: str, other: "Codes", words: Words) -> Words:
        """The bits of a relation that is joined under the alias."""
        found = {}
        for title, bits in words.items():
            kind, place = title.rsplit("_", 1)
            own = f"{kind}_{alias}_{place}"
            self.joined[own] = other, title, alias
            found[own] = bits
        return found

    def meaning(self, title: str) -> Sequence[GapCode]:
        """What the bits of a word mean, lowest first."""
        if title in self.joined:
            other, word, alias = self.joined[title]
            told = other.meaning(word)
            return [replace(gap, whose=gap.whose and alias) for gap in told] if alias else told
        known = self.reviews if title.startswith("awaited") else self.facts
        place = int(title.rsplit("_", 1)[1]) - 1
        return known[place * BITS : (place + 1) * BITS]

    def words(self) -> Sequence[str]:
        """All words of rows of this relation, in order."""
        own = [f"missing_{place // BITS + 1}" for place in range(0, len(self.facts), BITS)]
        own += [f"awaited_{place // BITS + 1}" for place in range(0, len(self.reviews), BITS)]
        return [*own, *self.joined]


def together(*sets: Words) -> Words:
    """The union of several bit sets."""
    titles = dict.fromkeys(title for words in sets for title in words)
    return {title: union(*(words[title] for words in sets if title in words)) for title in titles}


def only_if(condition: Sql, words: Words) -> Words:
    """The bit set where the condition surely holds, else the empty one."""
    if condition == "FALSE":
        return NONE
    return {title: when([(condition, bits)], "0") for title, bits in words.items()}


def bits_of(value: int) -> Sequence[int]:
    """The places of the bits that are set."""
    return [place for place in range(BITS) if value >> place & 1]
