"""The statement of a run: all chosen measures that have a relational form, and which have none."""

from collections.abc import Collection

from duixian.matching.job import Name
from duixian.population.refusals import NotCompiled
from duixian.population.shape import Shape
from duixian.population.statement import Statement, compile_library
from duixian.rulebook.library.model import Library


def compiled(
    library: Library, shape: Shape, policies: Collection[str] | None
) -> tuple[Statement, dict[Name, str]]:
    """The statement, and the measures that are left out of it with the reason."""
    chosen = [
        measure.name
        for policy in library.policies
        if policies is None or policy.code in policies
        for measure in policy.measures
    ]
    try:
        return compile_library(library, shape, set(chosen)), {}
    except NotCompiled:
        left_out = _without_form(library, shape, chosen)
    return compile_library(library, shape, set(chosen) - left_out.keys()), left_out


def _without_form(library: Library, shape: Shape, chosen: Collection[Name]) -> dict[Name, str]:
    """The measures that do not compile, each tried alone, with the piece that has no form."""
    left_out = {}
    for name in chosen:
        try:
            compile_library(library, shape, {name})
        except NotCompiled as refusal:
            left_out[name] = refusal.piece
    return left_out
