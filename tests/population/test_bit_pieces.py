"""Pieces that give bits, read back."""

from duixian.population.bit_pieces import at_most, members


def test_a_union_is_taken_apart_where_it_is_joined_and_nowhere_else() -> None:
    assert members('("c1" | CASE WHEN ("a" | "b") THEN (2 | 4) ELSE 0 END | 8)') == [
        '"c1"',
        'CASE WHEN ("a" | "b") THEN (2 | 4) ELSE 0 END',
        "8",
    ]
    assert members("(\"x\" = '甲 | 乙')") == ["(\"x\" = '甲 | 乙')"]
    assert members('"c1"') == ['"c1"']


def test_bits_under_a_condition_are_read_with_all_that_stands_in_them() -> None:
    inner = 'CASE WHEN (NOT "c2") THEN "c3" ELSE 0 END'
    assert at_most(f'CASE WHEN ("c1" OR "b") THEN {inner} ELSE 0 END') == inner
    assert at_most('CASE WHEN "a" THEN 1 WHEN "b" THEN 2 ELSE 0 END') is None
    assert at_most('CASE WHEN "a" THEN 1 ELSE 2 END') is None
    assert at_most("(1 | 2)") is None
