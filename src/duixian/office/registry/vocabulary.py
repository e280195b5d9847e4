"""The vocabulary under which the registry keeps what it knows: that of the shipped library."""

from functools import lru_cache

from duixian.intake.library_folder import load_library
from duixian.rulebook.library.model import Library
from duixian.rulebook.vocabulary.model import Vocabulary


@lru_cache(maxsize=1)
def shipped() -> Library:
    """The library that comes with the package; RuntimeError where it is broken."""
    library, problems = load_library()
    if library is None:
        raise RuntimeError("；".join(problem.sentence for problem in problems))
    return library


def vocabulary() -> Vocabulary:
    """All subjects and facts."""
    return shipped().vocabulary
