"""The data of a site with a small demonstration district, in DUIXIAN_DATA."""

import os
import sys
from functools import partial
from pathlib import Path
from unittest.mock import patch

FIRMS = 60
DUIXIAN = [sys.executable, "-c", "import sys; from duixian.cli.main import main; sys.exit(main())"]


def surroundings_of(data: Path) -> dict[str, str]:
    """An environment with nothing of the site set but a folder for its data."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DUIXIAN_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"DUIXIAN_DATA": str(data)}


def main() -> None:
    """All that `duixian office run --demonstration` makes at its first start, with few firms."""
    from duixian.cli.office_start import migrate, prepare  # noqa: PLC0415 - only this needs Django

    migrate(demonstration=True)
    from duixian.office.registry import demonstration  # noqa: PLC0415 - set up first

    with patch.object(demonstration, "settle", partial(demonstration.settle, firms=FIRMS)):
        prepare(demonstration=True)


if __name__ == "__main__":
    main()
