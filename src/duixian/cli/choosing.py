"""Finds the policies and measures that a user names in full or in part."""

from collections.abc import Sequence

from duixian.cli.regions import region_code
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.usage import nearest
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Measure, Policy


def policy_named(library: Library, text: str) -> Policy:
    """The policy with this 文号, or the only one whose 文号 or title holds the text."""
    exact = library.policy(text)
    if exact is not None:
        return exact
    # 5号 is the fifth of its year, not the sixty-fifth.
    found = [policy for policy in library.policies if policy.code.endswith(f"〕{text}")]
    found = found or [policy for policy in library.policies if _holds(policy, text)]
    if len(found) == 1:
        return found[0]
    if found:
        raise _several(text, [f"{policy.code} {policy.title}" for policy in found])
    close = nearest(text, [policy.code for policy in library.policies])
    raise StopError(
        f"库中没有「{text}」这份政策", ExitCode.USAGE, close or "duixian policies 列出全部"
    )


def policies_named(
    library: Library, names: Sequence[str], region: str = ""
) -> tuple[str, ...] | None:
    """The numbers of the chosen policies in the order of the library; None when all are."""
    if not names and not region:
        return None
    chosen = {policy_named(library, name).code for name in names}
    if region:
        code = region_code(region)
        of_region = {one.code for one in library.policies if code and one.region == code}
        if not of_region:
            known = "、".join(dict.fromkeys(policy.region for policy in library.policies))
            what = f"库中没有「{region}」的政策"
            raise StopError(what, ExitCode.USAGE, f"写区名或行政区划代码，库中有 {known}")
        if names and not chosen & of_region:
            what = f"{'、'.join(sorted(chosen))} 不是「{region}」的政策"
            raise StopError(what, ExitCode.USAGE, "去掉 --region 或 --policy")
        chosen = chosen & of_region if names else of_region
    return tuple(policy.code for policy in library.policies if policy.code in chosen)


def measure_named(library: Library, text: str) -> tuple[Policy, Measure]:
    """The measure written `文号 代码`, or the only one whose title or code the text names."""
    policy_part, _, code = text.strip().rpartition(" ")
    if policy_part:
        policy = policy_named(library, policy_part.strip())
        for measure in policy.measures:
            if code in {measure.code, measure.title}:
                return policy, measure
        known = "、".join(f"{measure.code} {measure.title}" for measure in policy.measures)
        raise StopError(f"{policy.code} 没有措施 {code}", ExitCode.USAGE, f"它有 {known}")
    everything = [(policy, measure) for policy in library.policies for measure in policy.measures]
    found = [pair for pair in everything if text in {pair[1].code, pair[1].title}]
    found = found or [pair for pair in everything if text in pair[1].title]
    if len(found) == 1:
        return found[0]
    if found:
        names = [f"{policy.code} {measure.code} {measure.title}" for policy, measure in found]
        raise _several(text, names)
    close = nearest(text, [measure.title for _, measure in everything])
    raise StopError(f"库中没有「{text}」这条措施", ExitCode.USAGE, close or "写成「文号 代码」")


def _holds(policy: Policy, text: str) -> bool:
    return text in policy.code or text in policy.title or text == policy.place.file.split("/")[0]


def _several(text: str, names: Sequence[str]) -> StopError:
    listing = "\n".join(f"    {name}" for name in names)
    return StopError(f"「{text}」可以指好几个：\n{listing}", ExitCode.USAGE, "写得再完整些")
