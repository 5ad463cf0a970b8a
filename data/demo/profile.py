"""Writes the invented profile of the territory through the commands that people use on its page."""

from data.demo import content
from data.records import profile
from data.records.database import Database
from procedure.edits import Change, Edit, New
from procedure.roles import Actor


def write(database: Database, actor: Actor, year: int) -> None:
    """Every narrative, the DOFA, the norms of the entity and the decision with its justification."""
    profile.begin(database, actor, year)
    found, wanted = profile.get(database, actor.entity_id, year), content.profile()
    assert found is not None
    texts: list[Edit] = [
        Change(row["id"], row["version"], {"text": wanted["texts"][row["topic"]]})
        for row in found.texts.to_dict("records")
    ]
    swot: list[Edit] = [New({"kind": kind, "text": text}) for kind, list_ in wanted["swot"].items() for text in list_]
    names = {row["name"]: row for row in found.norms.to_dict("records")}
    norms: list[Edit] = [New(norm) for norm in wanted["norms"]]
    for left_out in wanted["not_applicable"]:
        row = names[left_out["name"]]
        values = {"applies": False, "not_applicable_reason": left_out["reason"]}
        norms.append(Change(row["id"], row["version"], values))
    decision = {"decision": wanted["decision"], "decision_reason": wanted["reason"]}
    decided: list[Edit] = [Change(found.profile["id"], found.profile["version"], decision)]
    for table, edits in (
        ("profile_texts", texts),
        ("profile_swot", swot),
        ("profile_norms", norms),
        ("profiles", decided),
    ):
        outcome = profile.apply_edits(database, actor, year, table, edits)
        assert outcome.complete, outcome.problems
