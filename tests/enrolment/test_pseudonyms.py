"""The key of the pseudonyms and what it makes of a document number."""

import hashlib
import hmac
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from data.enrolment import pseudonyms
from data.enrolment.pseudonyms import PseudonymKeyError

posix = pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")


def test_a_pseudonym_is_the_keyed_hash_of_the_document_and_nothing_else():
    key = bytes(range(32))
    expected = hmac.new(key, b"TI|1080000001", hashlib.sha256).hexdigest()
    assert pseudonyms.pseudonym(key, "TI", "1080000001") == expected
    assert pseudonyms.pseudonym(key, "ti ", " 1.080.000.001") == expected
    assert pseudonyms.pseudonym(bytes(32), "TI", "1080000001") != expected
    assert pseudonyms.pseudonym(key, "RC", "1080000001") != expected
    assert "1080000001" not in pseudonyms.shown(key, "TI", "1080000001")


@posix
def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "keys" / "pseudonyms.key"
    first = pseudonyms.read_key(pseudonyms.ensure_key(path))
    assert len(first) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert pseudonyms.read_key(pseudonyms.ensure_key(path)) == first
    assert [each.name for each in path.parent.iterdir()] == ["pseudonyms.key"]


def test_those_who_make_the_key_at_once_keep_the_same_one(tmp_path):
    path = tmp_path / "keys" / "pseudonyms.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: pseudonyms.read_key(pseudonyms.ensure_key(path)), range(24)))
    assert len(keys) == 1


@posix
def test_a_key_that_others_read_or_that_is_incomplete_is_refused(tmp_path):
    path = pseudonyms.ensure_key(tmp_path / "k")
    path.chmod(0o644)
    with pytest.raises(PseudonymKeyError, match="chmod 600"):
        pseudonyms.ensure_key(path)
    path.chmod(0o600)
    path.write_text("abc", encoding="ascii")
    with pytest.raises(PseudonymKeyError, match="incompleta"):
        pseudonyms.ensure_key(path)


def test_the_key_may_live_outside_the_data_folder(tmp_path, monkeypatch):
    assert pseudonyms.key_path(tmp_path) == tmp_path / "keys" / "pseudonyms.key"
    monkeypatch.setenv(pseudonyms.VARIABLE, str(tmp_path / "elsewhere.key"))
    assert pseudonyms.key_path(tmp_path) == tmp_path / "elsewhere.key"
