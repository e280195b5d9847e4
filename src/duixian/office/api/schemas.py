"""What the interface answers with; sums are whole fen, days ISO, names Chinese."""

from datetime import date

from ninja import Schema


class PolicyOut(Schema):
    """One policy document; `until` null: no end is stated."""

    number: str
    title: str
    region: str
    issuer: str
    since: date
    until: date | None
    measures: list[str]


class Policies(Schema):
    """The policies of a district, and the version of the library they are in."""

    library: str
    policies: list[PolicyOut]


class LineOut(Schema):
    """One statement about a measure, where the document makes it, and our reading if it is one."""

    text: str
    articles: str
    because: str


class SectionOut(Schema):
    """One aspect of a measure: 对象, 条件, 标准, 上限 and so on."""

    aspect: str
    lines: list[LineOut]


class MeasureOut(Schema):
    """One measure in plain Chinese."""

    policy: str
    code: str
    title: str
    articles: str
    subject: str
    summary: str
    category: str
    office: str
    prepare: list[str]
    facts: list[str]
    sections: list[SectionOut]


class FactOut(Schema):
    """One fact; `unit` is what a bare number means."""

    fact: str
    code: str
    kind: str
    unit: str
    levels: list[str]
    yearly: bool
    staged: bool
    required: bool
    derived: bool
    source: str
    note: str


class SubjectOut(Schema):
    """One kind of row with its facts."""

    subject: str
    code: str
    key: str
    note: str
    facts: list[FactOut]
