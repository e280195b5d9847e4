"""Which firms of a district a written name may be: by their names now and before, exactly.

Only width, spaces and the kind of brackets are seen through. Nothing is guessed: likeness is no
match.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from duixian.office.registry.enums import MatchedBy
from duixian.office.registry.models import Enterprise

_BLOCK = 500


def plain(name: str) -> str:
    """A name in one width, without spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split())


@dataclass(frozen=True, slots=True)
class Written:
    """A name as a list writes it, with a code where it gives one."""

    line: int
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What was found: the firm and how, or the firms that it may be and why nobody can tell."""

    firm: str = ""
    by: MatchedBy | None = None
    candidates: tuple[str, ...] = ()
    why: str = ""


def match(region: str, names: Iterable[Written]) -> list[Match]:
    """What each name was found to be, in their order."""
    wanted = list(names)
    now = _now(region, {each.name for each in wanted})
    former = _former(region)
    codes = _known(region, {each.code for each in wanted if each.code})
    return [_one(each, now, former, codes) for each in wanted]


def _one(
    written: Written,
    now: dict[str, set[str]],
    former: dict[str, set[str]],
    codes: set[str],
) -> Match:
    name = plain(written.name)
    current, before = now.get(name, set()), former.get(name, set())
    found = tuple(sorted(current | before))
    if written.code in codes:
        if written.code in found:
            return Match(written.code, MatchedBy.CODE)
        both = (written.code, *found)
        return Match(candidates=both, why="信用代码是本区企业，名称却不是它的现名或曾用名")
    if written.code and found:
        return Match(candidates=found, why="名称与本区企业相同，信用代码不同")
    if len(found) == 1:
        return Match(found[0], MatchedBy.NAME if current else MatchedBy.FORMER)
    if found:
        return Match(candidates=found, why=f"本区有 {len(found)} 家企业现在或曾经用这个名称")
    return Match(why="本区档案里没有这个名称或代码")


def _now(region: str, names: Iterable[str]) -> dict[str, set[str]]:
    """Codes by plain name of the firms that have one of the names now."""
    written = sorted({variant for name in names for variant in _variants(name)})
    found: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(written), _BLOCK):
        block = written[start : start + _BLOCK]
        firms = Enterprise.objects.filter(region=region, name__in=block)
        for code, name in firms.values_list("code", "name"):
            found[plain(name)].add(code)
    return found


def _variants(name: str) -> set[str]:
    """How a registry may write the name: as it is, plain, with either kind of brackets."""
    one = plain(name)
    wide = one.replace("(", "（").replace(")", "）")
    return {name.strip(), one, wide}


def _former(region: str) -> dict[str, set[str]]:
    """Codes by plain former name; few firms have one."""
    found: dict[str, set[str]] = defaultdict(set)
    firms = Enterprise.objects.filter(region=region).exclude(former="")
    for code, former in firms.values_list("code", "former").iterator():
        for name in former.splitlines():
            found[plain(name)].add(code)
    return found


def _known(region: str, codes: set[str]) -> set[str]:
    wanted, found = sorted(codes), set[str]()
    for start in range(0, len(wanted), _BLOCK):
        block = wanted[start : start + _BLOCK]
        firms = Enterprise.objects.filter(region=region, code__in=block)
        found.update(firms.values_list("code", flat=True))
    return found
