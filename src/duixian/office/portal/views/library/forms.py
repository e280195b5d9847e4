"""The forms of proposing, settling and interpreting."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from duixian.office.library.models import Interpretation
from duixian.office.library.packing import drafts_in
from duixian.office.library.texts import Draft
from duixian.paper.files import decoded
from duixian.rulebook.policy.model import Policy

LARGEST = 2 * 2**20


class TextFileField(forms.FileField):
    """A file whose text is read; cleaned to that text, "" where none was chosen."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The text; ValidationError where the file is too large or no text."""
        file: UploadedFile[Any] | None = super().clean(data, initial)
        if not file:
            return ""
        if (file.size or 0) > LARGEST:
            raise ValidationError(f"{file.name} 超过 {LARGEST // 2**20} MB，不像是一份政策文件")
        try:
            return self.read(file.read(), str(file.name))
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def read(self, data: bytes, name: str) -> Any:
        """What the file holds; ValueError says what is wrong with it."""
        return decoded(data, name)


class PolicyFileField(TextFileField):
    """The text of one policy file, or the drafts of an archive of several."""

    def read(self, data: bytes, name: str) -> str | list[Draft]:
        """As above."""
        return drafts_in(data, name) if name.lower().endswith(".zip") else decoded(data, name)


class ProposalForm(forms.Form):
    """The files of a version and why it is proposed."""

    policy = PolicyFileField(
        label="政策文件",
        help_text="policy.yaml；互相引用、要一并提出的几份，打成 zip，每份一个文件夹。",
    )
    cases = TextFileField(
        label="例子", required=False, help_text="cases.yaml；每项措施都要有得到和得不到的例子。"
    )
    official = TextFileField(
        label="原文",
        required=False,
        help_text="公布的文本（纯文本）；附上后逐条核对引用，并检查数额有没有遗漏。",
    )
    reason = forms.CharField(
        label="修改说明", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def drafts(self) -> list[Draft]:
        """The texts as they were handed in, those of one policy or of an archive."""
        given = self.cleaned_data
        if isinstance(given["policy"], list):
            return given["policy"]
        return [Draft(given["policy"], given["cases"], given["official"])]


class InterpretationForm(forms.Form):
    """A question about a policy or one of its measures, and how it is answered."""

    about = forms.ChoiceField(label="关于")
    question = forms.CharField(label="问题", max_length=300)
    answer = forms.CharField(
        label="口径", max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )
    replaces = forms.ChoiceField(
        label="替代", required=False, help_text="口径签发后不能改；要改，就签发一条新的来替代。"
    )

    def __init__(
        self, policies: tuple[Policy, ...], signed: list[Interpretation], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("about", [(policy.code, _offered(policy)) for policy in policies])
        standing = [each for each in signed if not hasattr(each, "replaced_by")]
        told = [(str(each.pk), f"{each} {each.question}") for each in standing]
        self._offer("replaces", [("", "不替代"), *told])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _offered(policy: Policy) -> list[tuple[str, str]]:
    whole = (f"{policy.code}|", f"{policy.code} 整份文件")
    return [whole, *((f"{policy.code}|{each.code}", f"{each.title}") for each in policy.measures)]
