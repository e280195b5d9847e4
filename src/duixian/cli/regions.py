"""Names of the districts of Shanghai for `--region`; other places are written as codes."""

from duixian.rulebook.vocabulary.districts import DISTRICTS


def region_code(text: str) -> str:
    """The code of a district by its name with or without 区, or the code itself."""
    name = text.removeprefix("上海市").removesuffix("区")
    return DISTRICTS.get(name, DISTRICTS.get(f"{name}新", text))
