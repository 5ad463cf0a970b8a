"""`manage.py baseline`: the figure, its weight, its source, or why there is none."""

import json

import pytest

from data.commands import baseline, import_file


@pytest.fixture
def loaded(men_file, capsys):
    assert import_file.run([str(men_file()), "--accept"]) == 0
    capsys.readouterr()


def test_the_mean_is_simple_and_the_rate_is_weighed_by_population(loaded, capsys):
    assert baseline.run(["--indicator", "desercion", "--year", "2022", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer.pop("source").startswith("MEN")
    assert len(answer.pop("dataset_version")) == 32
    assert answer == {
        "indicator": "desercion",
        "year": 2022,
        "zone": "total",
        "n": 2,
        "mean": 5.0,
        "weighted": pytest.approx((4 * 17100 + 6 * 5900) / 23000),
        "unit": "%",
    }


def test_without_json_it_reads_in_spanish(loaded, capsys):
    assert baseline.run(["--indicator", "desercion", "--year", "2022"]) == 0
    text = capsys.readouterr().out
    assert "Media simple de 2 municipios: 5,0000 %" in text
    assert "Tasa ponderada: 4,5130 %" in text


def test_a_count_has_no_weighted_rate(loaded, capsys):
    assert baseline.run(["--indicator", "poblacion_5_16", "--year", "2022", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["mean"], answer["weighted"]) == (11500, None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--indicator", "felicidad", "--year", "2022"], "No existe el indicador «felicidad»"),
        (["--indicator", "desercion", "--year", "1999"], "Años con cifras: 2021, 2022"),
        (["--indicator", "desercion", "--year", "2022", "--zone", "rural"], "zona rural"),
    ],
)
def test_what_is_not_there_is_said_and_ends_with_2(loaded, capsys, words, said):
    assert baseline.run([*words, "--json"]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
