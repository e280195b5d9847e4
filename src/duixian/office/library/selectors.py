"""What is published: the library of a district on a day, versions, signed readings."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Self

from django.db import connection
from django.db.models import QuerySet

from duixian.office.common.answers import No, RefusedError
from duixian.office.library.enums import State
from duixian.office.library.models import Foundation, Interpretation, PolicyVersion
from duixian.office.library.texts import files_of
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import read_library

_KEPT = 32
"""How many libraries a process keeps in mind; each takes a few megabytes."""

Publication = tuple[tuple[int, int, str], ...]
Named = tuple[int, str]
"""The key of a row and the digest of its texts."""


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """What a district had published on a day: its library, and the versions it was read from.

    Compared by identity: the same versions are the same shelf, so that pages made from one can be
    kept by it.
    """

    region: str
    library: Library
    versions: Mapping[str, PolicyVersion]  # by policy number, with their texts

    def version(self, number: str) -> PolicyVersion:
        """The version of a policy of this shelf."""
        return self.versions[number]


@dataclass(frozen=True, slots=True)
class Pinned:
    """The very texts of a library, by which it can be read again whatever was published since."""

    region: str
    foundation: Named
    versions: tuple[Named, ...]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what `kept` gave."""
        (key, digest), versions = kept["foundation"], kept["versions"]
        return cls(kept["region"], (key, digest), tuple((pk, sha256) for pk, sha256 in versions))

    @property
    def kept(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)


class NoFoundationError(LookupError):
    """The site has no vocabulary yet; `services.lay_foundation` brings it."""


_PUBLICATION = (
    "SELECT 1, id, sha256 || CAST(since AS VARCHAR(10)) FROM library_foundation"
    " UNION ALL SELECT 2, id, sha256 || CAST(since AS VARCHAR(10)) FROM library_policyversion"
    " WHERE state = %s UNION ALL SELECT 3, id, answer FROM library_interpretation ORDER BY 1, 2"
)


def publication() -> Publication:
    """Everything that was ever published, by key and words: what pages for everybody hang on."""
    with connection.cursor() as cursor:
        cursor.execute(_PUBLICATION, [State.PUBLISHED.value])
        return tuple(cursor.fetchall())


def library_of(region: str, day: date) -> Library:
    """The library of a district as it was used on a day: its newest versions published by then.

    Without a published policy it is empty. Which policy is law on the day of a matter is the
    rulebook's question. Reading takes a tenth of a second, once a process and set of versions.
    """
    return shelf_of(region, day).library


def shelf_of(region: str, day: date) -> Shelf:
    """The library of a district on a day with the versions it is made of."""
    return _shelf_from(pinned(region, day))


def pinned(region: str, day: date) -> Pinned:
    """The texts of the library of a district on a day."""
    return _pinned(region, day, publication())


@lru_cache(maxsize=256)
def _pinned(region: str, day: date, _published: Publication) -> Pinned:
    """Looked up again whenever something was published."""
    foundation = foundation_of(day)
    versions = tuple((row.pk, row.sha256) for row in versions_of(region, day))
    return Pinned(region, (foundation.pk, foundation.sha256), versions)


def library_from(texts: Pinned) -> Library:
    """The library of these texts."""
    return _shelf_from(texts).library


def _shelf_from(texts: Pinned) -> Shelf:
    return _read(texts.region, texts.foundation, texts.versions)


def shelf_with(version: PolicyVersion, day: date) -> Shelf:
    """The shelf of a district on a day with one version, published or not, in its place.

    ValueError where the others cannot be read together with it.
    """
    others = [row for row in versions_of(version.region, day) if row.number != version.number]
    foundation = foundation_of(day)
    rows = newest([*others, version])
    named = tuple((row.pk, row.sha256) for row in rows)
    return _read(version.region, (foundation.pk, foundation.sha256), named)


def shelves(day: date) -> list[Shelf]:
    """The shelves of all districts that have published something by a day."""
    return [shelf_of(region, day) for region in regions(day)]


def foundation_of(day: date) -> Foundation:
    """The newest shared ground on a day; the first one for days before there was any."""
    without_texts = Foundation.objects.defer("facts", "catalogues")
    found = without_texts.filter(since__lte=day).last() or without_texts.first()
    if found is None:
        raise NoFoundationError("网站还没有事实词汇，请用 duixian office run 启动一次")
    return found


