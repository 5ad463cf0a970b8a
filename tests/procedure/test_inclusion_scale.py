"""The scale of the inclusion index is a setting of the entity, and a wrong one is refused in words."""

import math

import pytest

from procedure.errors import InvalidValueError
from procedure.inclusion_scale import scale


def counted(settings: dict) -> dict[str, float]:
    found = scale(settings)
    assert math.isnan(found.pop("no sabe"))
    return found


def test_it_is_the_mens_unless_the_entity_has_its_own() -> None:
    assert counted({"low": 70}) == {"nunca": 1, "algunas veces": 2, "casi siempre": 3, "siempre": 4}
    own = {"inclusion_scale": [" Nunca", "Casi  nunca", "A veces", "Casi siempre", "Siempre"]}
    assert counted(own) == {"nunca": 1, "casi nunca": 2, "a veces": 3, "casi siempre": 4, "siempre": 5}


@pytest.mark.parametrize(
    "given",
    [[], ["siempre"], ["sí", "Sí"], ["no", ""], ["no", "no sabe"], "nunca, siempre", None, 4],
    ids=["none", "one", "repeated", "blank", "no sabe", "a text", "null", "a number"],
)
def test_a_scale_that_orders_nothing_is_refused(given: object) -> None:
    with pytest.raises(InvalidValueError, match="dos o más palabras distintas"):
        scale({"inclusion_scale": given})
