"""Headings numbered as official papers do it: 一、 then （一） then 1. then （1）."""

from collections.abc import Sequence

from duixian.paper.official.blocks import Block, Heading

DEPTH = 4
_DIGITS = "零一二三四五六七八九"
_TEN = 10


def numbers(blocks: Sequence[Block]) -> tuple[str, ...]:
    """For each block the number its heading bears, with what parts it from the words; else ""."""
    counts = [0] * DEPTH
    found = []
    for block in blocks:
        if not isinstance(block, Heading):
            found.append("")
            continue
        counts[block.level :] = [0] * (DEPTH - block.level)
        if not block.numbered:
            counts[block.level - 1 :] = [0] * (DEPTH - block.level + 1)
            found.append("")
            continue
        counts[block.level - 1] += 1
        found.append(_written(block.level, counts[block.level - 1]))
    return tuple(found)


def _written(level: int, count: int) -> str:
    forms = (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}. ", f"（{count}）")
    return forms[level - 1]


def chinese(count: int) -> str:
    """A whole number from 1 to 99 in Chinese: 十二, 三十."""
    tens, ones = divmod(count, _TEN)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones or not tens else "")
