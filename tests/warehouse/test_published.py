"""The figures of a closed cut-off come back from their cells to the last decimal, whatever the order of the rows."""

import json

from data.warehouse import published

FIGURES = {
    "format": 1,
    "trimester": 2,
    "indicators": {
        "shown": {"kind": "float64", "values": [0.1 + 0.2, None, -11.111111111111112]},
        "name": {"kind": "str", "values": ["Ñame; «rural»", "", None]},
        "due": {"kind": "bool", "values": [True, False, True]},
    },
    "actions": {"action_id": {"kind": "str", "values": []}},
}


def test_cells_are_read_back_whole_and_in_order():
    mixed = published.cells(FIGURES).sample(frac=1, random_state=3)
    assert json.dumps(published.figures_of(mixed)["indicators"]) == json.dumps(FIGURES["indicators"])
    assert published.figures_of(mixed) == FIGURES
