"""Schools that say things a document could take for markup, loaded by the ordinary templates."""

import hashlib

import pandas as pd

from data.intake import templates
from data.intake.pipeline import read_file
from data.intake.sources.pmi_summary import PROCESS
from data.intake.templates import pmi_summary, school_directory
from data.records import entities
from data.warehouse.acceptance import Upload, accept

NAMED, RURAL, SILENT, OTHER = "147053990001", "247053990001", "147245990001", "247245990001"
PAYLOAD = "=1+1 <b>IE</b> [x](http://x) $a$ :red[r]"
NAMES = {NAMED: PAYLOAD, RURAL: "IE Rural de prueba", SILENT: "IE Callada", OTHER: "IE Otra"}
ZONES = {NAMED: "urbana", RURAL: "rural", SILENT: "urbana", OTHER: "rural"}


def load(warehouse, database, actor, folder, template, rows):
    """As a file of a person."""
    places = entities.municipalities(database, actor.entity_id)
    path = folder / "plantilla.xlsx"
    content = templates.render(template, places, rows)
    path.write_bytes(content)
    reading = read_file(path, path.name, municipalities=places)
    accept(database, warehouse, actor, reading, Upload(hashlib.sha256(content).hexdigest(), len(content), path.name))


def directory():
    rows = [(code, code[1:6], ZONES[code], name) for code, name in NAMES.items()]
    frame = pd.DataFrame(rows, columns=["school_code", "municipality_code", "zone", "establishment_name"])
    return frame.assign(establishment_code=frame["school_code"], year=2025, docentes=3)


def summaries():
    """Three of the four answered."""
    frame = directory().query("school_code != @SILENT").drop(columns=["establishment_code", "docentes"])
    return frame.assign(
        pmi_actualizado=[1.0, 0.0, 1.0],
        pmi_metas=[4, 6, 10],
        pmi_metas_cumplidas=[2, 3, 5],
        pmi_academica=[3.0, 2.0, 2.5],
        pmi_administrativa=[1.5, 1.0, None],
        need_1=["planta_fisica", "planta_fisica", "gestion_aula"],
        **{f"{PROCESS}planta_fisica": [1.0, 1.5, None], f"{PROCESS}gestion_aula": [2.4, 2.0, 3.1]},
    )


def load_both(warehouse, database, actor, folder):
    load(warehouse, database, actor, folder, school_directory.TEMPLATE, directory())
    load(warehouse, database, actor, folder, pmi_summary.TEMPLATE, summaries())
