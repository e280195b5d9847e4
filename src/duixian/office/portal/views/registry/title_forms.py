"""The forms of titles and of the pipeline."""

from typing import Any

from django import forms

from duixian.office.portal.views.registry.credit_forms import FirmField
from duixian.office.portal.views.registry.forms import DAY
from duixian.office.registry.sheets import RECOGNITIONS, words_of

WINDOWS = {"90": "三个月内", "180": "半年内", "365": "一年内", "revoked": "已撤销"}


class WindowForm(forms.Form):
    """Which titles are listed."""

    within = forms.ChoiceField(
        label="到期或应复核", required=False, choices=list(WINDOWS.items()), initial="180"
    )


class StepForm(forms.Form):
    """On which day and on what ground a title takes its next step."""

    on = forms.DateField(label="日期", widget=DAY)
    why = forms.CharField(label="依据", max_length=500, help_text="文件名称、文号或理由")


class ReviewForm(forms.Form):
    """That a title was reviewed and is kept, and its days from now on."""

    on = forms.DateField(label="复核日期", widget=DAY)
    valid_until = forms.DateField(label="有效期至", widget=DAY, required=False)
    next_review_on = forms.DateField(label="下次复核日期", widget=DAY, required=False)
    why = forms.CharField(label="依据", max_length=500, help_text="复核结果公告的名称、文号")


class CandidateForm(forms.Form):
    """A firm that is being prepared for a title."""

    firm = FirmField(label="统一社会信用代码", max_length=40)
    honour = forms.CharField(label="称号", max_length=200)
    kind = forms.ChoiceField(label="类别")
    level = forms.ChoiceField(label="等级")
    day = forms.DateField(label="列入日期", widget=DAY)
    why = forms.CharField(label="理由", max_length=500)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        for name in ("kind", "level"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(each, each) for each in words_of(RECOGNITIONS, name)]
