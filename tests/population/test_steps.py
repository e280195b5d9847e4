"""The relations of a statement can be taken apart into steps: no two of them have one name."""

from duixian.population.spark.steps import steps_of
from duixian.population.statement import compile_library
from duixian.rulebook.dossier import Stage
from duixian.rulebook.policy.model import WhenOver
from tests.population.agreement import shape_of
from tests.rulebook.meaning.world import ON, dossier, library, limit, measure, policy, row


def test_limits_shared_in_proportion_have_steps_of_their_own() -> None:
    most = [limit(name, ["1"], "1 元", when_over=WhenOver.PRO_RATA) for name in ("限甲", "限乙")]
    held = library(policy(measure("1"), limits=tuple(most)))
    statement = compile_library(held, shape_of(dossier(row("a")), ON, Stage.DECLARED))
    titles = [step.title for step in steps_of(statement.relations)]
    assert len([title for title in titles if title.endswith("_ranked")]) == 4
