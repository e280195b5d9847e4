"""Tests lie where what they test lies, so that either is found from the other."""

from tests.architecture.repository import SOURCE, TESTS, place

ACROSS_ROOMS = {"architecture", "journeys", "policies"}


def test_every_test_module_mirrors_a_room_of_the_source() -> None:
    lost = []
    for file in sorted(TESTS.rglob("test_*.py")):
        room = file.parent.relative_to(TESTS)
        if room.parts and room.parts[0] in ACROSS_ROOMS:
            continue
        source = SOURCE / room
        if not room.parts or not (source.is_dir() or source.with_suffix(".py").is_file()):
            lost.append(place(file))
    assert not lost
