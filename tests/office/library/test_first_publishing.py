"""A district that has nothing yet: documents that name each other come in together."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from duixian.intake.library_folder import library_texts
from duixian.office.library.enums import State
from duixian.office.library.models import PolicyVersion
from duixian.office.library.packing import drafts_in
from duixian.office.library.selectors import library_of
from duixian.office.library.services.lay_foundation import lay_foundation
from duixian.office.people.demonstration import REGION, SINCE
from duixian.office.people.enums import Role

TEXTS, _ = library_texts()


def archive(*names: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as made:
        for name, text in TEXTS.items():
            if name.startswith(names):
                made.writestr(name, text)
    return held.getvalue()


@pytest.fixture
def proposed(browser):
    lay_foundation(SINCE)

    def hand_in(data: bytes):
        sent = {"policy": SimpleUploadedFile("闵行.zip", data), "reason": "首次"}
        return browser(Role.OFFICER).post(reverse("propose-version"), sent)

    return hand_in


def test_documents_that_name_each_other_are_proposed_and_published_together(browser, proposed):
    """5号 shares groups with 7号, 7号 with 5号, and 101号 completes both."""
    assert proposed(archive("minhang")).status_code == 302
    rows = list(PolicyVersion.objects.order_by("-in_force_from"))
    assert len(rows) == 5
    head = browser(Role.HEAD)
    page = head.get(reverse("rule-version", args=[rows[0].pk])).content.decode()
    assert "要一并发布" in page
    assert "现在不能发布" not in page
    address = reverse("publish-version", args=[rows[0].pk])
    rest = [str(row.pk) for row in rows[1:]]
    assert head.post(address, {"opinion": "同意", "with": rest}).status_code == 302
    library = library_of(REGION, timezone.localdate())
    assert sum(len(policy.measures) for policy in library.policies) == 47


def test_one_of_them_alone_is_not_proposed(proposed):
    answer = proposed(archive("minhang-2020-5"))
    assert answer.status_code == 422
    assert "政策库里没有 闵经委规发〔2021〕7号" in answer.content.decode()
    assert not PolicyVersion.objects.exists()


def test_one_of_them_alone_is_not_published(browser, proposed):
    proposed(archive("minhang"))
    five = PolicyVersion.objects.get(number="闵府规发〔2020〕5号")
    answer = browser(Role.HEAD).post(reverse("publish-version", args=[five.pk]), {"opinion": "好"})
    assert answer.status_code == 422
    assert not PolicyVersion.objects.filter(state=State.PUBLISHED).exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"PK\3\4", "不是能打开的 zip"), (archive("facts"), "里没有 policy.yaml")],
)
def test_an_archive_that_holds_no_policy_says_so(data, told):
    with pytest.raises(ValueError, match=told):
        drafts_in(data, "闵行.zip")


def test_an_archive_with_one_number_twice_is_refused():
    held = BytesIO()
    with ZipFile(held, "w") as made:
        for folder in ("a", "b"):
            made.writestr(f"{folder}/policy.yaml", TEXTS["minhang-2016-65/policy.yaml"])
    with pytest.raises(ValueError, match="里有两份 闵府发〔2016〕65号"):
        drafts_in(held.getvalue(), "两份.zip")
