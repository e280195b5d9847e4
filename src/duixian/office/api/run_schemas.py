"""What the interface answers about matching runs; sums are whole fen, null is unknown."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from duixian.office.matching.enums import State

Number = Annotated[str, StringConstraints(max_length=60)]


class RunOut(Schema):
    """One run; `policies` empty: the whole library. `firms` null: it has not finished."""

    id: int
    region: str
    on: date
    policies: list[str]
    library: str
    state: State
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    phase: str
    done: int
    total: int
    firms: int | None
    remarks: list[str]
    reason: str
    advice: str


class RunsOut(Schema):
    """Runs, the latest first; `before` asks for older ones, null: there are none."""

    runs: list[RunOut]
    before: int | None


class RunIn(Schema, extra="forbid"):
    """Which day, and which policies by number; none for the whole library."""

    on: date
    policies: Annotated[list[Number], Field(max_length=100, default_factory=list)]


class CountOut(Schema):
    """Rows, firms and sums of a verdict; `high` null with a `low`: nothing bounds the sum."""

    verdict: str
    rows: int
    firms: int
    low: int | None
    high: int | None


class MeasureCountOut(CountOut):
    """The same of one measure."""

    policy: str
    measure: str
    title: str


class TownCountOut(CountOut):
    """The same of one town; null: the town is not known."""

    town: str | None


class MissingOut(Schema):
    """A thing that is missing, and for how many rows and firms."""

    thing: str
    rows: int
    firms: int


class NearOut(Schema):
    """How many miss a measure by little."""

    policy: str
    measure: str
    title: str
    rows: int
    firms: int


class SummaryOut(Schema):
    """What a run came to."""

    firms: int
    by_verdict: list[CountOut]
    by_measure: list[MeasureCountOut]
    by_town: list[TownCountOut]
    missing: list[MissingOut]
    near: list[NearOut]


class PartOut(Schema):
    """Who carries a part of a sum, or when it is paid."""

    title: str
    low: int | None
    high: int | None


class RowOut(Schema):
    """One firm under one measure; `number` counts the rows of the result from 0."""

    number: int
    firm: str
    firm_name: str | None
    town: str | None
    policy: str
    measure: str
    title: str
    subject: str
    row: str | None
    row_firm: str | None
    year: int | None
    verdict: str
    low: int | None
    high: int | None
    unbounded: bool
    contested: bool
    forecast: bool
    near: bool
    failed: list[str] | None
    missing: list[str] | None
    displaced_by_policy: str | None
    displaced_by_measure: str | None
    displaced_by_row: str | None
    displaced_by_year: int | None
    displaced_by_award: bool | None
    shares: list[PartOut] | None
    instalments: list[PartOut] | None


class RowsOut(Schema):
    """A page of rows; `after` asks for the next one, null: this was the last."""

    rows: list[RowOut]
    after: int | None
