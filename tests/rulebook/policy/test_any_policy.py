"""Whatever stands in a policy file, reading it ends in a policy or in problems, and soon."""

import time

from hypothesis import given
from hypothesis import strategies as st

from tests.rulebook.policy.example import POLICY, read

LINES = POLICY.splitlines()
PIECES = st.text(st.sampled_from("甲总投入≥×%0123 万元年且或非:-[]{},()「」#\n"), max_size=12)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = POLICY
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 12))
        text = text[:at] + draw(PIECES) + text[at + length :]
    return text


@st.composite
def with_lines_moved(draw: st.DrawFn) -> str:
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 5))):
        line = lines.pop(draw(st.integers(0, len(lines) - 1)))
        if draw(st.booleans()):
            shift = draw(st.sampled_from(["", "  ", "    "]))
            lines.insert(draw(st.integers(0, len(lines))), shift + line.lstrip())
    return "\n".join(lines)


@given(st.one_of(mutated(), with_lines_moved(), st.text(max_size=300)))
def test_any_mutation_gives_a_policy_or_problems(text: str) -> None:
    start = time.process_time()
    policy, problems = read(text)
    assert policy is not None or problems
    assert time.process_time() - start < 2
