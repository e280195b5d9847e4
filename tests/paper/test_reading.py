import hashlib

from duixian.paper.reading import compact, fold, kept, pin


def test_a_pin_keeps_letters_digits_percent_per_mille_point_and_colon_only() -> None:
    assert kept("给予 １０％、5‰（1：0.5）的“A+B”奖励，。；") == "给予10%5‰1:0.5的AB奖励"


def test_a_pin_is_the_first_eight_hex_digits_of_sha_256_of_what_is_kept() -> None:
    expected = hashlib.sha256("给予10%奖励".encode()).hexdigest()[:8]
    assert pin("给予 10% 奖励。") == expected


def test_a_full_width_comma_never_joins_two_numbers() -> None:
    assert fold("100，200") == "100，200"
    assert fold("１,０００") == "1,000"


def test_a_circled_digit_does_not_run_into_the_number_after_it() -> None:
    assert fold("①5万元") == "(1)5万元"


def test_a_ratio_sign_reads_as_a_colon() -> None:
    assert pin("按1∶0.5配套") == pin("按1:0.5配套")


def test_blanks_stay_only_between_latin_letters_and_digits() -> None:
    assert compact("给 予 \n 5G AI 应 用 10 20 家") == "给予5G AI应用10 20家"


def test_unseen_characters_do_not_change_a_pin_or_hide_a_number() -> None:
    assert compact("\ufeff第一条\u200b") == "第一条"
