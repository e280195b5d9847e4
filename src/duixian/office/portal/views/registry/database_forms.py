"""The forms of the databases of firms."""

from django import forms

from duixian.office.portal.views.registry.credit_forms import FirmField
from duixian.office.portal.views.registry.forms import DAY
from duixian.office.registry.databases import databases, ratings
from duixian.office.registry.enums import Move


def _databases() -> list[tuple[str, str]]:
    return [(each, each) for each in databases()]


def _ratings() -> list[tuple[str, str]]:
    return [(each, each) for each in ratings()]


class AdjustmentForm(forms.Form):
    """A new adjustment."""

    database = forms.ChoiceField(label="数据库", choices=_databases)
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    rated_on = forms.DateField(label="评定日期", widget=DAY)


class LineForm(forms.Form):
    """What happens to one firm."""

    firm = FirmField(label="统一社会信用代码", max_length=40)
    move = forms.ChoiceField(label="调整", choices=Move.choices)
    rating = forms.ChoiceField(label="综合评定", choices=_ratings)
    why = forms.CharField(label="理由", max_length=500)
