"""The forms of matching."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from duixian.office.matching.rows import Order, Wanted
from duixian.office.matching.summary import Summary
from duixian.office.portal.widgets import DayInput
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.names import VERDICTS

NEAR, FORECAST = "near", "forecast"
"""Stand for near misses and for years that have not begun among the verdicts."""
UNKNOWN_TOWN = "-"
_LISTED = (
    Verdict.GRANTED,
    Verdict.PENDING,
    Verdict.UNKNOWN,
    Verdict.EXHAUSTED,
    Verdict.DISPLACED,
)
"""The verdicts whose rows a result keeps."""


class StartForm(forms.Form):
    """The day of a run, and the policies; none of them means all."""

    on = forms.DateField(
        label="匹配日期",
        help_text="按这一天有效的政策和企业在这一天的情况计算",
        widget=DayInput(),
    )
    policies = forms.MultipleChoiceField(
        label="政策",
        required=False,
        help_text="一个也不选，就是全部",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, published: Sequence[tuple[str, str]], usual: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(on=usual)
        field = self.fields["policies"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, f"{code} {title}") for code, title in published]


class RowsForm(forms.Form):
    """Which rows of a run are shown, and in which order."""

    verdict = forms.ChoiceField(label="结论", required=False)
    measure = forms.ChoiceField(label="措施", required=False)
    town = forms.ChoiceField(label="街镇", required=False)
    words = forms.CharField(label="企业名称或代码", required=False, max_length=60)
    order = forms.ChoiceField(
        label="排序",
        required=False,
        choices=[(each.name.lower(), each.label) for each in Order],
    )

    def __init__(self, summary: Summary, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdicts = [(each.value, VERDICTS[each]) for each in _LISTED]
        measures = [
            (" ".join(each.key), f"{each.key[1]} {each.title}") for each in summary.measures
        ]
        towns = [(each.title or UNKNOWN_TOWN, each.title or "未知") for each in summary.towns]
        choices = {
            "verdict": [*verdicts, (NEAR, "差一点"), (FORECAST, "以后年度（预测）")],
            "measure": measures,
            "town": towns,
        }
        for name, listed in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "不限"), *listed]

    def wanted(self) -> Wanted:
        """What was chosen; what is not among the choices leaves open."""
        self.is_valid()
        given = self.cleaned_data
        verdict, measure, town = (given.get(name, "") for name in ("verdict", "measure", "town"))
        policy, _, code = measure.rpartition(" ")
        return Wanted(
            verdict=Verdict(verdict) if verdict in _LISTED else None,
            measure=(policy, code) if measure else None,
            town=town.removeprefix(UNKNOWN_TOWN) if town else None,
            words=given.get("words", "").strip(),
            near=verdict == NEAR,
            forecast=verdict == FORECAST,
            order=Order[(given.get("order") or Order.MOST.name).upper()],
        )
