"""统一社会信用代码: its form and check digit (GB 32100); and the numbers of persons."""

import re
from functools import lru_cache

from stdnum.cn.uscc import calc_check_digit

LENGTH = 18
FORM = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}")
PERSON = re.compile(r"个人[0-9A-Z-]{1,30}")
"""A person who is paid (引才奖励) goes by a number of the office's own, never by that of a card."""


@lru_cache(maxsize=1 << 18)
def complaint(code: str) -> str:
    """What is wrong with a code, in Chinese; empty when it is sound.

    The package's own check refuses codes that do not begin with a digit, which the standard gives
    to villages (N) and others (Y); therefore the form is checked here, the digit there. A person's
    number has no check digit.
    """
    if PERSON.fullmatch(code):
        return ""
    if code.startswith("个人"):
        return "个人的编号写作 个人 加数字或字母（如 个人0001），不用身份证件号码"
    if len(code) != LENGTH:
        return f"{LENGTH} 位的统一社会信用代码，这里有 {len(code)} 位"
    if not FORM.fullmatch(code):
        return "数字和大写字母（不用 I、O、S、V、Z）组成的统一社会信用代码，第 3 至 8 位为数字"
    digit = calc_check_digit(code[:-1])
    if digit != code[-1]:
        return f"校验位正确的统一社会信用代码（按前 17 位，末位应为 {digit}），可能有录入错误"
    return ""
