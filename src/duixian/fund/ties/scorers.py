"""Whether the marks of several scorers can be brought together as their sheet says."""

from collections.abc import Iterator

from duixian.fund.model.scores import Aggregation
from duixian.fund.ties.finding import Finding, Stand
from duixian.fund.work.book import Book
from duixian.fund.work.scores import ENOUGH_TO_LEAVE_OUT, Scores
from duixian.rulebook.problems import Severity


def scorers(book: Book) -> Iterator[Finding]:
    """A scorer who passed over what another marked; too few to leave out the highest and lowest."""
    for sheet in book.year.sheets:
        given = [mark for mark in book.year.marks if mark.sheet == sheet.name]
        for round_ in dict.fromkeys(mark.round for mark in given):
            scores = Scores(book.year, sheet, round_)
            yield from _missing(book, scores)
            few = 1 < len(scores.scorers) < ENOUGH_TO_LEAVE_OUT
            if few and sheet.aggregation is Aggregation.TRIMMED:
                yield Finding(
                    Severity.WARNING,
                    "评分人不足",
                    f"{sheet.name} {round_}",
                    Stand(f"{len(scores.scorers)} 位", f"scores 的{round_}"),
                    Stand(f"{ENOUGH_TO_LEAVE_OUT} 位以上", f"{sheet.name}：{sheet.aggregation}"),
                    f"{len(scores.scorers) - ENOUGH_TO_LEAVE_OUT}",
                    f"{round_}只有 {len(scores.scorers)} 位评分人，去不掉最高和最低，按平均汇总",
                    round_,
                )


def _missing(book: Book, scores: Scores) -> Iterator[Finding]:
    """The mean over those who marked a criterion is not the mean over all."""
    key = scores.sheet.name, scores.round
    marks = [mark for mark in book.year.marks if (mark.sheet, mark.round) == key]
    codes = dict.fromkeys(mark.code for mark in marks)
    for scorer in scores.scorers:
        own = {mark.code for mark in marks if mark.scorer == scorer}
        gaps = [code for code in codes if code not in own]
        if gaps:
            yield Finding(
                Severity.WARNING,
                "评分人漏评",
                f"{scores.round} {scorer}",
                Stand(f"{len(own)} 项", f"scores 的{scores.round} {scorer}"),
                Stand(f"{len(codes)} 项", f"{scores.round}各评分人合起来"),
                f"{len(own) - len(codes)} 项",
                f"{scorer}没有评{'、'.join(gaps)}，这些指标的分只由其他评分人得出",
                scores.round,
            )
