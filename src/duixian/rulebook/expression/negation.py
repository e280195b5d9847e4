"""What somebody says when a name that is true or false does not hold: 未开工, 不符合产业规划."""

import re

_THING = re.compile("(企业|单位|机构|商|产业|项目|法人|平台|组织|公司|园区|特征|示范)$")
_LIST = re.compile("(名录|名单|目录|清单)$")
_DONE = re.compile("已(?:经)?(?!知)(.+)")
_ACT = re.compile("(列入|纳入|完成|通过|获得|取得|接纳|参照|办理|实现|达到|建立|设立|签订)")
_BEING = re.compile("(符合|位于|属于|具有|具备|要求|视作|视为)")
_QUALITY = re.compile("(.+)(健全|良好|正常|完整|齐全|合格|独特)$")
_SHORT = 2
_OWN = {"有效": "无效", "在库": "不在库"}


def negated(name: str) -> str:
    """The opposite of a name in plain Chinese, by its form; what no form tells is 不属于…的情形."""
    if name in _OWN:
        return _OWN[name]
    if _LIST.search(name):
        return name.replace("列入", "未列入", 1) if name.startswith("列入") else f"未列入{name}"
    if done := _DONE.fullmatch(name):
        return f"未{done[1]}"
    if _ACT.match(name):
        return f"未{name}"
    if _BEING.match(name):
        return f"不{name}"
    if quality := _QUALITY.fullmatch(name):
        return f"{quality[1]}不{quality[2]}"
    if name.endswith("达标"):
        return f"{name.removesuffix('达标')}未达标"
    if _THING.search(name):
        return f"不属于{name}"
    if len(name) <= _SHORT or name.startswith("首"):
        return f"非{name}"
    return f"不属于{name}的情形"
