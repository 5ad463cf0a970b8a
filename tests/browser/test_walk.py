"""The main job from an empty folder to the committee's board, by the people who do it, on the Ministry's real file.

One test in ordered steps, since each stands on what the one before it left stored. The figures of the board are worked
out here by hand, from the file's own figures and from what is typed below.
"""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from data.settings import ROOT
from tests.browser import chromium, walk_conformity, walk_diagnosis, walk_followup, walk_plan
from tests.browser.site import opened

MEN_FILE = ROOT.parent / "shared" / "data" / "men" / "men_estadisticas_municipio_2011-2022_mag_atl_ces.csv"
PEOPLE = {
    "analista": "analista",
    "colega": "analista",
    "coautor": "coautor",
    "lider": "lider",
    "comite": "comite",
    "tecnico": "tecnico",
    "responsable": "responsable",
}
pytestmark = [pytest.mark.browser, pytest.mark.shared]


def test_from_an_empty_folder_to_the_board_of_the_committee(browser: Browser, tmp_path: Path) -> None:
    chromium.need(MEN_FILE.is_file(), "The shared MEN file")
    year = datetime.datetime.now(tz=datetime.UTC).year
    with opened(browser, tmp_path) as site:
        with site.step("accounts and an empty application"):
            for person, role in PEOPLE.items():
                site.add_account(person, role)
            site.serve()
            walk_diagnosis.empty_application(site)
        with site.step("upload: recognized, counted, with its findings"):
            walk_diagnosis.upload(site, MEN_FILE)
        with site.step("confirm the four populations and accept"):
            walk_diagnosis.confirm_and_accept(site)
        with site.step("baseline: the four published means"):
            walk_diagnosis.means(site)
        with site.step("baseline: choose and freeze"):
            walk_diagnosis.choose_and_freeze(site, year)
        with site.step("prioritization: opportunity, factors, scores, ranking"):
            walk_diagnosis.prioritize(site)
        with site.step("plan: create it with its components"):
            walk_plan.create(site, year)
        with site.step("prioritization: an objective answers the factor"):
            walk_plan.objective_from_factor(site)
        with site.step("plan: edit, add, reorder, delete and undo components"):
            walk_plan.components(site)
        with site.step("plan: goal with urban, rural and inclusion slices"):
            walk_plan.goal(site, year)
        with site.step("plan: indicator, its baseline and its schedule"):
            walk_plan.indicator(site)
        with site.step("plan: action with its resource"):
            walk_plan.action(site, year)
        with site.step("every stated edit survives a reload"):
            walk_plan.everything_is_there(site, year)
        with site.step("every stated edit survives a server that was killed"):
            site.kill()
            site.serve()
            walk_plan.everything_is_there(site, year)
        with site.step("two people on one row: the second sees both versions"):
            walk_plan.stale_tab(site)
        with site.step("plan: rows from a spreadsheet, and undo"):
            walk_plan.paste_and_undo(site, year)
        with site.step("plan: the POAI, its ceiling, the budget and the timeline"):
            walk_plan.money(site)
        with site.step("plan: search lands on the element"):
            walk_plan.search(site)
        with site.step("plan: two areas on one row, both saved"):
            walk_plan.both_at_once(site)
        with site.step("conformity: what lacks, and where it is mended"):
            walk_conformity.findings(site)
            walk_conformity.complete(site, year)
        with site.step("the plan goes from draft to execution"):
            walk_followup.into_execution(site)
        with site.step("the officer in charge reports the trimester"):
            walk_followup.report(site)
        with site.step("the leader approves"):
            walk_followup.approve(site)
        with site.step("the committee reads the board"):
            walk_followup.board(site, year)
        expect(site.pages["comite"].get_by_test_id("stException")).to_have_count(0)
