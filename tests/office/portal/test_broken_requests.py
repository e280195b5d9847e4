"""Requests no browser of ours would send: answered with a page that says so, never with a fault."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.http import urlencode

from duixian.office.people.enums import Role


@pytest.mark.parametrize(
    "address",
    ["/registry/?words=a%00b", "/registry/?after=%00", "/registry/firms/a%00/"],
)
def test_a_nul_is_refused_wherever_it_stands(browser, address):
    assert browser(Role.OFFICER).get(address).status_code == 400


def test_a_nul_in_a_form_is_refused(browser):
    address = reverse("row-withdraw", args=[1])
    assert browser(Role.OFFICER).post(address, {"why": "a\0b"}).status_code == 400


def test_a_number_of_thousands_of_digits_is_no_fault(browser):
    address = reverse("credit")
    assert browser(Role.OFFICER).get(address, {"before": "9" * 5000}).status_code == 200


@pytest.mark.parametrize("packing", [ZIP_DEFLATED, ZIP_LZMA, ZIP_BZIP2])
def test_a_damaged_archive_of_policies_is_told_apart_from_a_sound_one(browser, packing):
    whole = BytesIO()
    with ZipFile(whole, "w", packing) as archive:
        archive.writestr("a/policy.yaml", "x" * 5000)
    data = bytearray(whole.getvalue())
    begin = data.find(b"policy.yaml") + len("policy.yaml")
    data[begin : begin + 16] = b"\xff" * 16
    given = {"policy": SimpleUploadedFile("a.zip", bytes(data)), "reason": "示例"}
    answer = browser(Role.OFFICER).post(reverse("propose-version"), given)
    assert answer.status_code == 422
    assert "不是能打开的 zip 压缩包" in answer.content.decode()


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize("sent", [{"a": "b"}, {"file": SimpleUploadedFile("a.csv", b"1")}])
def test_a_form_sent_to_the_interface_is_told_that_it_is_none(client, sent):
    answer = client.post("/api/assess", sent)
    assert answer.status_code == 400
    assert "应为 JSON" in answer.json()["message"]


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x; charset=rot13", "a/b; charset=hex"]
)
def test_what_is_encoded_as_no_browser_does_is_refused(client, kind):
    part = b'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\na\r\n--x--\r\n'
    answer = client.generic("POST", reverse("sign-in"), part, content_type=kind)
    assert answer.status_code == 400
    assert "UTF-8" in answer.content.decode()


@pytest.mark.usefixtures("district")
def test_a_request_too_big_for_the_interface_is_told_how_big_it_may_be(client):
    answer = client.post("/api/assess", b" " * 3_000_000, content_type="application/json")
    assert answer.status_code == 413
    assert "最多 2.5 MB" in answer.json()["message"]


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize(
    "sent",
    [{"a": "b" * 3_000_000}, {str(number): "1" for number in range(3001)}],
    ids=["long", "many"],
)
def test_a_form_that_holds_too_much_is_told_so(client, sent):
    body = urlencode(sent)
    kind = "application/x-www-form-urlencoded"
    answer = client.generic("POST", reverse("sign-in"), body, content_type=kind)
    assert answer.status_code == 413
    assert "分几次提交" in answer.content.decode()
