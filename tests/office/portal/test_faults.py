"""The page of a fault."""

from django.test import Client


def test_it_says_what_to_do_even_where_there_is_no_database():
    visitor = Client(raise_request_exception=False)
    visitor.cookies["sessionid"] = "x" * 32
    page = visitor.get("/account/")
    assert page.status_code == 500
    assert "请稍后重试，或告诉管理员" in page.content.decode()
