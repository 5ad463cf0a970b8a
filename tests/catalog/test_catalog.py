"""The official lists are whole and agree with each other."""

from data import catalog


def test_the_country_has_97_entities_and_1122_municipalities_each_in_one_of_them():
    municipalities = catalog.municipalities()
    assert len(catalog.entities()) == 97
    assert len(municipalities) == 1122
    assert municipalities["code"].is_unique
    assert set(municipalities["entity_id"]) == set(catalog.entities()["entity_id"])


def test_magdalena_has_28_municipalities_without_the_two_certified_apart():
    magdalena = catalog.municipalities().query("entity_id == '47'")
    assert len(magdalena) == 28
    assert not {"47001", "47189"} & set(magdalena["code"])


def test_codes_keep_their_leading_zeros():
    assert catalog.municipalities().set_index("code").loc["05001", "name"] == "Medellín"


def test_every_weight_is_an_indicator_of_the_catalog():
    indicators = catalog.indicators()
    assert indicators["code"].is_unique
    assert set(indicators["weight_code"]) - {""} <= set(indicators["code"])


def test_a_caller_cannot_change_the_list_for_the_next_one():
    taken = catalog.municipalities()
    taken.loc[:, "name"] = "otro"
    assert "otro" not in set(catalog.municipalities()["name"])
