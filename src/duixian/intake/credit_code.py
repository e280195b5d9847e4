"""统一社会信用代码: its form and check digit (GB 32100)."""

import re
from functools import lru_cache

from stdnum.cn.uscc import calc_check_digit

LENGTH = 18
FORM = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}")


@lru_cache(maxsize=1 << 18)
def complaint(code: str) -> str:
    """What is wrong with a code, in Chinese; empty when it is sound.

    The package's own check refuses codes that do not begin with a digit, which the standard gives
    to villages (N) and others (Y); therefore the form is checked here, the digit there.
    """
    if len(code) != LENGTH:
        return f"统一社会信用代码应为 {LENGTH} 位，这里有 {len(code)} 位"
    if not FORM.fullmatch(code):
        return "统一社会信用代码由数字和大写字母组成（不用 I、O、S、V、Z），第 3 至 8 位为数字"
    digit = calc_check_digit(code[:-1])
    if digit != code[-1]:
        return f"校验位正确的统一社会信用代码（按前 17 位，末位应为 {digit}），可能有录入错误"
    return ""
