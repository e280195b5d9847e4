"""Placeholders of one name, {储备库企业}: a driver's figure put into an official's own words."""

import re

from duixian.fund.reading.placeholders import PLACE
from duixian.fund.wording import said
from duixian.fund.work.evaluating import Drivers, driver_figure


def with_drivers(text: str, drivers: Drivers) -> str:
    """The text with every placeholder that names a driver replaced by its figure and unit."""

    def figure(match: re.Match[str]) -> str:
        driver = drivers.get(match[1].strip())
        return match[0] if driver is None else said(driver_figure(driver, drivers))

    return PLACE.sub(figure, text)
