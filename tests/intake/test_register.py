"""Dossiers gathered from a register."""

from datetime import date

from duixian.intake.register import FirmDecision, Records, Register
from duixian.rulebook.dossier import (
    Award,
    DecisionRow,
    Firm,
    Listing,
    Outcome,
    ReviewRow,
    Row,
)

DAY = date(2021, 1, 1)
LEASE = Row("租赁", "L1", "甲", {"出租方": "乙"})
OTHER = Row("租赁", "L2", "丙", {})
TO_A = Award("示发1号", "1", "甲", "租赁", "L0", DAY, DAY, 100)
FOR_L1 = Award("示发1号", "2", "乙", "租赁", "L1", DAY, DAY, 200)
TO_C = Award("示发1号", "1", "丙", "租赁", "L2", DAY, DAY, 300)
REVIEW = ReviewRow("示发1号", "1", "L1", "专家评审", Outcome.PASSED, DAY)


def decision(row: str) -> DecisionRow:
    return DecisionRow("示发1号", "", row, "面积", applies=True, by="示例", reason="示例", day=DAY)


FOR_A, ON_L1, FOR_C = decision(""), decision("L1"), decision("")
REGISTER = Register(
    Records(
        firms={code: Firm(code, {}) for code in ("甲", "乙", "丙")},
        tables={"租赁": (LEASE, OTHER), "项目": ()},
        references={"企业": (), "租赁": ("企业", "出租方")},
        history=(TO_A, FOR_L1, TO_C),
        reviews=(REVIEW,),
        decisions=(FirmDecision("甲", FOR_A), FirmDecision("甲", ON_L1), FirmDecision("丙", FOR_C)),
        lists={"失信名单": DAY},
        listings=(Listing("失信名单", "乙", DAY), Listing("失信名单", "丙", DAY)),
    )
)


def test_a_firm_has_its_rows_and_everything_about_them() -> None:
    dossier = REGISTER.dossier("甲")
    assert dossier.tables == {"租赁": (LEASE,), "项目": ()}
    assert dossier.history == (TO_A, FOR_L1)
    assert dossier.reviews == (REVIEW,)
    assert dossier.decisions == (FOR_A, ON_L1)
    assert set(dossier.others) == {"乙"}
    assert [listing.firm for listing in dossier.listings] == ["乙"]


def test_a_referenced_firm_sees_the_rows_that_name_it_but_not_what_was_decided_for_others() -> None:
    dossier = REGISTER.dossier("乙")
    assert dossier.tables["租赁"] == (LEASE,)
    assert set(dossier.others) == {"甲"}
    assert dossier.decisions == (ON_L1,)
    assert dossier.history == (FOR_L1,)


def test_a_firm_that_stands_in_a_row_twice_has_the_row_once() -> None:
    row = Row("租赁", "L9", "甲", {"出租方": "甲"})
    records = Records({"甲": Firm("甲", {})}, {"租赁": (row,)}, {"租赁": ("出租方",)}, None)
    dossier = Register(records).dossier("甲")
    assert dossier.tables["租赁"] == (row,)
    assert dossier.history is None
