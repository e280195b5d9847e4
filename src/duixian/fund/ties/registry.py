"""All checks in one list: adding a check is adding a function and its line here."""

from collections.abc import Mapping
from dataclasses import replace

from duixian.fund.model.records import Silence
from duixian.fund.ties import (
    due,
    mapping,
    needs,
    papers,
    prices,
    progress,
    registered,
    scorers,
    sums,
    targets,
    unfilled,
    years,
)
from duixian.fund.ties.citations import citations
from duixian.fund.ties.costs import costs
from duixian.fund.ties.finding import Finding, Stand, Tie
from duixian.fund.work.book import Book
from duixian.rulebook.problems import Severity

TIES: tuple[Tie, ...] = (
    Tie("待填写", "年度文件夹的各部分都填了", unfilled.unfilled),
    Tie("超过批复总额", "预算、支出不超过批复的总额（硬约束）", years.limits),
    Tie("指标额度", "明细不超过下达的指标，指标不超过批复（硬约束）", sums.quotas),
    Tie("合计与各行", "各表的合计等于各行之和；四舍五入的差另行说明", sums.printed),
    Tie("资金来源合计", "各来源合计 100%", sums.sources),
    Tie("代码表", "指标文号、功能分类、经济分类在代码表里", sums.unknown_codes),
    Tie("支出与台账", "支出等于奖补台账已支付的", sums.payments),
    Tie("数量乘单价", "金额等于数量乘单价；平均单价取整到元不算错", prices.products),
    Tie("单价与政策标准", "单价是政策的标准，不高于上限", prices.standards),
    Tie("单价与每户限额", "单价不高于政策对每个受益人的限额", prices.beneficiary_limits),
    Tie("没有来源的数", "数量和单价都有出处", prices.sources),
    Tie("没有日期的估计", "估计、排摸、名单写明日期", prices.authors),
    Tie("申请与需求", "申请数与测算的需求", needs.requests, ("申请与所述算式",)),
    Tie("估计与依据", "估计等于所述的依据", needs.estimates),
    Tie("数量与储备", "安排的数量不多于候选", needs.pools),
    Tie("数量与分项", "数量等于各分项之和", needs.parts_count),
    Tie("当年与往年", "当年立项与往年结转分开", needs.origins),
    Tie("两种计量单位", "同一明细的两种计数", needs.unit_changes),
    Tie("明细没有措施", "明细有政策措施", mapping.lines_without_measure),
    Tie("措施没有明细", "措施有预算明细", mapping.measures_without_line),
    Tie("从未使用的条款", "列为落实的条款有资金", mapping.unused_clauses),
    Tie("列名而无资金", "没有资金的明细写明原因", mapping.named_without_money),
    Tie(
        "称为新增而有历史",
        "新增项没有历史，有目标、范围和资金",
        mapping.new_items,
        ("新增项资料",),
    ),
    Tie("区镇承担比例", "账面承担与政策的比例", mapping.shares),
    Tie("政策有效期", "政策在年度内有效", mapping.expiring),
    Tie("政策项超预算", "支出不超过本项预算，否则有调剂", years.overspent),
    Tie("调剂超过余额", "调出不超过余额", years.transfers),
    Tie("增幅口径不一", "增减幅的两期口径相同", years.unlike_growth),
    Tie("往年承诺与明细", "往年决定到期的钱都有安排", years.obligations),
    Tie("到期应付超过批复", "到期的应付不超过批复的总额", due.beyond_approval),
    Tie("版本之间", "变动都有理由，理由都有变动", years.reasons),
    Tie("理由雷同", "理由说得出各自的原因", years.same_reasons),
    Tie("目标与数量", "数量目标等于预算数量", targets.quantities),
    Tie("成本目标与预算", "成本目标等于它所计的预算", costs),
    Tie("预算没有目标", "每个政策项有数量目标", targets.coverage),
    Tie("目标没有数值", "目标有数值，或由明细合计", unfilled.numberless),
    Tie("目标没有口径", "目标有计量口径", targets.unmeasured),
    Tie("比率没有分子分母", "比率目标写明分子和分母", targets.rates),
    Tie("比率的登记", "登记里的比率算得出，分子不多于分母", registered.counted_rates),
    Tie("定性目标", "能量化的目标都量化", targets.qualitative),
    Tie("两份文件不一致", "同年的目标表一致", targets.forms),
    Tie("指标放错位置", "指标在应在的一级指标下", targets.heads),
    Tie("目标日期与年度", "目标日期在年度和政策期限内", targets.deadlines, ("目标日期与政策期限",)),
    Tie(
        "计划与时效目标",
        "计划日期不晚于时效目标，逐项有起止日",
        targets.plan,
        ("计划没有起日", "计划不分政策项"),
    ),
    Tie("计划与政策期限", "计划在政策期限内", progress.plan_and_policies),
    Tie("自评权重", "各目标的权重合计等于分值", progress.weights),
    Tie("偏差没有原因", "落后的目标和支出写明原因和纠正", progress.causes),
    Tie("文件所列数字", "文件印出的数字与数据一致", papers.stated),
    Tie("正文的占位", "正文的占位都有对应的数", papers.placeholders),
    Tie("正文里手写的数", "正文里的数都是占位", papers.typed_figures),
    Tie("得分超过分值", "择一的只评一项，合计不超过分值", papers.marks, ("择一指标都评了分",)),
    Tie("评分人漏评", "各评分人评了同样的指标，人数够汇总办法", scorers.scorers, ("评分人不足",)),
    Tie("编制底稿", "底稿齐全", papers.working_papers),
    Tie("底稿引用", "引用的底稿都在，底稿都有人引用", citations),
    Tie("整改", "问题有人、有期限、有佐证", papers.rectification),
)


def check_year(book: Book) -> tuple[Finding, ...]:
    """Everything that does not tie, errors first; what was accepted in writing says so.

    An acceptance that fits no finding is itself a finding.
    """
    accepted = {(each.check, each.about): each for each in book.year.silences}
    found = [_with(each, accepted) for tie in TIES for each in tie.look(book)]
    used = {(each.check, each.about) for each in found}
    found += [_idle(silence) for key, silence in accepted.items() if key not in used]
    order = list(Severity)
    return tuple(sorted(found, key=lambda each: order.index(each.severity)))


def _with(finding: Finding, accepted: Mapping[tuple[str, str], Silence]) -> Finding:
    silence = accepted.get((finding.check, finding.about))
    return replace(finding, accepted=silence) if silence else finding


def _idle(silence: Silence) -> Finding:
    return Finding(
        Severity.WARNING,
        "接受的发现",
        f"{silence.check} {silence.about}",
        Stand(silence.because, str(silence.place)),
        Stand("没有发现", silence.check),
        "没有这个发现",
        f"「{silence.check}」关于「{silence.about}」已没有发现，可删去这条接受",
    )
