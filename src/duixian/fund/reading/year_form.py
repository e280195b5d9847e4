"""The keys of a year's own file (year.yaml)."""

from duixian.fund.model.scores import Aggregation
from duixian.fund.reading.grid import Refused, money
from duixian.rulebook.documents.forms import Definitions, Key, ListOf, Shape, Text
from duixian.rulebook.documents.scalars import DAY_FORM, FLAG_FORM

NO_DEFINITIONS: Definitions = {}


def _is_money(text: str) -> bool:
    try:
        money(text)
    except Refused:
        return False
    return True


SAYS = Text("文字")
MONEY = Text("金额", example="10,000 万元", test=_is_money)
WHOLE = Text("整数", r"[0-9]{1,6}", example="1")
THE_YEAR = Text("2000 到 2100 之间的四位年份", r"20[0-9]{2}|2100", example="2022")
NUMBER = Text("数", r"[0-9]{1,6}(\.[0-9]{1,4})?", example="12.5")
_AGGREGATION = Text("汇总办法", options=tuple(Aggregation))
REVIEWS = Text("评审", options=("自评", "专家评审", "第三方后评价"))
_APPROVAL = Shape(
    "年度批复",
    (
        Key("year", THE_YEAR, "年度", required=True),
        Key("sum", MONEY, "批复的预算总额", required=True),
        Key("source", SAYS, "批复文件", required=True),
    ),
)
_ITEM = Shape(
    "政策项",
    (
        Key("number", WHOLE, "序号", required=True),
        Key("name", SAYS, "名称", required=True),
        Key("office", SAYS, "责任科室", required=True),
        Key("new", FLAG_FORM, "是否新增"),
        Key("goal", SAYS, "目标"),
        Key("scope", SAYS, "实施范围"),
    ),
)
_MERGED = Shape(
    "合并成一行的政策项",
    (
        Key("item", WHOLE, "政策项", required=True),
        Key("title", ListOf(SAYS), "这一行的名称", required=True),
    ),
)
_REASON = Shape(
    "调整理由",
    (
        Key("item", WHOLE, "政策项", required=True),
        Key("because", SAYS, "理由", required=True),
    ),
)
_VERSION = Shape(
    "预算版本",
    (
        Key("name", SAYS, "名称", required=True),
        Key("day", DAY_FORM, "日期", required=True),
        Key("by", SAYS, "提出人", required=True),
        Key("round", MONEY, "政策项四舍五入到多少"),
        Key("merged", ListOf(_MERGED), "合并成一行的政策项"),
        Key("reasons", ListOf(_REASON), "与上一版相比的理由"),
    ),
)
_FORM = Shape(
    "目标表",
    (
        Key("name", SAYS, "名称", required=True),
        Key("version", SAYS, "对应的预算版本"),
        Key("official", FLAG_FORM, "按财政申报表的样式写数值"),
    ),
)
_CRITERION = Shape(
    "评分指标",
    (
        Key("code", SAYS, "编号", required=True),
        Key("name", SAYS, "名称", required=True),
        Key("marks", NUMBER, "分值"),
        Key("parent", SAYS, "上级指标"),
        Key("shared", SAYS, "与同名各项合计分值"),
        Key("either", SAYS, "与同名各项择一评分"),
    ),
)
_BAND = Shape(
    "等级",
    (
        Key("name", SAYS, "等级", required=True),
        Key("from", NUMBER, "从多少分起（含）", required=True),
    ),
)
_SHEET = Shape(
    "评分表",
    (
        Key("name", SAYS, "名称", required=True),
        Key("criteria", ListOf(_CRITERION), "各级指标，上级在前", required=True),
        Key("bands", ListOf(_BAND), "等级，从高到低"),
        Key("scorers", _AGGREGATION, "几位评分人的分怎么汇总，默认平均"),
    ),
)
_OPINION = Shape(
    "意见",
    (
        Key("heading", SAYS, "标题", required=True),
        Key("says", ListOf(SAYS), "各条意见", required=True),
    ),
)
_VERDICT = Shape(
    "结论",
    (
        Key("about", SAYS, "方面", required=True),
        Key("says", SAYS, "结论", required=True),
    ),
)
_REVIEW = Shape(
    "评审记录",
    (
        Key(
            "kind",
            Text("评审", options=("自评", "专家评审", "第三方后评价")),
            "哪种",
            required=True,
        ),
        Key("day", DAY_FORM, "日期"),
        Key("basis", SAYS, "依据"),
        Key("scores", SAYS, "对应的评分轮次，默认与哪种相同"),
        Key("summary", SAYS, "总的意见，写在各条之前"),
        Key("panel", ListOf(SAYS), "评审人"),
        Key("verdicts", ListOf(_VERDICT), "各方面的结论"),
        Key("opinions", ListOf(_OPINION), "意见"),
        Key("signatures", ListOf(SAYS), "签名"),
    ),
)
_SECTION = Shape(
    "正文",
    (
        Key("heading", SAYS, "标题", required=True),
        Key("paper", SAYS, "只用于哪份文件；不写则各份都用"),
        Key("text", ListOf(SAYS), "各段；{…} 是数字的占位", required=True),
    ),
)
_NOTHING = Shape(
    "写无的标题",
    (
        Key("heading", SAYS, "标题", required=True),
        Key("said_by", SAYS, "谁确认没有", required=True),
    ),
)
_SILENCE = Shape(
    "接受的发现",
    (
        Key("check", SAYS, "检查的名称", required=True),
        Key("about", SAYS, "关于什么", required=True),
        Key("because", SAYS, "理由", required=True),
        Key("by", SAYS, "谁", required=True),
        Key("day", DAY_FORM, "日期", required=True),
    ),
)
_SOURCES = Shape("资金来源", (), NUMBER, "上级、区级、镇级各占百分之几")
YEAR = Shape(
    "年度",
    (
        Key("fund", SAYS, "项目名称", required=True),
        Key("unit", SAYS, "项目单位", required=True),
        Key("department", SAYS, "主管部门", required=True),
        Key("level", SAYS, "级次", required=True),
        Key("region", WHOLE, "行政区划代码", required=True),
        Key("year", THE_YEAR, "年度", required=True),
        Key("purpose", SAYS, "资金用途"),
        Key("illustrative", SAYS, "哪些是为示范虚构的；写了，各份文件都标明示意"),
        Key("from", DAY_FORM, "政策起"),
        Key("to", DAY_FORM, "政策止"),
        Key("policies", Shape("承载的政策", (), SAYS, "简称与文号"), "简称: 文号"),
        Key("sources", _SOURCES, "账面资金来源"),
        Key("approved", ListOf(_APPROVAL, bare=False), "各年批复总额"),
        Key("items", ListOf(_ITEM, bare=False), "政策项", required=True),
        Key("versions", ListOf(_VERSION, bare=False), "预算版本，从早到晚"),
        Key("forms", ListOf(_FORM, bare=False), "目标表"),
        Key("sheets", ListOf(_SHEET, bare=False), "评分表"),
        Key("reviews", ListOf(_REVIEW, bare=False), "评审记录"),
        Key("narrative", ListOf(_SECTION, bare=False), "正文"),
        Key("nothing", ListOf(_NOTHING, bare=False), "有人确认写无的标题"),
        Key("accepted", ListOf(_SILENCE, bare=False), "接受的发现"),
    ),
)
