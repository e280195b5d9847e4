"""Pages for what went wrong: what happened and what to do."""

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happened, and what the reader can do."""

    title: str
    what: str
    advice: str


_TROUBLE = {
    400: Trouble("请求有误", "浏览器发来的内容不完整或不能识别。", "请返回上一页重试。"),
    403: Trouble("不能办理", "您现在的身份不能打开这一页。", "请换一个身份，或请有权限的同事。"),
    404: Trouble("没有找到", "地址不存在，或者内容不对您公开。", "请从首页重新进入。"),
    405: Trouble(
        "这一页不能直接打开",
        "这个地址只接收从页面上提交的内容；没有提交，资料没有改动。",
        "请从首页或上一页重新进入，再提交一次。",
    ),
    413: Trouble(
        "内容太多",
        "一次提交的文字或项目太多，没有办理，资料没有改动。",
        "请返回上一页，分几次提交；内容多的，用文件导入。",
    ),
    500: Trouble("出错了", "系统没有完成这次操作，资料没有改动。", "请稍后重试，或告诉管理员。"),
}

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_EXPIRED = Trouble("没有提交", "页面已过期，表单没有提交。", "请返回上一页，刷新后重新提交。")


def refused(request: HttpRequest, because: str, status: int) -> HttpResponse:
    """The page of a trouble with a reason of its own."""
    trouble = _TROUBLE[status]
    shown = Trouble(trouble.title, because or trouble.what, trouble.advice)
    return troubled(request, shown, status)


def declined(request: HttpRequest, because: str) -> HttpResponse:
    """The page of something a service refused, for whatever reason."""
    advice = "请返回上一页，按上面说的办理；要是身份不对，换一个身份，或请有权限的同事。"
    return troubled(request, Trouble("没有办理", because, advice), 403)


def not_allowed(request: HttpRequest, answer: HttpResponseNotAllowed) -> HttpResponse:
    """The page of an address that only takes a form, or takes none."""
    page = refused(request, "", 405)
    page["Allow"] = answer["Allow"]
    return page


def troubled(request: HttpRequest, trouble: Trouble, status: int) -> HttpResponse:
    """The page of any trouble."""
    return render(request, "portal/error.html", {"trouble": trouble}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where there was more than a form can hold."""
    return refused(request, "", 413 if isinstance(exception, _TOO_MUCH) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason a permission gave."""
    return refused(request, str(exception or ""), 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; the same page whether a thing is missing or is not for the reader."""
    del exception
    return refused(request, "", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return refused(request, "", 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not ours, or one left open for too long."""
    del reason
    return troubled(request, _EXPIRED, 403)
