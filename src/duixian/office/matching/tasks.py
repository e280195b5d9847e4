"""The jobs of this app, as a worker finds them."""

from django_tasks import task

from duixian.office.matching.announcing import tell_everybody
from duixian.office.matching.performing import perform


@task()
def match_firms(number: int) -> None:
    """Do the run of that number."""
    perform(number)


@task()
def tell_firms(number: int) -> None:
    """Tell the firms what the run of that number found for them."""
    tell_everybody(number)
