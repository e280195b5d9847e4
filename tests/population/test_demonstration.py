"""The demonstration workbook: all measures of the library, every firm, as assessed."""

from datetime import date
from pathlib import Path

import pytest

from duixian.intake.demonstration import demonstration
from duixian.intake.workbook.reading import read_workbook
from duixian.intake.workbook.template import write_template
from duixian.rulebook.dossier import Dossier, Stage
from tests.policies.test_cases import library
from tests.population.agreement import Agreement, smallest
from tests.population.test_library_cases import measures

DAY = date(2022, 6, 30)


def demonstrated(folder: Path) -> list[Dossier]:
    """The dossiers of the demonstration workbook, which is written into the folder."""
    vocabulary = library().vocabulary
    write_template(folder / "示例.xlsx", vocabulary, demonstration(vocabulary))
    register, _ = read_workbook(folder / "示例.xlsx", vocabulary)
    assert register is not None
    return [register.dossier(code) for code in register.codes]


@pytest.mark.nightly
@pytest.mark.parametrize("stage", [Stage.DECLARED, Stage.VERIFIED])
def test_every_firm_of_the_demonstration_comes_out_as_assessed(
    stage: Stage, tmp_path: Path
) -> None:
    dossiers = demonstrated(tmp_path)
    assert smallest(Agreement(library(), dossiers, DAY, measures(), stage)) == ""
