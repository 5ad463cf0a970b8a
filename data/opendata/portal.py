"""The data sets that may be brought, each with its place in the portal. Declarative: another one is another line.

The portal speaks Socrata's SODA: `ADDRESS/resource/ID.csv` with `$select`, `$limit`, `$offset` and `$order`.
"""

import re
from dataclasses import dataclass
from typing import Final

from data.settings import Settings
from procedure.errors import InvalidValueError

ADDRESS: Final = "https://www.datos.gov.co"
_URL: Final = re.compile(r"https?://([\w.-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?(/[\w.-]+)*")


@dataclass(frozen=True)
class Dataset:
    """`name` is what `manage.py fetch` calls it, `id` what the portal does. `kind` is the source of intake that reads
    it, "" when it is not loaded. `page_rows` are asked for at a time; more than `most_rows` is not this data set.
    `otherwise` says how to go on without the portal.
    """

    name: str
    id: str
    title: str
    kind: str
    file_stem: str
    page_rows: int
    most_rows: int
    otherwise: str

    @property
    def page_url(self) -> str:
        """Its page in the portal, for people."""
        return f"{ADDRESS}/d/{self.id}"

    @property
    def by_hand(self) -> str:
        return self.otherwise.format(url=self.page_url)


# The whole country, not the municipalities of the entity: the publisher writes their codes now with and now without
# the leading zero, and a filter that matched one way of writing would leave some of them out in silence. They are
# sixteen thousand rows, a few megabytes, and intake already counts those of other entities as outside.
MEN = Dataset(
    name="men",
    id="nudc-7mev",
    title="Estadísticas del MEN por municipio",
    kind="men_municipal",
    file_stem="men_estadisticas_por_municipio",
    page_rows=5000,
    most_rows=100_000,
    otherwise="descargue el archivo a mano en {url} y súbalo en «Cargar datos»",
)
# Whole too: a municipality that changed its code, or its department, would not pass a filter by the old one.
DIVIPOLA = Dataset(
    name="divipola",
    id="gdxc-w37w",
    title="Municipios de la DIVIPOLA (DANE)",
    kind="",
    file_stem="divipola_municipios",
    page_rows=5000,
    most_rows=10_000,
    otherwise="consulte la lista en {url} (la del programa sigue en uso)",
)
ALL = {dataset.name: dataset for dataset in (MEN, DIVIPOLA)}


def address(settings: Settings) -> str:
    """Where the portal is: its own address, or the one in `PAM_OPEN_DATA_URL`. Raises InvalidValueError."""
    given = (settings.open_data_url or ADDRESS).rstrip("/")
    if _URL.fullmatch(given) is None:
        raise InvalidValueError(
            f"«{given}» no es la dirección de un portal: en PAM_OPEN_DATA_URL escriba una que empiece por https://, "
            "o quite la variable.",
            field="PAM_OPEN_DATA_URL",
        )
    return given
