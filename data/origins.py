"""From a chosen baseline back to the figures it was worked out from: file, sheet and row of each municipality."""

from dataclasses import dataclass, field

import pandas as pd

from data.measures import behind, part_name, place_of
from data.opening import Stores
from data.records import baselines
from data.records.database import Row
from data.warehouse import moments


@dataclass(frozen=True)
class Origin:
    """`choice` is the answer of `baselines.origin`; `figures` has those of `moments.COLUMNS` and `part`.

    `part` names, in Spanish, the figure behind a computed indicator or a gap; "" for what files bring.
    """

    choice: Row
    figures: pd.DataFrame = field(repr=False)


def of_choice(stores: Stores, entity_id: str, choice_id: str) -> Origin:
    """The choice and the figures that served when it was made. Raises NotFoundError and WarehouseDamagedError."""
    choice = baselines.origin(stores.database, entity_id, choice_id)
    code = choice["indicator_code"]
    zone, group = place_of(choice["slice"])
    parts = behind(code, zone)
    found = moments.figures_at(
        stores.database,
        stores.warehouse,
        entity_id,
        choice["chosen_at"],
        indicators=[one for one, _ in parts],
        year=choice["year"],
        inclusion_group=group,
    )
    if choice["municipality_code"]:
        found = found[found["municipality_code"] == choice["municipality_code"]]
    rows = [
        found[(found["indicator_code"] == one) & (found["zone"] == place)].assign(
            part="" if one == code else part_name(one, place)
        )
        for one, place in parts
    ]
    return Origin(choice, pd.concat(rows, ignore_index=True))
