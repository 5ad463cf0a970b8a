"""How the columns of an unknown file become the fields of the application: declared once by a person, kept as JSON.

Headers are named as `headers.headers_at` joins them and matched by their normalized text; a header that names a year
stands for the same column of other years.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from data import catalog
from data.intake.columns import normalized
from data.intake.headers import fingerprint, generic, header_key
from data.intake.source import CODE, DENOMINATOR, GROUP, INDICATOR, NAME, NUMERATOR, TRIMESTER, YEAR, ZONE
from data.intake.sources import ALL
from data.intake.suggestions import year_in
from procedure.errors import InvalidValueError

FORMAT = 1
KEYS = (YEAR, CODE, NAME, ZONE, GROUP, INDICATOR, TRIMESTER, NUMERATOR, DENOMINATOR)
CONSTANTS = (YEAR, CODE, ZONE, GROUP, INDICATOR)
TRIMESTER_RULES = {
    "ultimo": "El último trimestre con dato",
    "suma": "La suma de los trimestres",
    "promedio": "El promedio de los trimestres",
}


@dataclass(frozen=True)
class Figure:
    """A column of figures and what its header says of all of them; "" or 0 is what the row or the file says."""

    header: str
    indicator_code: str = ""
    year: str = ""
    trimester: int = 0
    zone: str = ""
    inclusion_group: str = ""

    @property
    def place(self) -> tuple[str, int, str, str]:
        """Figures of the same place go together in one row."""
        return (self.year, self.trimester, self.zone, self.inclusion_group)


@dataclass(frozen=True)
class ColumnMapping:
    """`keys` is target → header and `constants` target → the code that the whole file is about; `figures` are the
    columns with values. `words` is target → normalized word → code, for the words that only a person could read ("" is
    left out). `headers` are all those of the shape, `depth` how many rows they take, `trimester_rule` how trimesters
    become the figure of the year."""

    name: str
    source: str = ""
    depth: int = 1
    headers: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    trimester_rule: str = "ultimo"

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.headers)

    @property
    def kind(self) -> str:
        """The kind of the readings it makes: another mapping of the same bytes is another reading."""
        content = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)
        return f"columnas_{hashlib.sha256(content.encode()).hexdigest()[:16]}"

    @property
    def long(self) -> bool:
        """Whether each figure is a row of its own: the rows say the indicator or the fraction, or there is only one."""
        indicators = {one.indicator_code or self.constants.get(INDICATOR, "") for one in self.figures}
        return bool({INDICATOR, NUMERATOR, DENOMINATOR} & set(self.keys)) or len(indicators) < 2

    @property
    def by_trimester(self) -> bool:
        return TRIMESTER in self.keys or any(one.trimester for one in self.figures)

    @property
    def asks_year(self) -> bool:
        """Whether the file does not say its year: somebody has to say it of every file."""
        return YEAR not in self.keys and any(not one.year for one in self.figures or (Figure(""),))

    def of_year(self, year: str) -> "ColumnMapping":
        """The same, for a file of another year."""
        return replace(self, constants={**self.constants, YEAR: year})

    def as_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return {"format": FORMAT, **plain}


def from_json(stored: Mapping[str, Any]) -> ColumnMapping:
    """The mapping of `as_json`. Raises InvalidValueError when it is of another format."""
    if stored.get("format") != FORMAT:
        raise InvalidValueError("Ese emparejamiento es de otra versión de la aplicación. Elimínelo y hágalo de nuevo.")
    values = {name: value for name, value in stored.items() if name != "format"}
    figures = tuple(Figure(**one) for one in values.pop("figures"))
    return ColumnMapping(**{**values, "headers": tuple(values["headers"]), "figures": figures})


def fitted(mapping: ColumnMapping, headers: Iterable[str]) -> ColumnMapping:
    """The mapping with the headers of another file of its shape: the same ones, or those of other years."""
    present = {header_key(text): text for text in headers}
    of_shape: dict[str, list[str]] = {}
    for text in present.values():
        of_shape.setdefault(generic(text), []).append(text)
    figures = [one for figure in mapping.figures for one in _fitted_figures(figure, present, of_shape)]
    return replace(
        mapping,
        headers=tuple(present.values()),
        keys={target: _same(header, present, of_shape) for target, header in mapping.keys.items()},
        figures=tuple(dict.fromkeys(figures)),
    )


def _same(header: str, present: Mapping[str, str], of_shape: Mapping[str, list[str]]) -> str:
    exact = present.get(header_key(header))
    return exact or next(iter(of_shape.get(generic(header), [header])))


def _fitted_figures(figure: Figure, present: Mapping[str, str], of_shape: Mapping[str, list[str]]) -> list[Figure]:
    """A column of a year stands for those of every year."""
    if not figure.year or not year_in(figure.header):
        return [replace(figure, header=_same(figure.header, present, of_shape))]
    shift = int(figure.year) - int(year_in(figure.header))
    return [
        replace(figure, header=text, year=str(int(year_in(text)) + shift))
        for text in of_shape.get(generic(figure.header), [])
    ]


def problems(mapping: ColumnMapping, repeated: Iterable[str] = ()) -> list[str]:
    """What keeps the mapping from being used, in words; `repeated` are the headers that several columns say."""
    found = [
        *_missing(mapping),
        *(f"La columna «{text}» se usa para dos cosas. Elija una sola." for text in _used_twice(mapping)),
        *_ambiguous_figures(mapping),
    ]
    wanted = {header_key(header) for header in (*mapping.keys.values(), *(one.header for one in mapping.figures))}
    found += [
        f"La columna «{text}» aparece más de una vez en el encabezado: para usarla, deje un solo nombre en el archivo."
        for text in repeated
        if header_key(text) in wanted
    ]
    return found


def _missing(mapping: ColumnMapping) -> list[str]:
    said = set(mapping.keys) | {target for target, value in mapping.constants.items() if value}
    answers = []
    if not mapping.name.strip():
        answers.append("Escriba el nombre de los datos.")
    if normalized(mapping.name) in _reserved():
        answers.append("Ese nombre es de una fuente conocida: escriba otro.")
    if YEAR not in said and any(not one.year for one in mapping.figures or (Figure(""),)):
        answers.append("Falta el año: elija su columna, o escriba el año de todo el archivo.")
    if not {CODE, NAME} & said:
        answers.append("Falta el municipio: elija la columna del código o la del nombre, o el municipio del archivo.")
    if not mapping.figures and not {NUMERATOR, DENOMINATOR} <= said:
        answers.append("Faltan las cifras: elija al menos una columna con valores.")
    if INDICATOR not in said and any(not one.indicator_code for one in mapping.figures or (Figure(""),)):
        answers.append("Falta el indicador: elija su columna, o diga de qué indicador es cada columna de cifras.")
    return answers + _wrong_values(mapping)


def _wrong_values(mapping: ColumnMapping) -> list[str]:
    years = [mapping.constants.get(YEAR, ""), *(one.year for one in mapping.figures)]
    answers = [f"«{year}» no es un año de cuatro cifras." for year in years if year and year_in(year) != year]
    fractions = {NUMERATOR, DENOMINATOR} & set(mapping.keys)
    if len(fractions) == 1:
        answers.append("El numerador y el denominador van juntos: elija las dos columnas o ninguna.")
    if fractions and (len(mapping.figures) > 1 or mapping.by_trimester):
        answers.append("Con numerador y denominador solo puede haber una columna de valor, sin trimestres.")
    if mapping.trimester_rule not in TRIMESTER_RULES:
        answers.append("Diga cómo se obtiene la cifra del año a partir de los trimestres.")
    return answers


def _reserved() -> set[str]:
    return {normalized(name) for one in ALL for name in (one.kind, one.title)}


def _used_twice(mapping: ColumnMapping) -> list[str]:
    seen: set[str] = set()
    used = [*mapping.keys.values(), *(one.header for one in mapping.figures)]
    return list(dict.fromkeys(text for text in used if header_key(text) in seen or seen.add(header_key(text))))  # type: ignore[func-returns-value]


def _ambiguous_figures(mapping: ColumnMapping) -> list[str]:
    """Two columns that say the same of the same place would be two values of one figure."""
    first: dict[object, str] = {}
    answers = []
    for one in mapping.figures:
        said = (one.place, one.indicator_code)
        if said in first:
            answers.append(
                f"«{first[said]}» y «{one.header}» dicen lo mismo: distíngalas por año, trimestre o indicador."
            )
        first.setdefault(said, one.header)
    return answers


def indicator_names() -> dict[str, str]:
    """Indicator code → name."""
    listed = catalog.indicators()
    return dict(zip(listed["code"], listed["name"], strict=True))
