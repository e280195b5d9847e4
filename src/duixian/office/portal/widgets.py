"""Fields as browsers draw them."""

from django import forms


class DayInput(forms.DateInput):
    """A day chosen from a calendar, its value written as browsers read it, not as people do."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
