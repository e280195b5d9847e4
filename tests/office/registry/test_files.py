"""Files that are handed in under odd names, and two at a time."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duixian.office.people.enums import Role
from duixian.office.registry.files import first_of, keep


@pytest.fixture(autouse=True)
def _apart(settings, tmp_path):
    settings.DUIXIAN_UPLOADS = tmp_path


def test_a_name_longer_than_a_file_system_takes_keeps_its_end():
    kept = first_of(keep([SimpleUploadedFile("长" * 150 + ".csv", b"1")]))
    assert kept.name.endswith("长.csv")
    assert kept.read_bytes() == b"1"


def test_the_same_file_twice_is_kept_once():
    first, again = (keep([SimpleUploadedFile("a.csv", b"1")]) for _ in range(2))
    assert first == again
    assert first_of(first).read_bytes() == b"1"


def test_two_files_of_one_name_are_not_taken_for_one(browser):
    tables = [SimpleUploadedFile("企业.csv", each) for each in (b"1", b"2")]
    given = {"tables": tables, "source": "申报", "read_on": "2022-06-30"}
    answer = browser(Role.OFFICER).post(reverse("imports"), given)
    assert answer.status_code == 422
    assert "两个文件同名" in answer.content.decode()