def versions_of(region: str, day: date) -> list[PolicyVersion]:
    """The newest version of each policy of a district published by a day, without its texts."""
    rows = published().filter(region=region, since__lte=day)
    return newest(rows.order_by("since", "pk"))


def newest(rows: Iterable[PolicyVersion]) -> list[PolicyVersion]:
    """The last row of each policy number, in the order in which the policies came into force."""
    latest = {row.number: row for row in rows}
    return sorted(latest.values(), key=lambda row: (row.in_force_from, row.number))


def files_without(region: str, numbers: Collection[str], day: date) -> dict[str, str]:
    """The texts of the library of a district on a day, save those of some policies."""
    keys = [row.pk for row in versions_of(region, day) if row.number not in numbers]
    ground = Foundation.objects.get(pk=foundation_of(day).pk)
    return files_of(ground, PolicyVersion.objects.filter(pk__in=keys))


def published() -> QuerySet[PolicyVersion]:
    """All published versions, without their texts."""
    rows = PolicyVersion.objects.filter(state=State.PUBLISHED)
    return rows.defer("policy_text", "cases_text", "official_text")


def versions_of_policy(number: str) -> list[PolicyVersion]:
    """All published versions of a policy, the newest first, without their texts."""
    return list(published().filter(number=number).order_by("-since", "-pk"))


def current(number: str, day: date) -> PolicyVersion | None:
    """The newest version of a policy published by a day, without its texts."""
    return published().filter(number=number, since__lte=day).order_by("since", "pk").last()


def regions(day: date) -> list[str]:
    """The districts that have published something by a day."""
    return list(_regions(day, publication()))


@lru_cache(maxsize=64)
def _regions(day: date, _published: Publication) -> tuple[str, ...]:
    rows = published().filter(since__lte=day).order_by("region")
    return tuple(rows.values_list("region", flat=True).distinct())


def interpretations_of(number: str) -> list[Interpretation]:
    """The readings of a policy that no later one replaces, in the order of their numbers."""
    return list(Interpretation.objects.filter(policy=number, replaced_by=None))


def readings() -> dict[tuple[str, str], str]:
    """Every reading that none replaces, in words, by policy and measure, or "" for the policy."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in Interpretation.objects.filter(replaced_by=None):
        said[row.policy, row.measure] += [row.question, row.answer]
    return {place: "\n".join(words) for place, words in said.items()}


def versions_in(region: str) -> list[PolicyVersion]:
    """All versions of a district in whatever state, without texts: open ones first, then by age."""
    rows = PolicyVersion.objects.filter(region=region).select_related("proposed_by", "settled_by")
    slim = rows.defer("policy_text", "cases_text", "official_text").order_by("-proposed_at", "-pk")
    return sorted(slim, key=lambda row: row.state != State.PROPOSED)


def count_proposed(region: str) -> int:
    """How many versions of a district somebody proposed and nobody has settled."""
    return PolicyVersion.objects.filter(region=region, state=State.PROPOSED).count()


def proposals_beside(version: PolicyVersion) -> list[PolicyVersion]:
    """What else waits in the district, of other policies, without texts."""
    rows = PolicyVersion.objects.filter(region=version.region, state=State.PROPOSED)
    return list(
        rows.exclude(number=version.number).defer("policy_text", "cases_text", "official_text")
    )


def version_in(region: str, key: int) -> PolicyVersion:
    """A version of the district with its texts; RefusedError as if it were not there."""
    rows = PolicyVersion.objects.select_related("proposed_by", "settled_by")
    found = rows.filter(region=region, pk=key).first()
    if found is None:
        raise RefusedError(No("没有这个版本", hidden=True))
    return found


def interpretations_in(region: str) -> list[Interpretation]:
    """Every reading signed in a district, the newest first."""
    rows = Interpretation.objects.filter(region=region).select_related("replaces", "replaced_by")
    return list(rows.order_by("-year", "-serial"))


@lru_cache(maxsize=_KEPT)
def _read(region: str, foundation: Named, versions: tuple[Named, ...]) -> Shelf:
    """The shelf of rows; what is published never changes, so digests stand for texts."""
    ground = Foundation.objects.get(pk=foundation[0])
    found = PolicyVersion.objects.in_bulk([key for key, _ in versions])
    rows = [found[key] for key, _ in versions]
    library, problems = read_library(files_of(ground, rows))
    if library is None:
        raise ValueError("；".join(problem.sentence for problem in problems))
    return Shelf(region, library, {row.number: row for row in rows})
