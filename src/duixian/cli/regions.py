"""Names of the districts of Shanghai for `--region`; other places are written as codes."""

DISTRICTS = {
    "黄浦": "310101",
    "徐汇": "310104",
    "长宁": "310105",
    "静安": "310106",
    "普陀": "310107",
    "虹口": "310109",
    "杨浦": "310110",
    "闵行": "310112",
    "宝山": "310113",
    "嘉定": "310114",
    "浦东新": "310115",
    "金山": "310116",
    "松江": "310117",
    "青浦": "310118",
    "奉贤": "310120",
    "崇明": "310151",
}
"""GB/T 2260."""


def region_code(text: str) -> str:
    """The code of a district by its name with or without 区, or the code itself."""
    name = text.removeprefix("上海市").removesuffix("区")
    return DISTRICTS.get(name, DISTRICTS.get(f"{name}新", text))
