"""The form of a published list."""

from typing import Any

from django import forms

from duixian.office.portal.views.registry.credit_forms import TableField
from duixian.office.portal.views.registry.forms import DAY
from duixian.office.registry.sheets import RECOGNITIONS, words_of


class NameListForm(forms.Form):
    """A list, the recognition it stands for, and the file with its names."""

    table = TableField(
        label="文件", help_text="有「企业名称」一列的工作簿或 CSV；有代码的另加「企业」列"
    )
    title = forms.CharField(
        label="名单名称",
        max_length=200,
        help_text="与政策里的名称一致，如 上海市专精特新中小企业公示名单",
    )
    number = forms.CharField(label="文号", required=False, max_length=200)
    batch = forms.CharField(label="批次", required=False, max_length=100)
    kind = forms.ChoiceField(label="类别")
    honour = forms.CharField(label="称号", max_length=200)
    level = forms.ChoiceField(label="等级")
    issuer = forms.CharField(label="认定机关", max_length=200)
    day = forms.DateField(label="认定日期", widget=DAY)
    valid_until = forms.DateField(label="有效期至", required=False, widget=DAY)
    next_review_on = forms.DateField(label="下次复核日期", required=False, widget=DAY)
    read_on = forms.DateField(label="读取日期", widget=DAY)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        for name in ("kind", "level"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(each, each) for each in words_of(RECOGNITIONS, name)]
