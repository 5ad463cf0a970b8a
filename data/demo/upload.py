"""What was invented as workbooks of our own templates, loaded as any other file."""

import hashlib

import pandas as pd

from data.demo.characterization import SOURCE
from data.intake.pipeline import read_file
from data.intake.templates import Template, indicators_template, render
from data.opening import Stores
from data.records import entities
from data.warehouse.acceptance import Upload, accept
from procedure.roles import Actor

FILE_NAME = "caracterizacion_inventada_demostracion.xlsx"


def load(stores: Stores, actor: Actor, observations: pd.DataFrame) -> None:
    """`observations` as data.demo.characterization gives them. The workbook itself is not kept."""
    municipalities = entities.municipalities(stores.database, stores.settings.entity_id)
    content = indicators_template(municipalities, observations.assign(source=SOURCE))
    _take(stores, actor, content, FILE_NAME, "indicators_template")


def load_template(stores: Stores, actor: Actor, template: Template, rows: pd.DataFrame) -> None:
    """The rows in another of our own templates, under the codes of its fields."""
    municipalities = entities.municipalities(stores.database, stores.settings.entity_id)
    content = render(template, municipalities, rows)
    _take(stores, actor, content, f"{template.file_stem}_inventado_demostracion.xlsx", template.kind)


def _take(stores: Stores, actor: Actor, content: bytes, name: str, kind: str) -> None:
    municipalities = entities.municipalities(stores.database, stores.settings.entity_id)
    path = stores.settings.uploads / name
    path.write_bytes(content)
    try:
        reading = read_file(path, name, municipalities=municipalities, kind=kind)
        upload = Upload(hashlib.sha256(content).hexdigest(), len(content), name)
        accept(stores.database, stores.warehouse, actor, reading, upload, note=SOURCE)
    finally:
        path.unlink()
