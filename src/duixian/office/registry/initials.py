"""The pinyin initials of a name, as people type them: 上海示例 is SHSL."""

from pypinyin import Style, pinyin


def initials(name: str) -> str:
    """The first letters in capitals; letters and digits stand as they are."""
    found = pinyin(name, style=Style.FIRST_LETTER)
    return "".join(sign for piece in found for sign in piece[0] if sign.isalnum()).upper()


def searched(name: str, former: str) -> str:
    """The text in which a search looks: all names, and their initials, one a line."""
    names = [name, *former.splitlines()]
    return "\n".join([*names, *map(initials, names)]).upper()
