"""What a row shares with others: facts of keys, the form its firm chose, the day it moved in."""

from duixian.population.codes import Words, together
from duixian.population.forms import plain
from duixian.population.frame import NOBODY, Frame
from duixian.population.schema import FIRM, column_of, key_names
from duixian.population.sql import Sql, name
from duixian.population.values import Plain
from duixian.rulebook.policy.model import Measure, Policy


def keys_of(frame: Frame) -> dict[str, Sql]:
    """The facts that keys of limits, groups and ladders name; 无 makes a row a group of its own."""
    library = frame.setting.library
    found = {}
    for place, title in enumerate(key_names(library), 1):
        piece = _key(frame, title)
        if piece is None:
            continue
        found[f"key_{place}"] = piece
    return found


def _key(frame: Frame, title: str) -> Sql | None:
    vocabulary = frame.setting.library.vocabulary
    subject = vocabulary.subject(frame.subject)
    firm = vocabulary.subject(FIRM)
    if subject is None or firm is None:
        raise KeyError(frame.subject)
    if title == subject.key:
        return name("row_key")
    fact = subject.fact(title) if frame.row is not None else None
    if fact is not None and frame.row is not None:
        return frame.leaf(frame.row, column_of(fact, frame.setting.shape.stage))
    of_firm = firm.fact(title)
    if of_firm is None or frame.firm == NOBODY:
        return None
    return frame.leaf(frame.firm, frame.setting.firms.entered(of_firm))


def form_of(frame: Frame, measure: Measure) -> Words:
    """What is missing of the form that the firm chooses."""
    groups = [group for policy in frame.setting.library.policies for group in policy.groups]
    forms = [group.form for group in groups if measure.name in group.members]
    return together(*(plain(form, frame).gaps for form in forms if form is not None))


def moved(frame: Frame, policy: Policy, measure: Measure) -> Plain | None:
    """The day before which awards do not count on the ladder of the measure."""
    rung = measure.rung
    ladders = {ladder.name: ladder for ladder in policy.ladders}
    ladder = ladders.get(rung.ladder) if rung and rung.counts else None
    return plain(ladder.since, frame) if ladder and ladder.since else None
