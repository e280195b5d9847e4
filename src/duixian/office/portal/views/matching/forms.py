"""The forms of matching."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms


class StartForm(forms.Form):
    """The day of a run, and the policies; none of them means all."""

    on = forms.DateField(
        label="匹配日期",
        help_text="按这一天有效的政策和企业在这一天的情况计算",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    policies = forms.MultipleChoiceField(
        label="政策", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, published: Sequence[tuple[str, str]], usual: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(on=usual)
        field = self.fields["policies"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, f"{code} {title}") for code, title in published]
