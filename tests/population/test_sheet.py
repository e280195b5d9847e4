"""Columns of a sheet: which are kept, in which layer, and under which name."""

from duixian.population.sheet import Sheet, Statements

COSTLY = '(CASE WHEN ("a" > 0) AND ("b" > 0) THEN ("a" * "b") ELSE 0 END)'


def sheet() -> Sheet:
    found = Sheet("rows", "entered", ("scope", "grant", "cap"))
    for column in ("a", "b"):
        found.entered(column, column)
    found.begin("scope")
    return found


def text_of(statements: Statements, title: str) -> str:
    return dict(statements)[title]


def test_what_costs_much_is_worked_out_once_however_often_it_is_used() -> None:
    made = sheet()
    costly = made.define(COSTLY)
    outputs = {"x": f"({costly} + 1)", "y": f"({costly} + 2)"}
    assert str(made.statements(outputs)).count(COSTLY) == 1


def test_what_costs_little_is_written_into_its_users_without_a_layer() -> None:
    made = sheet()
    cheap = made.define('("a" > 0)')
    statements = made.statements({"x": f"({cheap} OR TRUE)", "y": f"(NOT {cheap})"})
    assert [title for title, _ in statements] == ["rows_rows", "rows"]


def test_a_light_column_counts_as_often_as_its_users_are_written() -> None:
    made = sheet()
    inner = made.define('(("a" > 0) AND "b")')
    users = [made.define(f"(NOT {inner})"), made.define(f"({inner} IS TRUE)")]
    outputs = {f"{n}_{m}": f"({user} = {m})" for n, user in enumerate(users) for m in (1, 2)}
    assert str(made.statements(outputs)).count('("a" > 0)') == 1


def test_a_column_stands_right_before_its_users_and_a_layer_has_the_name_of_its_step() -> None:
    made = sheet()
    early = made.define(COSTLY)
    made.begin("grant")
    first = made.define(COSTLY.replace("ELSE 0", f"ELSE {early}"))
    made.begin("cap")
    second = made.define(COSTLY.replace("ELSE 0", f"ELSE {first}"))
    beside = made.define(COSTLY.replace("ELSE 0", "ELSE 9"))
    used = (early, first, second, beside)
    outputs = {f"{n}_{m}": f"({piece} + {m})" for n, piece in enumerate(used) for m in (1, 2)}
    statements = made.statements(outputs)
    titles = [title for title, _ in statements]
    assert titles == ["rows_rows", "rows_scope", "rows_grant", "rows_cap", "rows"]
    assert "ELSE 9" in text_of(statements, "rows_cap")
    assert "ELSE 9" not in text_of(statements, "rows_scope")
