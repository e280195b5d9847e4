"""The one way official text is read, what a pin keeps of it, and the pin itself.

Two prints of one document differ in blanks, line breaks, quotes, commas and widths; what is left
here does not.
"""

import hashlib
import re
import unicodedata

_CIRCLED: dict[int, str | None] = {0x2460 + n: f"({n + 1})" for n in range(20)}
_LIKE_COLON: dict[int, str | None] = {0x2236: ":"}
_UNSEEN: dict[int, str | None] = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_KEPT_MARKS = frozenset("%‰.:")
_FREE_BLANK = re.compile(r"(?<![0-9A-Za-z.])\s+|\s+(?![0-9A-Za-z])")


def fold(text: str) -> str:
    """NFKC, with two exceptions that keep numbers apart.

    A full-width comma stays full-width, because it never stands inside a number (「100，200
    万元」 is two numbers), and a circled digit becomes a bracketed one, because NFKC alone would
    glue 「①5 万元」 into 15 万元.
    """
    plain = text.translate(_CIRCLED | _LIKE_COLON | _UNSEEN)
    return "，".join(unicodedata.normalize("NFKC", piece) for piece in plain.split("，"))


def compact(text: str) -> str:
    """Folded text without the blanks and line breaks a print puts between Chinese characters.

    A blank stays only between two Latin letters or digits, where it tells two words or numbers
    apart.
    """
    return _FREE_BLANK.sub("", fold(text)).strip()


def kept(text: str) -> str:
    """What a pin is made of: letters, digits, %, ‰, point and colon, in order, nothing else."""
    return "".join(c for c in fold(text) if c.isalnum() or c in _KEPT_MARKS)


def pin(text: str) -> str:
    """The pin of a clause without its number: eight hex digits of SHA-256 over `kept`."""
    return hashlib.sha256(kept(text).encode()).hexdigest()[:8]
