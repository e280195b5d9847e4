"""What is looked for in the catalogue."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from duixian.office.library.catalogue import Entry, Wanted
from duixian.office.portal.widgets import DayInput
from duixian.rulebook.policy.model import Procedure
from duixian.rulebook.vocabulary.districts import district_name

_FEN_A_WAN = 1_000_000


class CatalogueForm(forms.Form):
    """Words and filters; every field may be left empty."""

    words = forms.CharField(label="全文", required=False, max_length=100)
    region = forms.ChoiceField(label="地区", required=False)
    industry = forms.ChoiceField(label="产业领域", required=False)
    category = forms.ChoiceField(label="政策分类", required=False)
    kind = forms.ChoiceField(label="兑现方式", required=False)
    least = forms.DecimalField(
        label="单笔最高不低于（万元）", required=False, min_value=Decimal(0), max_digits=12
    )
    on = forms.DateField(label="这一天有效", required=False, widget=DayInput())

    def __init__(self, entries: Iterable[Entry], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(entries)
        regions = dict.fromkeys(entry.region for entry in known)
        named = sorted({word for entry in known for word in entry.industries.named})
        categories = dict.fromkeys(entry.measure.described.category for entry in known)
        self._offer("region", [(code, district_name(code)) for code in regions])
        self._offer("industry", [(word, word) for word in named])
        self._offer("category", [(word, word) for word in categories if word])
        self._offer("kind", [(kind.value, kind.value) for kind in Procedure])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "全部"), *choices]

    def wanted(self) -> Wanted:
        """What is asked for; a field that cannot be read asks nothing."""
        self.is_valid()
        given = self.cleaned_data
        least, on = given.get("least"), given.get("on")
        return Wanted(
            words=given.get("words") or "",
            region=given.get("region") or "",
            industry=given.get("industry") or "",
            kind=given.get("kind") or "",
            category=given.get("category") or "",
            least=int(least * _FEN_A_WAN) if isinstance(least, Decimal) else None,
            on=on if isinstance(on, date) else None,
        )
