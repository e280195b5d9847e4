"""What a form sends, and rows added and taken away."""

from hypothesis import given
from hypothesis import strategies as st

from duixian.intake.library_folder import load_library
from duixian.office.self_check.form import RowChange, answers_in, row_change, with_rows
from duixian.office.self_check.reading import MOST_ROWS, row_count

LIBRARY, _ = load_library()
assert LIBRARY is not None
VOCABULARY = LIBRARY.vocabulary
LEASE = next(each for each in VOCABULARY.subjects if each.code == "lease")
FACTS = [fact.code for fact in LEASE.facts]


def test_only_fields_of_the_form_are_answers():
    sent = {
        "csrfmiddlewaretoken": "x",
        "on": "2022-06-30",
        "save": "1",
        "enterprise.employees": " 30 ",
        "lease-1.area": "",
        "history": "没有",
        "nobody.knows": "1",
        "list.甲": "是\0",
    }
    assert answers_in(sent, VOCABULARY) == {"enterprise.employees": "30", "history": "没有"}


def test_taking_a_row_away_moves_the_later_ones_up():
    three = {"has.lease": "有", "rows.lease": "3"} | {
        f"lease-{number}.{FACTS[2]}": str(number) for number in (1, 2, 3)
    }
    left = with_rows(three, LEASE, RowChange("lease", 2))
    assert [left[f"lease-{number}.{FACTS[2]}"] for number in (1, 2)] == ["1", "3"]
    assert left["rows.lease"] == "2"
    assert f"lease-3.{FACTS[2]}" not in left


def test_taking_the_last_row_away_says_that_there_is_none():
    left = with_rows({"has.lease": "有", "rows.lease": "1"}, LEASE, RowChange("lease", 1))
    assert left["has.lease"] == "没有"
    assert row_count(left, "lease") == 0


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=20), st.text(max_size=20)))
def test_whatever_is_sent_is_answers_or_nothing(button, sent):
    change = row_change(button)
    answers = answers_in(sent, VOCABULARY)
    if change is not None:
        answers = with_rows(answers, LEASE, change)
    assert 0 <= row_count(answers, "lease") <= MOST_ROWS
