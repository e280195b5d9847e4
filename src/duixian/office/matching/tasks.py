"""The jobs of this app, as a worker finds them."""

from django_tasks import task

from duixian.office.matching.performing import perform


@task()
def match_firms(number: int) -> None:
    """Do the run of that number."""
    perform(number)
