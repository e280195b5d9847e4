"""What sums miss beyond what the conditions miss anyway: bits that are told once need no work."""

from collections.abc import Iterator

from duixian.population.bit_pieces import at_most, members
from duixian.population.branches import Branch
from duixian.population.codes import Words
from duixian.population.sheet import Sheet
from duixian.population.sql import Sql, union


def beyond(branch: Branch) -> Words:
    """The words of what is missing for the sum, without bits that the conditions set as well."""
    judged, sheet = branch.judged, branch.sheet
    found = {}
    for word, bits in judged.open_sums.items():
        told = set(_all(judged.gaps.get(word, "0"), sheet))
        found[word] = union(*(one for one in members(bits) if not _is_told(one, told, sheet)))
    return {word: bits for word, bits in found.items() if bits != "0"}


def _all(bits: Sql, sheet: Sheet) -> Iterator[Sql]:
    """All pieces that the bits are a union of."""
    for piece in members(bits):
        yield piece
        behind = sheet.meaning(piece)
        if behind != piece:
            yield from _all(behind, sheet)


def _is_told(piece: Sql, told: set[Sql], sheet: Sheet) -> bool:
    """Whether a piece never sets a bit that those which are told do not."""
    if piece == "0" or piece in told:
        return True
    behind = sheet.meaning(piece)
    parts = members(at_most(behind) or behind)
    return parts != [piece] and all(_is_told(part, told, sheet) for part in parts)
