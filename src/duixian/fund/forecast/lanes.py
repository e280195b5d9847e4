"""Sums of many runs side by side in one integer, a lane a run: one product adds to all of them."""

from collections.abc import Mapping, Sequence

_BYTE = 8
_VALUES = 256


class Lanes:
    """The totals of `runs` runs, none of which may ever come to more than `most`, or below 0."""

    def __init__(self, runs: int, most: int) -> None:
        self.runs = runs
        self.width = (most.bit_length() + _BYTE) // _BYTE
        self.packed = 0

    def add(self, drawn: Sequence[int], changes: Mapping[int, int]) -> None:
        """Add to each run the change of the position it drew."""
        for position, change in changes.items():
            if change:
                self.packed += change * self._lanes_with(drawn, position)

    def _lanes_with(self, drawn: Sequence[int], position: int) -> int:
        """1 in the lane of every run that drew the position."""
        lanes = bytearray(self.runs * self.width)
        if isinstance(drawn, bytes):
            table = bytearray(_VALUES)
            table[position] = 1
            lanes[:: self.width] = drawn.translate(table)
        else:
            lanes[:: self.width] = bytes(each == position for each in drawn)
        return int.from_bytes(lanes, "little")

    def totals(self) -> list[int]:
        """The total of each run."""
        width, packed = self.width, self.packed.to_bytes(self.runs * self.width, "little")
        starts = range(0, len(packed), width)
        return [int.from_bytes(packed[at : at + width], "little") for at in starts]
