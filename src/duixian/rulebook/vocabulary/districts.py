"""The districts of Shanghai by their names and codes."""

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


def district_name(code: str) -> str:
    """The name of a district, 闵行区; the code of one that is not in Shanghai."""
    return next((f"{name}区" for name, known in DISTRICTS.items() if known == code), code)
