"""The forms of credit records."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from duixian.intake.credit_code import complaint
from duixian.office.portal.views.registry.forms import DAY
from duixian.office.registry.enums import CreditEffect, CreditKind, CreditReach
from duixian.office.registry.one_table import ONE_TABLE


class FirmField(forms.CharField):
    """A code of a firm, checked to its last digit."""

    def clean(self, value: Any) -> str:
        """The code in plain capitals; ValidationError says what is wrong with it."""
        text = str(super().clean(value))
        code = unicodedata.normalize("NFKC", text).replace(" ", "").upper()
        if wrong := complaint(code):
            raise ValidationError(f"应为{wrong}")
        return code


class TableField(forms.FileField):
    """A workbook or a CSV file that holds one table."""

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[Any]:
        """The file; ValidationError where its kind is not read."""
        file: UploadedFile[Any] = super().clean(data, initial)
        if not str(file.name).lower().endswith(ONE_TABLE):
            raise ValidationError(f"{file.name} 不是能读的文件，可用 {'、'.join(ONE_TABLE)}")
        return file


class CreditFilter(forms.Form):
    """Which records are listed."""

    kind = forms.ChoiceField(
        label="记录类别", required=False, choices=[("", "不限"), *CreditKind.choices]
    )


class CreditForm(forms.Form):
    """One record, entered by hand."""

    firm = FirmField(label="统一社会信用代码", max_length=40)
    name = forms.CharField(label="企业名称", required=False, max_length=300)
    kind = forms.ChoiceField(label="记录类别", choices=CreditKind.choices)
    cause = forms.CharField(label="事由", max_length=500)
    authority = forms.CharField(label="决定机关", max_length=200)
    number = forms.CharField(label="文号", required=False, max_length=200)
    effect = forms.ChoiceField(label="影响", choices=CreditEffect.choices)
    reach = forms.ChoiceField(label="适用范围", choices=CreditReach.choices)
    persons = forms.CharField(
        label="责任人",
        required=False,
        max_length=500,
        help_text="每行一人",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    since = forms.DateField(label="起始日期", widget=DAY)
    until = forms.DateField(
        label="截止日期", required=False, widget=DAY, help_text="没有写明的留空，到修复为止一直算"
    )
    source = forms.CharField(label="来源", max_length=200)
    read_on = forms.DateField(label="读取日期", widget=DAY)


class CreditTableForm(forms.Form):
    """A table of records, and what was read for it."""

    table = TableField(label="文件")
    kinds = forms.MultipleChoiceField(
        label="本次读取的类别",
        choices=CreditKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="表里没有记录的类别，只要读过也要勾选",
    )
    source = forms.CharField(
        label="来源", max_length=200, help_text="如 上海市公共信用信息服务平台"
    )
    read_on = forms.DateField(label="读取日期", widget=DAY)
    scope = forms.ChoiceField(
        label="读取范围",
        choices=[("some", "只查了表里的企业"), ("all", "来源的完整名单")],
        help_text="完整名单上没有的企业就是没有记录；只查了几家的，其他企业仍是未核",
    )

    def clean_kinds(self) -> frozenset[CreditKind]:
        """The kinds."""
        return frozenset(map(CreditKind, self.cleaned_data["kinds"]))


class RepairForm(forms.Form):
    """When and on what ground a record was repaired."""

    on = forms.DateField(label="修复日期", widget=DAY)
    basis = forms.CharField(label="修复依据", max_length=500)
