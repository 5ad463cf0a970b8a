"""The changes of one row of a workbook: added, retired, or changed cell by cell."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from procedure.elements import editable_fields, may_add_and_void
from procedure.elements.base import REFERRED
from procedure.exchange.book import Notice, Plan, Row
from procedure.exchange.cells import BOTH, as_downloaded, read_cell
from procedure.exchange.changes import CellChange, Status
from procedure.exchange.layout import REMOVE, Column, Layout
from procedure.exchange.lists import Lists
from procedure.exchange.sheet_lines import Line
from procedure.exchange.values import same, settled, shown
from procedure.roles import Actor

_UNKNOWN = "La clave de esta fila no es de este plan. Si es una fila nueva, escríbala en una fila vacía del final."
_OF_ANOTHER = "Esta fila es de otro plan y no se copia a este. Escríbala en una fila vacía del final, sin su clave."
_GONE = "Otra persona retiró esta fila después de descargar el libro. Devuélvala de la papelera y vuelva a subirlo."
_REPEATED = (
    "La fila {other} tiene la misma clave: al copiar una fila se copia su clave. Deje una, y para agregar escriba en "
    "una fila vacía del final."
)
_NO_RIGHT = "Su rol no permite cambiar «{label}» en {plural}."
_NO_ADDING = "Su rol no permite agregar ni retirar {plural}."
_FIXED = "No se agregan ni se retiran {plural}: las hay desde el principio."
_NO_VERSION = "La versión de la fila no corresponde a este libro y el valor del plan es otro. Compare y elija."
_CHANGED_SINCE = "Otra persona cambió esta fila después de descargar el libro. Mire antes si la quiere retirar."
_MISSING = "{label}: falta. Es obligatorio."


class Judge:
    """Compares the rows of one sheet; `same` counts the cells that say what the plan says."""

    def __init__(self, layout: Layout, plan: Plan, actor: Actor, lists: Lists) -> None:
        self.layout, self.plan, self.lists = layout, plan, lists
        self.rows = plan.rows.get(layout.table, {})
        self.editable = {field.name for field in editable_fields(layout.table, actor)}
        self.may_add = may_add_and_void(layout.table, actor)
        self.same = 0

    def changes(self, line: Line) -> Sequence[CellChange]:
        if line.is_new:
            return self._added(line)
        if line.key in self.rows:
            return self._of_row(line, self.rows[line.key])
        gone = self.plan.gone.get((self.layout.table, line.key))
        if gone is not None:
            return [self._whole(line, Status.REFUSED, _GONE)] if self._touched(line, gone) else []
        foreign = line.key in self.plan.elsewhere
        return [self._whole(line, Status.REFUSED, _OF_ANOTHER if foreign else _UNKNOWN)]

    def repeated(self, line: Line, first: int) -> Sequence[CellChange]:
        """A row whose key another row has: refused, but for the one that was left as it was."""
        row = self.rows.get(line.key)
        if row is not None and not line.is_marked and not line.is_blank and not self._touched(line, row):
            return []
        other = first if first != line.number else "siguiente con esta clave"
        return [self._whole(line, Status.REFUSED, _REPEATED.format(other=other))]

    def odd_mark(self, line: Line) -> Notice:
        text = f"«{line.cells[REMOVE][:40]}» no se entiende: escriba «Sí» para retirar la fila o deje la celda vacía."
        return Notice(self.layout.title, line.place(REMOVE), text)

    def _of_row(self, line: Line, today: Row) -> Sequence[CellChange]:
        earlier = self._earlier(line, today)
        if line.is_marked or (line.is_blank and not self.layout.element.fixed and self._said(line, earlier or today)):
            return [self._retired(line, today, earlier)]
        cells = [self._cell(line, column, today, earlier) for column in line.columns]
        return [one for one in cells if one is not None]

    def _earlier(self, line: Line, today: Row) -> Row | None:
        """The row as the workbook was downloaded with it; None when its version is not the one it had then."""
        earlier = self.plan.earlier.get((self.layout.table, line.key), today)
        return earlier if line.version == str(earlier["version"]) else None

    def _said(self, line: Line, row: Row) -> bool:
        """Whether the row had anything to be cleared."""
        return any(settled(column.field, row.get(column.field.name)) is not None for column in line.columns)

    def _retired(self, line: Line, today: Row, earlier: Row | None) -> CellChange:
        refusal = self._no_adding()
        if refusal:
            return self._whole(line, Status.REFUSED, refusal)
        changed = earlier is None or earlier["version"] != today["version"]
        reason = _CHANGED_SINCE if changed else ""
        if not line.is_marked:
            reason = reason or "La fila quedó vacía en el libro."
        return self._whole(line, Status.CONFLICT if changed else Status.DELETED, reason)

    def _no_adding(self) -> str:
        if self.layout.element.fixed:
            return _FIXED.format(plural=self.layout.element.plural)
        return "" if self.may_add else _NO_ADDING.format(plural=self.layout.element.plural)

    def _cell(self, line: Line, column: Column, today: Row, earlier: Row | None) -> CellChange | None:
        now = settled(column.field, today.get(column.field.name))
        then = now if earlier is None else settled(column.field, earlier.get(column.field.name))
        problem, value = self._read(line, column)
        value = self._without_gone(column, value, now)
        untouched = self._as_downloaded(line, column, then) if problem else same(column.field, value, then)
        if untouched or (not problem and same(column.field, value, now)):
            self.same += 1
            return None
        made = self._of_cell(line, column, value, then, now, int(today["version"]))
        if column.field.name not in self.editable:
            return made.refused(_NO_RIGHT.format(label=column.field.label, plural=self.layout.element.plural))
        return (
            made.refused(problem) if problem else self._judged(made, earlier, clash=not same(column.field, then, now))
        )

    def _without_gone(self, column: Column, value: Any, now: Any) -> Any:
        """What the cell says without naming rows retired since it was downloaded, when that is what the plan says."""
        table = REFERRED.get(column.field.name, "")
        listed = value if isinstance(value, list) else [value]
        left = [one for one in listed if (table, one) not in self.plan.gone]
        bare = (left or None) if isinstance(value, list) else next(iter(left), None)
        return bare if len(left) < len(listed) and same(column.field, bare, now) else value

    def _judged(self, made: CellChange, earlier: Row | None, *, clash: bool) -> CellChange:
        if earlier is None:
            return _conflict(made, _NO_VERSION)
        return _conflict(made, BOTH) if clash else made

    def _of_cell(self, line: Line, column: Column, value: Any, then: Any, now: Any, version: int) -> CellChange:
        names = self.plan.names
        return CellChange(
            self.layout.table,
            self.layout.title,
            line.number,
            line.place(column.header),
            line.key,
            self._title(line),
            Status.NEW if line.is_new else Status.CHANGED,
            column.field.name,
            column.header,
            shown(column, then, names),
            line.cells[column.header] if value is None else self._shown_new(line, column, value),
            shown(column, now, names),
            value,
            version,
        )

    def _shown_new(self, line: Line, column: Column, value: Any) -> str:
        """As the plan would show it; what names a row that is still to be added, as the workbook says it."""
        listed = value if isinstance(value, list) else [value]
        known = self.plan.names.get(column.list_name, {})
        if column.list_name and not column.field.choices and any(one not in known for one in listed):
            return line.cells[column.header]
        return shown(column, value, self.plan.names)

    def _read(self, line: Line, column: Column) -> tuple[str, Any]:
        return read_cell(line, column, self.lists)

    def _as_downloaded(self, line: Line, column: Column, then: Any) -> bool:
        return as_downloaded(line, column, then, self.plan.names)

    def _touched(self, line: Line, row: Row) -> bool:
        """Whether the row says anything else than what it had."""
        for column in line.columns:
            problem, value = self._read(line, column)
            had = settled(column.field, row.get(column.field.name))
            if not (self._as_downloaded(line, column, had) if problem else same(column.field, value, had)):
                return True
        return line.is_marked

    def _added(self, line: Line) -> Sequence[CellChange]:
        refusal = self._no_adding()
        if refusal:
            return [self._whole(line, Status.REFUSED, refusal)]
        cells = [self._new_cell(line, column) for column in line.columns if line.cells[column.header]]
        lacking = [self._lacks(column, cells) for column in self.layout.columns]
        reason = next((one for one in lacking if one), "")
        if reason:
            return [self._whole(line, Status.REFUSED, reason), *(one.refused(one.reason or reason) for one in cells)]
        return [self._whole(line, Status.NEW, ""), *cells]

    def _new_cell(self, line: Line, column: Column) -> CellChange:
        problem, value = self._read(line, column)
        made = self._of_cell(line, column, value, None, None, 0)
        if column.field.name not in self.editable:
            return made.refused(_NO_RIGHT.format(label=column.field.label, plural=self.layout.element.plural))
        return made.refused(problem) if problem else made

    def _lacks(self, column: Column, cells: Sequence[CellChange]) -> str:
        """Why the row cannot be added without what this required column says."""
        if not column.field.required or column.field.default is not None:
            return ""
        own = next((one for one in cells if one.field == column.field.name), None)
        if own is None:
            return _MISSING.format(label=column.field.label)
        return own.reason if own.status is Status.REFUSED else ""

    def _whole(self, line: Line, status: Status, reason: str) -> CellChange:
        version = int(self.rows[line.key]["version"]) if line.key in self.rows else 0
        place = f"A{line.number}" if REMOVE not in line.heading.at else line.place(REMOVE)
        return CellChange(
            self.layout.table,
            self.layout.title,
            line.number,
            place,
            line.key,
            self._title(line),
            status,
            label=self.layout.element.noun,
            version=version,
            reason=reason,
        )

    def _title(self, line: Line) -> str:
        """What the row is called, whatever the workbook left of its name."""
        row = self.rows.get(line.key)
        name = self.layout.element.title_field
        column = next(one for one in self.layout.columns if one.field.name == name)
        title = line.title if row is None else shown(column, settled(column.field, row.get(name)), self.plan.names)
        number = self.plan.numbers.get(self.layout.table, {}).get(line.key, line.says_number)
        return " · ".join(part for part in (number, title) if part)


def _conflict(made: CellChange, reason: str) -> CellChange:
    return replace(made, status=Status.CONFLICT, reason=reason)
