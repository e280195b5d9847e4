"""Places in an official's words where figures are put in: {储备库企业}, {表1 合计 预算申报数}."""

import re
from collections.abc import Iterator

PLACE = re.compile(r"\{([^{}]*)\}")


def places_in(text: str) -> Iterator[str]:
    """What stands in the placeholders of a text."""
    return (match[1].strip() for match in PLACE.finditer(text))
