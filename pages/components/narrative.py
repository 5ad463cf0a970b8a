"""The sentence over each chart: what the figures say, in Spanish, and nothing they do not.

Pure functions from small frames to plain text. A sentence never turns an absent value into a figure, names at most
three things and counts the rest.
"""

from collections.abc import Sequence

import pandas as pd

from analytics.numbers import half_up
from pages.components import labels
from pages.components.charts.layout import floats, texts

_FALLING = ("reduccion", "mantener_max")
_MOST_NAMES = 3


def names(items: Sequence[str], most: int = _MOST_NAMES) -> str:
    """a, b y c; beyond `most`, the first ones "y 4 más"."""
    rest = len(items) - most
    return labels.joined(list(items)) if rest <= 0 else f"{', '.join(items[:most])} y {rest} más"


def _opening(subject: str) -> str:
    """The subject of a sentence; a bare name of the catalog ("Sedes conectadas a internet") asks for a colon."""
    return subject if subject.lower().startswith(("el ", "la ", "los ", "las ")) else f"{subject}:"


def change(subject: str, data: pd.DataFrame, *, unit: str = "%", digits: int = 1, sense: str = "") -> str:
    """«La deserción bajó de 4,1 % a 2,0 % entre 2019 y 2021». Columns: year, value."""
    frame = pd.DataFrame({"year": floats(data, "year"), "value": floats(data, "value")}).dropna().sort_values("year")
    if frame.empty:
        return f"{subject}: sin datos para los años elegidos"
    first, last = frame.iloc[0], frame.iloc[-1]
    start, end = (labels.measure(row["value"], unit, digits) for row in (first, last))
    if len(frame) == 1:
        return f"{subject}: {start} en {int(first['year'])}, único año con dato"
    years = f"entre {int(first['year'])} y {int(last['year'])}"
    step = half_up(last["value"], digits) - half_up(first["value"], digits)
    if step == 0:
        return f"{_opening(subject)} se mantuvo en {end} {years}"
    verb = "subió" if step > 0 else "bajó"
    return f"{_opening(subject)} {verb} de {start} a {end} {years}{_judgement(step > 0, sense)}"


def _judgement(rising: bool, sense: str) -> str:
    """Whether the movement goes the way the indicator should; unsaid when it has no sense."""
    if not sense:
        return ""
    return "" if rising != (sense in _FALLING) else ": va en contra de lo esperado"


def spread(subject: str, data: pd.DataFrame, *, unit: str = "%", digits: int = 1) -> str:
    """«La deserción va de 0,9 % (Sitionuevo) a 7,2 % (Pivijay) entre 28 municipios». Columns: name, value."""
    known = [(v, name) for v, name in zip(floats(data, "value"), texts(data, "name"), strict=True) if v is not None]
    if not known:
        return f"{subject}: ningún municipio con dato"
    (low, _), (high, _) = min(known), max(known)
    if len(known) == 1:
        return f"{subject}: {labels.measure(low, unit, digits)} en {known[0][1]}, único municipio con dato"
    if half_up(low, digits) == half_up(high, digits):
        return f"{_opening(subject)} es {labels.measure(low, unit, digits)} en los {len(known)} municipios con dato"
    lowest = names([name for v, name in known if v == low], 2)
    highest = names([name for v, name in known if v == high], 2)
    ends = f"{labels.measure(low, unit, digits)} ({lowest}) a {labels.measure(high, unit, digits)} ({highest})"
    return f"{_opening(subject)} va de {ends} entre {len(known)} municipios"


def gaps(subject: str, data: pd.DataFrame, *, unit: str = "%", digits: int = 1) -> str:
    """The widest urban–rural gap and who is behind in it. Columns: name, urbana, rural."""
    frame = pd.DataFrame({"name": texts(data, "name"), "gap": _gaps(data)}).dropna()
    if frame.empty:
        return f"{subject}: no hay filas con dato urbano y rural"
    points = labels.difference_unit(unit)
    widest = frame.loc[frame["gap"].abs().idxmax()]
    size = f"{labels.number(abs(widest['gap']), digits)} {points}".strip()
    if half_up(widest["gap"], digits) == 0:
        return f"{_opening(subject)} es igual en la zona urbana y en la rural"
    zone = "urbana" if widest["gap"] > 0 else "rural"
    if len(frame) == 1:
        return f"{subject}: la zona {zone} está {size} por encima ({widest['name']})"
    same = int((frame["gap"] * widest["gap"] > 0).sum())
    start = f"{subject}: la mayor brecha es de {size}, en {widest['name']}"
    return f"{start}; la zona {zone} está por encima en {same} de {len(frame)}"


