"""The invented characterization as a workbook of our own template, loaded as any other file."""

import hashlib

import pandas as pd

from data.demo.characterization import SOURCE
from data.intake.pipeline import read_file
from data.intake.templates import indicators_template
from data.opening import Stores
from data.records import entities
from data.warehouse.acceptance import Upload, accept
from procedure.roles import Actor

FILE_NAME = "caracterizacion_inventada_demostracion.xlsx"


def load(stores: Stores, actor: Actor, observations: pd.DataFrame) -> None:
    """`observations` as data.demo.characterization gives them. The workbook itself is not kept."""
    municipalities = entities.municipalities(stores.database, stores.settings.entity_id)
    content = indicators_template(municipalities, observations.assign(source=SOURCE))
    path = stores.settings.uploads / FILE_NAME
    path.write_bytes(content)
    try:
        reading = read_file(path, FILE_NAME, municipalities=municipalities, kind="indicators_template")
        upload = Upload(hashlib.sha256(content).hexdigest(), len(content), FILE_NAME)
        accept(stores.database, stores.warehouse, actor, reading, upload, note=SOURCE)
    finally:
        path.unlink()
