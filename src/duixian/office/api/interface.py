"""The interface as a whole: its operations, its errors in Chinese, its documentation."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from duixian.office.api import assessing, policies, runs
from duixian.office.api.errors import Failure, FailureError, Trouble
from duixian.office.api.invalid import in_chinese
from duixian.office.api.page import Page
from duixian.office.api.throttles import Throttle
from duixian.office.common.answers import RefusedError

api = NinjaAPI(
    title="兑现数据接口",
    version="1",
    description="政策、措施、事实、体检和匹配。金额为整数分；没有给出的不当作零，也不当作否。"
    "匹配要用令牌（在“我的账号—接口令牌”签发），只看得到本区的。",
    throttle=Throttle(),
    docs=Page(),
    docs_url="docs",
)
ROUTERS = (policies.router, assessing.router, runs.router)
for router in ROUTERS:
    api.add_router("", router)


def operations() -> Iterator[Any]:
    """Every operation of the interface, for the test that asks who may call it."""
    for router in ROUTERS:
        for view in router.path_operations.values():
            yield from view.operations


def _answer(request: HttpRequest, status: int, failure: Failure) -> HttpResponse:
    return api.create_response(request, failure.dict(), status=status)


@api.exception_handler(FailureError)
def _failed(request: HttpRequest, met: FailureError) -> HttpResponse:
    return _answer(request, met.status, met.failure)


@api.exception_handler(RefusedError)
def _refused(request: HttpRequest, met: RefusedError) -> HttpResponse:
    status = 404 if met.answer.hidden else 403
    return _answer(request, status, Failure(message=met.answer.because, problems=[]))


@api.exception_handler(Throttled)
def _too_often(request: HttpRequest, met: Throttled) -> HttpResponse:
    failure = Failure(message="请求太频繁，请稍后再试", problems=[])
    answer = _answer(request, 429, failure)
    answer["Retry-After"] = str(max(1, int(met.wait or 1)))
    return answer


@api.exception_handler(AuthenticationError)
def _without_token(request: HttpRequest, met: AuthenticationError) -> HttpResponse:
    del met
    what = "需要有效的令牌：Authorization: Bearer …；可能没有给出、已过期或已撤销"
    answer = _answer(request, 401, Failure(message=what, problems=[]))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, met: RequestDataTooBig) -> HttpResponse:
    del met
    largest = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 2**20:g} MB"
    failure = Failure(message=f"请求太大，最多 {largest}，请分几次", problems=[])
    return _answer(request, 413, failure)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, met: HttpError) -> HttpResponse:
    failure = Failure(message="请求读不出来：应为 JSON", problems=[])
    return _answer(request, met.status_code, failure)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, met: ValidationError) -> HttpResponse:
    """Every field at once: where it stands and what the checker says of it."""
    troubles = [
        Trouble(where=".".join(str(part) for part in each["loc"]), what=in_chinese(each))
        for each in met.errors
    ]
    message = f"请求有 {len(troubles)} 处不合要求"
    return _answer(request, 422, Failure(message=message, problems=troubles))
