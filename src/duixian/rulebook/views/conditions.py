"""Reviews, discretion, earlier grants and deadlines of a measure in words."""

from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.policy.model import Deadline, Discretion, Earlier, Effect, Need, Policy
from duixian.rulebook.views.limits import measures_words, months_words


def discretion_words(discretion: Discretion) -> str:
    """A condition that an authorised person can lift or apply."""
    test = in_words(discretion.condition.test)
    match discretion.effect:
        case Effect.WAIVE:
            return f"原则上{test}；经有权人决定“{discretion.name}”可以豁免"
        case Effect.REFUSE:
            return f"{test}的，经有权人决定“{discretion.name}”可以限制或取消"
        case Effect.ADMIT:
            return f"{test}的，不在范围内，经有权人决定“{discretion.name}”可以参照执行"


def need_words(need: Need) -> str:
    """A review or recognition, and for which rows it is needed."""
    when = f"{in_words(need.when.test)}的，" if need.when else ""
    met = f"（{in_words(need.met.test)}即视为通过）" if need.met else ""
    return f"{when}须经{need.kind}{met}"


def after_words(after: Earlier, policy: Policy) -> str:
    """An earlier grant that must exist."""
    bound = f"其后 {months_words(after.months)}内" if after.months else ""
    return f"须先获得{measures_words(after.measures, policy)}的奖补{'，' if bound else ''}{bound}"


def within_words(within: Deadline) -> str:
    """A deadline."""
    return f"事项日期在{in_words(within.since)}后 {months_words(within.months)}内"