def _gaps(data: pd.DataFrame) -> list[float | None]:
    pairs = zip(floats(data, "urbana"), floats(data, "rural"), strict=True)
    return [None if urban is None or rural is None else urban - rural for urban, rural in pairs]


def inclusion(subject: str, data: pd.DataFrame, *, sense: str = "aumento", digits: int = 1, unit: str = "%") -> str:
    """The group furthest behind the mean. Columns: name, distance (group − mean, in points)."""
    sign = -1 if sense in _FALLING else 1
    known = [
        (value * sign, value, name)
        for value, name in zip(floats(data, "distance"), texts(data, "name"), strict=True)
        if value is not None
    ]
    if not known:
        return f"{subject}: ningún grupo de inclusión con dato"
    worst = min(known)
    behind = [name for order, value, name in known if order < 0 and half_up(value, digits) != 0]
    if not behind:
        return f"{subject}: ningún grupo de inclusión está peor que el promedio"
    distance = f"{labels.number(abs(worst[1]), digits)} {labels.difference_unit(unit)}".strip()
    where = "por encima" if worst[1] > 0 else "por debajo"
    start = f"{subject}: {worst[2]} está {distance} {where} del promedio"
    if len(behind) == 1:
        return f"{start}; es el único grupo en desventaja"
    return f"{start}; {len(behind)} de {len(known)} grupos en desventaja"


NO_REPORTS = "Todavía no hay reportes aprobados de este trimestre"


def board(management: float | None, result: float | None, data: pd.DataFrame) -> str:
    """Gestión against resultado, and how many components are in red. Columns: name, light."""
    if labels.absent(management) and labels.absent(result):
        return "Todavía no hay avances aprobados que evaluar"
    figures = f"Gestión {labels.percent(management)}, resultado {labels.percent(result)}"
    return f"{figures}: {_red(texts(data, 'name'), texts(data, 'light'))}"


def _red(components: list[str], lights: list[str]) -> str:
    red = [name for name, light in zip(components, lights, strict=True) if light == "rojo"]
    evaluated = sum(light in {"rojo", "amarillo", "verde"} for light in lights)
    if not evaluated:
        return "ningún componente evaluable al corte"
    if not red:
        return "ningún componente en rojo"
    if len(red) == evaluated > 1:
        return f"los {evaluated} componentes evaluados están en rojo"
    return f"{labels.count(len(red), 'componente', 'componentes')} en rojo: {names(red)}"


def bullets(data: pd.DataFrame) -> str:
    """How many indicators are on pace and which are not. Columns: name, light, status."""
    lights = texts(data, "light")
    evaluated = [light for light in lights if light in {"rojo", "amarillo", "verde"}]
    if not evaluated:
        return "Ningún indicador tiene avance evaluable al corte"
    red = [name for name, light in zip(texts(data, "name"), lights, strict=True) if light == "rojo"]
    good = evaluated.count("verde")
    pace = f"{good} de {labels.count(len(evaluated), 'indicador va', 'indicadores van')} al ritmo esperado"
    if good == len(evaluated):
        return (
            "Todos los indicadores evaluados van al ritmo esperado"
            if good > 1
            else f"{_one(data)} va al ritmo esperado"
        )
    return f"{pace}; en rojo: {names(red, 2)}" if red else f"{pace}; ninguno en rojo"


def _one(data: pd.DataFrame) -> str:
    return next(name for name, light in zip(texts(data, "name"), texts(data, "light"), strict=True) if light == "verde")


def matrix(data: pd.DataFrame) -> str:
    """The component longest in red, or the silence. Columns: component, trimester, light, status."""
    frame = pd.DataFrame({key: texts(data, key) for key in ("component", "light", "status")})
    red = frame[frame["light"] == "rojo"]["component"].value_counts()
    if red.empty:
        evaluated = frame["light"].isin(["rojo", "amarillo", "verde"]).any()
        return "Ningún componente está en rojo" if evaluated else "Todavía no hay trimestres evaluables"
    longest = [name for name in dict.fromkeys(frame["component"]) if red.get(name, 0) == red.max()]
    times = labels.count(int(red.max()), "trimestre", "trimestres")
    return f"{names(longest)} {'lleva' if len(longest) == 1 else 'llevan'} {times} en rojo"


