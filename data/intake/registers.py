"""Against which official list the places of a source are read: municipalities, or departments."""

import pandas as pd

from data import catalog
from data.intake.source import Source


def registers(source: Source, municipalities: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The entity's own places and the country's (both with code and name).

    `municipalities` (code) are the entity's. A departmental publication speaks of the whole department, certified
    municipalities included: for the entities inside it, it is a reference.
    """
    country = catalog.municipalities()
    if source.rows_are != "department":
        return municipalities, country
    departments = country[["department_code", "department"]].drop_duplicates(ignore_index=True)
    departments.columns = pd.Index(["code", "name"])
    own = departments["code"].isin(municipalities["code"].str[:2])
    return departments[own], departments
