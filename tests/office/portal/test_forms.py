"""Forms as they are drawn: every field has a name, errors belong to their field and are told."""

import pytest
from django import forms
from django.template.loader import render_to_string

CHOICES = [("a", "甲"), ("b", "乙")]


class _Form(forms.Form):
    name = forms.CharField(label="名称", help_text="照营业执照写")
    note = forms.CharField(label="备注", required=False)
    kinds = forms.MultipleChoiceField(
        label="类别", choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="同意", required=False)


def drawn(**given: object) -> str:
    return render_to_string("portal/form.html", {"form": _Form(given or None)})


def test_choices_are_a_group_with_a_legend_and_a_tick_has_its_label_beside_it():
    page = drawn()
    assert page.count("<fieldset") == page.count("<legend") == 1
    assert "<legend>类别</legend>" in page
    assert "同意</label>" in page


def test_what_may_be_left_out_is_marked_and_nothing_else():
    page = drawn()
    assert "备注<small>（可不填）" in page
    assert page.count("（可不填）") == 1


@pytest.mark.parametrize("field", ["name", "kinds"])
def test_an_error_is_tied_to_its_field_and_all_are_counted_aloud(field):
    page = drawn(note="x")
    assert f'id="id_{field}_error"' in page
    described = [part.split('"')[0] for part in page.split('aria-describedby="')[1:]]
    assert any(f"id_{field}_error" in each for each in described)
    assert 'role="alert">有 2 处要改' in page
