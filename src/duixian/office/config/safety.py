"""What is unsafe about how this site is set up, in the words of its keeper."""

import base64
import binascii
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from duixian.office.audit.models import Seal
from duixian.office.config.environment import LOCAL
from duixian.office.config.jobs import is_working
from duixian.office.people.demonstration import PASSWORD, accounts
from duixian.office.people.models import User

SECRET_LENGTH = 50
KEY_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Unsafe:
    """What is wrong and what to do; `grave`: the site must not be opened to others like this."""

    what: str
    advice: str
    grave: bool = True


def unsafe() -> Iterator[Unsafe]:
    """Everything that is found, grave things and others mixed."""
    yield from _secrets()
    yield from _reach()
    yield from _files()
    yield from _mail()
    yield from _database()


def _secrets() -> Iterator[Unsafe]:
    if settings.DUIXIAN_DEMONSTRATION:
        yield Unsafe("正在演示模式，人员和密码都是公开的", "正式使用时去掉 DUIXIAN_DEMONSTRATION")
        return
    secret = settings.SECRET_KEY
    if len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_LENGTH // 10:
        yield Unsafe(
            f"DUIXIAN_SECRET 太短或太有规律，应有 {SECRET_LENGTH} 个以上随机字符", "换一个随机密钥"
        )
    try:
        key = base64.b64decode(settings.DUIXIAN_AUDIT_KEY, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_LENGTH:
        advice = "openssl rand -base64 32"
        yield Unsafe(f"DUIXIAN_AUDIT_KEY 不是 {KEY_LENGTH} 字节的 Base64", advice)


def _reach() -> Iterator[Unsafe]:
    if settings.DEBUG:
        yield Unsafe("开着调试，出错页面会泄露内部情况", "DEBUG 应为 False")
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        yield Unsafe("DUIXIAN_HOSTS 是 *，任何域名都接受", "写明网站的域名")
    elif hosts <= set(LOCAL):
        yield Unsafe("DUIXIAN_HOSTS 只有本机地址，别人打不开", "写明网站的域名", grave=False)
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield Unsafe("登录凭据可以不加密传送", "经 TLS 对外，去掉演示模式")
    if not settings.SECURE_HSTS_SECONDS:
        yield Unsafe("没有要求浏览器只用 HTTPS", "去掉演示模式", grave=False)
    issuer = os.environ.get("DUIXIAN_OIDC_ISSUER", "")
    if issuer and not issuer.startswith("https://"):
        yield Unsafe(
            "统一身份认证的地址不是 https，别人可以冒充", "DUIXIAN_OIDC_ISSUER 用 https 地址"
        )
    if not settings.DUIXIAN_STAFF_SECOND_FACTOR:
        yield Unsafe("工作人员登录不用动态口令", "去掉演示模式")


def _files() -> Iterator[Unsafe]:
    folder = settings.DUIXIAN_DATA
    if folder.exists() and folder.stat().st_mode & 0o077:
        yield Unsafe(f"数据文件夹 {folder} 别的用户也能打开", f"chmod 700 {folder}", grave=False)
    if not _has_page_files():
        yield Unsafe("网页用的静态文件不是这个版本的，页面打不开", "duixian office migrate")
    if not is_working():
        advice = "运行 duixian office work"
        yield Unsafe("没有在运行的后台作业进程，匹配和通知会一直排队", advice, grave=False)


def _has_page_files() -> bool:
    """Whether each file that a page may name lies where browsers get it."""
    try:
        for finder in get_finders():
            for name, _ in finder.list([]):
                staticfiles_storage.url(name)
    except ValueError:
        return False
    return True


def _mail() -> Iterator[Unsafe]:
    if not os.environ.get("DUIXIAN_MAIL"):
        yield Unsafe(
            "没有 DUIXIAN_MAIL，通知只在站内，不发邮件",
            "写成 smtps://用户:密码@主机:465",
            grave=False,
        )


def _database() -> Iterator[Unsafe]:
    if connection.vendor == "sqlite":
        yield Unsafe(
            "用的是内置数据库，只适合一台机器、少数人",
            "正式使用请设 DUIXIAN_DATABASE=postgresql://…",
            grave=False,
        )
    try:
        if not is_migrated():
            yield Unsafe("数据库的表不是这个版本的", "先备份，再 duixian office migrate")
            return
        yield from _rows()
    except DatabaseError as wrong:
        yield Unsafe(f"数据库不能用：{wrong}", "检查 DUIXIAN_DATABASE 和数据库是否已启动")


def is_migrated() -> bool:
    """Whether the tables are those of this version; DatabaseError where nobody can tell."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _rows() -> Iterator[Unsafe]:
    yesterday = timezone.localdate() - timedelta(days=1)
    if not Seal.objects.filter(day__gte=yesterday).exists():
        yield Unsafe(
            "昨天以来没有给审计记录签名", "每天定时运行 duixian office audit seal", grave=False
        )
    if settings.DUIXIAN_DEMONSTRATION:
        return
    invented = User.objects.filter(username__in=[each.username for each in accounts()])
    known = [each.username for each in invented if check_password(PASSWORD, each.password)]
    if known:
        yield Unsafe(f"示例人员还能用公开的密码登录：{'、'.join(known)}", "停用或改掉他们的密码")
