"""Reading figures: the shared cases, one by one and by column, and the rules they leave open."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.numbers import KINDS, decimal_separator, parse, parse_column

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "numbers.csv"
STATUSES = {"ambiguous", "missing", "not_applicable", "error", "confirm"}


def cases() -> list[dict[str, str]]:
    if not CASES.is_file():
        return []
    with CASES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_file(), reason="shared/cases/numbers.csv is absent")
@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['text']} as {case['kind']}")
def test_every_shared_case_reads_as_expected(case: dict[str, str]) -> None:
    parsed = parse(case["text"], case["kind"])
    column = parse_column(pd.Series([case["text"]], dtype="str"), case["kind"]).iloc[0]
    assert column["status"] == parsed.status
    if case["expected"] in STATUSES:
        assert parsed.status == case["expected"]
        return
    assert parsed.status == "value"
    expected = case["expected"] if isinstance(parsed.value, str) else float(case["expected"])
    assert parsed.value == expected
    assert column["value"] == expected


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.234.567", "count", 1234567.0),
        ("12 345", "count", 12345.0),
        ("2021.0", "count", 2021.0),
        ("1.234.567,89", "rate", 1234567.89),
        (" 98,5% ", "rate", 98.5),
        ("0.123", "rate", 0.123),
        ("1234.567", "rate", 1234.567),
        ("47.001", "municipality_code", "47001"),
        ("8001.0", "municipality_code", "08001"),
        ("24700100012", "school_code", "024700100012"),
        ("0.30000000000000004", "rate", 0.3),
    ],
)
def test_usual_writings_are_read(text: str, kind: str, value: float | str) -> None:
    assert parse(text, kind).value == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1e999", "rate"),
        ("NaN", "rate"),
        ("inf", "rate"),
        ("12,5", "year"),
        ("47", "municipality_code"),
        ("1234.5", "count"),
        ("45 %", "count"),
        ("1.2.3", "rate"),
        ("-5", "count"),
        ("#¡REF!", "count"),
    ],
)
def test_what_is_not_a_figure_is_an_error_with_its_reason(text: str, kind: str) -> None:
    parsed = parse(text, kind)
    assert (parsed.status, parsed.value) == ("error", None)
    assert parsed.reason


def test_a_settled_separator_answers_the_question_of_a_rate() -> None:
    assert parse("31.539", "rate").readings == (31.539, 31539.0)
    assert parse("31.539", "rate", ".").value == 31.539
    assert parse("31.539", "rate", ",").value == 31539.0


def test_lost_zeros_offer_thousands_first() -> None:
    assert parse("17.26", "count").readings == (17260.0, 17.26)
    assert parse("5,15", "count").readings == (5150.0, 5.15)


def test_a_column_is_read_once_per_distinct_text_and_keeps_its_index() -> None:
    texts = pd.Series(["4,8", None, "4,8", "abc"], index=[9, 3, 7, 1], dtype="str")
    read = parse_column(texts, "rate")
    assert list(read.index) == [9, 3, 7, 1]
    assert list(read["status"]) == ["value", "missing", "value", "error"]
    assert list(read["value"].iloc[[0, 2]]) == [4.8, 4.8]


def test_separators_are_counted_only_where_they_cannot_be_thousands() -> None:
    texts = pd.Series(["4.8", "4,8", "1.234", "7", "1.234,5", None], dtype="str")
    assert decimal_separator(texts) == (1, 2)


def test_an_unknown_kind_is_our_fault_and_says_so() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        parse("1", "colour")


@given(st.integers(0, 10**9))
def test_a_count_written_in_colombian_is_itself(number: int) -> None:
    assert parse(f"{number:,}".replace(",", "."), "count").value == number


@given(st.decimals(0, 10**6, places=2))
def test_a_rate_written_in_colombian_is_itself(number: object) -> None:
    written = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert parse(written, "rate").value == float(f"{number:.2f}")


@given(st.text(max_size=20), st.sampled_from(KINDS))
def test_no_text_breaks_the_reader_and_nothing_absent_becomes_zero(text: str, kind: str) -> None:
    parsed = parse(text, kind)
    if parsed.status in ("missing", "not_applicable", "error", "ambiguous"):
        assert parsed.value is None
