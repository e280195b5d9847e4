"""The whole site as a program, with a small demonstration district: `python -m … FOLDER PORT`."""

import os
import sys


def main(folder: str, port: int) -> None:
    """Until SIGTERM: the server and its jobs worker, over a database in the folder."""
    os.environ.pop("DUIXIAN_DATABASE", None)
    os.environ["DUIXIAN_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "duixian.office.config.settings"
    from duixian.cli.office_start import migrate  # noqa: PLC0415 - the environment comes first

    migrate(demonstration=True)
    from django.core.management import call_command  # noqa: PLC0415 - set up first

    from duixian.office.config.serving import serve  # noqa: PLC0415 - set up first
    from duixian.office.library import demonstration as library  # noqa: PLC0415 - the same
    from duixian.office.matching import demonstration as matching  # noqa: PLC0415 - the same
    from duixian.office.people import demonstration as people  # noqa: PLC0415 - the same
    from duixian.office.registry import demonstration as registry  # noqa: PLC0415 - the same

    call_command("collectstatic", verbosity=0, interactive=False)
    people.settle()
    library.stock()
    registry.settle(people.REGION, firms=60)
    matching.settle(people.REGION)
    serve("127.0.0.1", port)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
