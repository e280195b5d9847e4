from duixian.paper.clauses import clauses

HEADER = "分类\t政策项\t申请条件（核心）\t扶持标准\t来源"
TABLE = f"""{HEADER}
甲类\t设备补贴\t1) 在本市注册；2) 投资 200 万元以\t(1) 按 10%补贴。 (2) 最高 50 万\t市：区 (8:2)

- 3 -

{HEADER}
\t\t上；3) 三年内无失信。\t元。\t
\t首次奖励\t依名单。\t给予 5 万元。\t区
"""
FORM = """项目名称\t智能改造
一级指标\t二级指标\t三级指标\t年度指标值
成本指标\t经济成本指标\t甲级工厂\t=50.00(万元)
\t\t乙级工厂\t=50.00(万元)
\t社会成本指标\t影响\t提升
"""


def said(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for clause in clauses(text):
        found.setdefault(str(clause.place), []).extend(a.text for a in clause.amounts)
    return found


def test_rows_are_numbered_and_cells_addressed_by_column_and_item() -> None:
    found = said(TABLE)
    assert found["第1行扶持标准（1）"] == ["10%"]
    assert found["第1行来源"] == ["8:2"]
    assert found["第2行扶持标准"] == ["5万元"]


def test_a_row_cut_by_a_page_break_under_a_repeated_header_is_one_row() -> None:
    found = said(TABLE)
    assert found["第1行申请条件 2"] == ["200万元"]
    assert found["第1行申请条件 3"] == ["三年"]
    assert found["第1行扶持标准（2）"] == ["50万元"]
    assert not any(place.startswith("第3行") for place in found)


def test_header_rows_are_no_clauses() -> None:
    assert not any("核心" in clause.text for clause in clauses(TABLE))


def test_a_form_is_addressed_by_the_names_of_its_rows() -> None:
    found = said(FORM)
    assert found["成本指标 经济成本指标 乙级工厂"] == ["50.00(万元)"]
    assert "成本指标 社会成本指标 影响" in found


def test_equal_values_in_different_rows_have_different_pins() -> None:
    pins = [clause.pin for clause in clauses(FORM) if clause.amounts]
    assert len(pins) == 2
    assert len(set(pins)) == 2
