"""Indicators of the enrolment from counts."""

import numpy as np
import pandas as pd
import pytest

from analytics import enrolment


def counts(*rows, **given):
    frame = pd.DataFrame(rows, columns=["zone", "inclusion_group", "students", "dropouts"])
    frame = frame.assign(year=2025, municipality_code="47245", repeaters=np.nan, over_age=3, aged=12, school_age=10)
    return frame.assign(**given)[[*enrolment.PLACE, *enrolment.COUNTS]]


def figure(found, code, group="todos", zone="total"):
    row = found[(found["indicator_code"] == code) & (found["inclusion_group"] == group) & (found["zone"] == zone)]
    return row[["value", "numerator", "denominator"]].iloc[0].tolist()


def test_rates_carry_their_numerator_and_denominator():
    found = enrolment.indicators(counts(("total", "todos", 40, 2)))
    assert figure(found, "desercion_matricula") == [5.0, 2.0, 40.0]
    assert figure(found, "extraedad") == [25.0, 3.0, 12.0]
    assert figure(found, "matricula")[0] == 40.0
    assert figure(found, "matricula_5_16")[0] == 10.0


def test_what_no_file_counts_gives_no_figure_and_an_empty_slice_gives_null():
    found = enrolment.indicators(counts(("total", "todos", 40, 2), ("rural", "todos", 0, 0)))
    assert "repitencia_matricula" not in set(found["indicator_code"])
    value, *fraction = figure(found, "desercion_matricula", zone="rural")
    assert np.isnan(value)
    assert fraction == [0.0, 0.0]


def test_groups_are_set_against_everybody_of_their_zone_and_counted_once_together():
    found = enrolment.indicators(
        counts(
            ("total", "todos", 50, 0),
            ("total", "etnia", 10, 0),
            ("total", "victimas", 10, 0),
            ("total", "inclusion", 15, 0),
        )
    )
    assert figure(found, "estudiantes_inclusion", "etnia") == [20.0, 10.0, 50.0]
    assert figure(found, "estudiantes_inclusion", "inclusion") == [30.0, 15.0, 50.0]
    assert figure(found, "estudiantes_inclusion", "todos") == [30.0, 15.0, 50.0]


def test_a_frame_without_its_columns_is_refused():
    with pytest.raises((KeyError, ValueError)):
        enrolment.indicators(pd.DataFrame({"students": [1]}))
