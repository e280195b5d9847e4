"""Who surely comes before whom."""

from duixian.rulebook.meaning.claim import Claim
from duixian.rulebook.meaning.intervals import Pair


def surely_pays_more(claim: Claim, other: Claim) -> bool:
    """Its low is above the other's high, or equal to it and it stands earlier."""
    return surely_ahead(claim, other, claim.value, other.value)


def surely_ahead(claim: Claim, other: Claim, mine: Pair, theirs: Pair) -> bool:
    """The same for values given."""
    low, high = mine[0], theirs[1]
    if low is None or high is None:
        return False
    return low > high or (low == high and claim.order < other.order)
