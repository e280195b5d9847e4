"""The forms of the registry."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from duixian.intake.workbook.cells import UNKNOWN
from duixian.office.portal.widgets import DayInput
from duixian.office.registry.files import ALLOWED
from duixian.rulebook.expression.types import Label
from duixian.rulebook.vocabulary.model import Fact, FactKind

DAY = DayInput()
LARGEST_EVIDENCE = 20 * 2**20


class SearchForm(forms.Form):
    """What is searched for."""

    words = forms.CharField(label="名称、曾用名、代码或拼音首字母", required=False, max_length=60)
    town = forms.CharField(label="街镇", required=False, max_length=100)
    industry = forms.ChoiceField(label="行业门类", required=False)

    def __init__(self, towns: list[str], industries: tuple[str, ...], *args: Any) -> None:
        super().__init__(*args)
        self.fields["town"].widget.attrs["list"] = "towns"
        self.towns = towns
        field = self.fields["industry"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "不限"), *((each, each) for each in industries)]


class ManyFiles(forms.ClearableFileInput):
    """A choice of one or several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files of the kinds that hold tables."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files; ValidationError names each of a kind that is not read."""
        clean = super().clean
        files = [clean(each, initial) for each in data or [None]]
        wrong = [each.name for each in files if not str(each.name).lower().endswith(ALLOWED)]
        if wrong:
            kinds = "、".join(ALLOWED)
            raise ValidationError(f"{'、'.join(wrong)} 不是能读的文件，可用 {kinds}")
        names = [str(each.name) for each in files]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValidationError(f"两个文件同名：{'、'.join(twice)}；请改名，或分两次导入")
        return files


class HandInForm(forms.Form):
    """Files to be imported, and where they come from."""

    tables = FilesField(
        label="文件",
        help_text="数据模板的工作簿（一个），或每表一个的 Parquet、CSV 文件（可多选）。",
    )
    source = forms.CharField(
        label="资料来源", max_length=100, help_text="如 2022年度申报、市场监管局登记信息"
    )
    read_on = forms.DateField(label="资料截至日期", widget=DAY)


class CorrectionForm(forms.Form):
    """What a value should be, why, and a proof."""

    written = forms.CharField(
        label="应为", max_length=2000, help_text="不知道的写 未知；金额可以带单位，如 800 万元"
    )
    why = forms.CharField(label="说明", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    evidence = forms.FileField(
        label="证明材料", required=False, help_text="审计报告、执照等的扫描件，不超过 20 MB"
    )

    def __init__(self, fact: Fact | None, *args: Any) -> None:
        super().__init__(*args)
        offered = _values_of(fact)
        if offered:
            shown = [("", "请选择"), *((each, each) for each in (*offered, UNKNOWN))]
            self.fields["written"] = forms.ChoiceField(label="应为", choices=shown)
            self.order_fields(["written", "why", "evidence"])

    def clean_evidence(self) -> UploadedFile[Any] | None:
        """The file; ValidationError where it is too large."""
        file: UploadedFile[Any] | None = self.cleaned_data["evidence"]
        if file is not None and (file.size or 0) > LARGEST_EVIDENCE:
            raise ValidationError("证明材料超过 20 MB，请压缩或分开提交")
        return file


def _values_of(fact: Fact | None) -> tuple[str, ...]:
    """All values that a fact can have, where there are few; none for others."""
    if fact is not None and fact.kind is FactKind.FLAG:
        return "是", "否"
    return fact.type.levels if fact is not None and isinstance(fact.type, Label) else ()
