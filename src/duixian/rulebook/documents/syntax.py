"""What the YAML parser says about broken text, in Chinese."""

from yaml import MarkedYAMLError

from duixian.rulebook.problems import Place, Problem, error

LONGEST_KEY = 20
"""More before a full-width colon is a sentence, not a key."""
QUOTE_IT = "给整段文字加上英文双引号"

_SAYINGS = (
    (
        "mapping values are not allowed",
        "这里不能再出现「: 」",
        "一行只有一个键；文字里的冒号加空格会被当作键",
        QUOTE_IT,
    ),
    (
        "comment or line break",
        "值不能以「>」或「|」开头",
        "YAML 把行首的「>」「|」当作多行文字的记号",
        f"{QUOTE_IT}，或改用「超过」「不满」等文字",
    ),
    (
        "cannot start any token",
        "值不能以这个字符开头",
        "制表符和 @ ` % 在 YAML 中另有用途",
        QUOTE_IT,
    ),
    ("alphabetic or numeric", "值不能以「*」或「&」开头", "YAML 把它们当作引用记号", QUOTE_IT),
    ("unexpected end of stream", "引号没有配对", "", "补上右引号"),
    ("',' or ']'", "方括号没有配对", "", "补上「]」"),
    ("',' or '}'", "花括号没有配对", "", "补上「}」"),
    ("expected node content", "括号里没有写完", "", "补上内容和右括号"),
    ("could not find expected ':'", "这一行缺少「:」", "", "写成「键: 值」，冒号后空一格"),
    ("did not find expected key", "这一行的缩进与上文不一致", "", "与同级各行左对齐"),
    ("block entry", "这里不能出现列表项「- 」", "", "列表另起一行，缩进一致"),
    ("'-' indicator", "这一行的缩进与上文不一致", "", "与同级各行左对齐"),
    ("unknown escape", "双引号里有 YAML 不认识的转义", "反斜杠在双引号里另有用途", "改用单引号"),
    ("directive", "文件开头的「%」指令不能使用", "", "删去这一行"),
)


def syntax_problem(error_met: MarkedYAMLError, file: str, text: str) -> Problem:
    """The parser's complaint about `text` as a problem at its line and column."""
    mark = error_met.problem_mark or error_met.context_mark
    if _begins_earlier(error_met):
        mark = error_met.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    told = f"{error_met.problem or ''} {error_met.context or ''}"
    wide = _wide_colon(text, place.line)
    if wide is not None:
        why, instead = "YAML 的冒号是半角的，后面空一格", "写成「键: 值」"
        at = Place(file, *wide)
        return error("yaml-syntax", at, "：", "全角冒号不能分开键和值", why, instead)
    for part, what, why, instead in _SAYINGS:
        if part in told:
            return error("yaml-syntax", place, "", what, why, instead)
    return error("yaml-syntax", place, "", "这里不符合 YAML 语法", "", "检查缩进、冒号和引号")


def _wide_colon(text: str, line: int) -> tuple[int, int] | None:
    """Where a line with 「：」 and no colon stands, at the complaint or in the two lines above."""
    lines = text.split("\n")
    for number in range(line, max(line - 3, 0), -1):
        written = lines[number - 1] if number <= len(lines) else ""
        key, colon, _ = written.partition("：")
        if colon and ":" not in written and len(key.strip(" -")) <= LONGEST_KEY:
            return number, len(key) + 1
    return None


def _begins_earlier(error_met: MarkedYAMLError) -> bool:
    """A quote without its partner, a key without its colon: wrong where they begin."""
    told = f"{error_met.problem or ''}"
    return error_met.context_mark is not None and (
        "end of stream" in told or "expected ':'" in told
    )