def quadrant(data: pd.DataFrame, *, threshold: float = 70) -> str:
    """Who executes without transforming. Columns: name, management, result."""
    pairs = zip(texts(data, "name"), floats(data, "management"), floats(data, "result"), strict=True)
    known = [(name, m, r) for name, m, r in pairs if m is not None and r is not None]
    if not known:
        return "Ningún componente tiene todavía los dos índices"
    idle = [name for name, m, r in known if m >= threshold > r]
    if idle:
        return f"{names(idle)} {'ejecuta' if len(idle) == 1 else 'ejecutan'} sin transformar"
    good = sum(m >= threshold and r >= threshold for _, m, r in known)
    of_all = f"{good} de {labels.count(len(known), 'componente', 'componentes')}"
    return f"{of_all} {'ejecuta y transforma' if good == 1 else 'ejecutan y transforman'}"


def priorities(data: pd.DataFrame) -> str:
    """Which factor leads, and how few make half the score. Columns: factor, total[, rank]: by rank, ties are full."""
    pairs = sorted(
        ((total, name) for total, name in zip(floats(data, "total"), texts(data, "factor"), strict=True) if total),
        key=lambda pair: -pair[0],
    )
    if not pairs:
        return "Todavía no hay factores puntuados"
    if len(pairs) == 1:
        return f"{pairs[0][1]} es el único factor puntuado, con {_score(pairs[0][0])} de 15"
    half, running, few = sum(total for total, _ in pairs) / 2, 0.0, 0
    while running < half:
        running += pairs[few][0]
        few += 1
    leading = data["rank"].eq(1) if "rank" in data else data["total"].eq(pairs[0][0])
    first = texts(data[leading], "factor")
    verb = "encabeza" if len(first) == 1 else "empatan en el primer lugar"
    lead = f"{names(first)} {verb} con {_score(pairs[0][0])} de 15"
    share = f"{labels.count(few, 'factor reúne', 'factores reúnen')} la mitad del puntaje"
    return f"{lead}; {share}"


def _score(value: float) -> str:
    return labels.score(value)


def schedule(data: pd.DataFrame) -> str:
    """The action furthest behind its schedule. Columns: name, gap (physical − elapsed, in points)."""
    known = [(gap, name) for gap, name in zip(floats(data, "gap"), texts(data, "name"), strict=True) if gap is not None]
    if not known:
        return "Ninguna acción tiene avance físico reportado"
    gap, name = min(known)
    late = sum(value < -10 for value, _ in known)
    if not late:
        return "Todas las acciones van según su cronograma"
    start = f"{name} va {labels.number(-gap, 0)} puntos por debajo de su cronograma"
    return start if late == 1 else f"{start}; {late} de {len(known)} acciones van atrasadas"


def coverage(percent: float | None) -> str:
    """How much was reported, to be read beside any percentage."""
    if labels.absent(percent):
        return "Nada por reportar al corte"
    return f"Reportado: {labels.percent(percent)} de lo que correspondía al corte"


def side_by_side(subject: str, data: pd.DataFrame, *, unit: str = "%", digits: int = 1) -> str:
    """«Deserción intraanual: Urbana 3,2 % y Rural 5,6 %», in the order given. Columns: name, value."""
    parts = [
        f"{name} {'sin dato' if value is None else labels.measure(value, unit, digits)}"
        for name, value in zip(texts(data, "name"), floats(data, "value"), strict=True)
    ]
    return f"{subject}: {labels.joined(parts)}" if parts else f"{subject}: nada que comparar"


def movement(subject: str, first: str, last: str, *, up: int, down: int, same: int) -> str:
    """«Deserción intraanual: bajó en 20 municipios, subió en 6 y siguió igual en 2 entre 2021 y 2022»."""
    found = [(many, verb) for many, verb in ((down, "bajó"), (up, "subió"), (same, "siguió igual")) if many]
    parts = [f"{verb} en {many}" for many, verb in found]
    parts[:1] = [f"{verb} en {labels.count(many, 'municipio', 'municipios')}" for many, verb in found[:1]]
    if not parts:
        return f"{subject}: ningún municipio tiene dato en {first} y en {last}"
    return f"{subject}: {labels.joined(parts)} entre {first} y {last}"
