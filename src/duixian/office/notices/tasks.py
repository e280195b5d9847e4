"""The jobs of this app, as a worker finds them."""

from django_tasks import task

from duixian.office.notices.sending import send


@task()
def send_mails(message: int) -> None:
    """Send the mails of a message that wait."""
    send(message)
