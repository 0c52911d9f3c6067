"""Confidential answers while they are being given: one sealed box for each thing that is asked.

A box holds respondent → answer, and is one row. Each change opens it, puts it together anew and seals the whole of it
again, so that no row, order, moment, transaction or length belongs to one answer: after a tap the same bytes have
changed, whoever tapped, whatever they tapped, and whether for the first time.

How it is sealed: a fresh random nonce each time; the pad is SHAKE-256, as long as the content, of the HMAC-SHA512 of
(nonce, what was asked) under the installation's key, that is, a one-time pad out of a pseudo-random function; and an
HMAC over all of it, so that a box that was changed, or put in another one's place, does not open. Without the key
neither the file, its log, a backup nor two copies taken one after the other tell an answer, who has answered, or how
many (the content is filled up to multiples of BLOCK). Its limits: whoever has the key opens every box and every old
copy of one; the key is one for all boxes; that a box was changed between two copies can be seen; and an earlier box
put back in its place opens.
"""

import base64
import hashlib
import hmac
import json
import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from bot.records.bulk_values import list_values
from bot.records.database import Database

log = logging.getLogger(__name__)

BLOCK = 1024  # bytes: some twenty-five one-tap answers
NONCE, SEAL = 16, 32  # bytes


def respondent_token(secret: bytes, ref: str, user: str) -> str:
    """Return a keyed one-way token of this person for what is asked as `ref`: without the key it is nobody's.

    Asked once more, another ref gives another token, so that nobody's answers can be followed over weeks.
    """
    return hmac.digest(secret, f"respondent:{ref}:{user}".encode(), "sha256").hex()[:32]


def load(db: Database, secret: bytes, ref: str) -> dict[str, Any]:
    """Return respondent → answer; empty where nobody has answered.

    Call it in a transaction that has locked what is asked when the answers are to be changed. A box that was sealed
    with another key counts as empty, which is logged: nobody can read it any more.
    """
    rows = db.query("SELECT sealed FROM sealed_answers WHERE ref = :ref", {"ref": ref})
    return _open_box(secret, ref, rows[0]["sealed"]) if rows else {}


def load_several(db: Database, secret: bytes, refs: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what `load` does of each of these, in one statement."""
    values, params = list_values(db, ((ref,) for ref in refs))
    if not values:
        return {}
    rows = db.query(
        f"""
        SELECT ref, sealed FROM sealed_answers WHERE ref IN (SELECT column1 FROM ({values}) AS wanted)""",
        params,
    )
    boxes = {row["ref"]: _open_box(secret, row["ref"], row["sealed"]) for row in rows}
    return {ref: boxes.get(ref, {}) for ref in refs}


def save(db: Database, secret: bytes, ref: str, answers: Mapping[str, Any], room: int = 0) -> None:
    """Keep these answers, JSON each, in place of all that were there.

    `room`: how many bytes the content is filled up to at least, so that its length never tells how many there are.
    """
    db.execute(
        """
        INSERT INTO sealed_answers (ref, sealed) VALUES (:ref, :sealed)
        ON CONFLICT (ref) DO UPDATE SET sealed = excluded.sealed""",
        {"ref": ref, "sealed": _seal_box(secret, ref, answers, room)},
    )


def delete(db: Database, ref: str) -> None:
    """Forget them."""
    db.execute("DELETE FROM sealed_answers WHERE ref = :ref", {"ref": ref})


def _seal_box(secret: bytes, ref: str, answers: Mapping[str, Any], room: int) -> str:
    # Sorted, and filled up with blanks: neither the order nor the number of answers is to be seen.
    content = json.dumps(answers, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    content = content.ljust(-(-max(len(content), room) // BLOCK) * BLOCK)
    nonce = secrets.token_bytes(NONCE)
    hidden = _cover(secret, ref, nonce, content)
    return base64.b64encode(nonce + _compute_seal(secret, ref, nonce + hidden) + hidden).decode()


def _open_box(secret: bytes, ref: str, sealed: str) -> dict[str, Any]:
    box = base64.b64decode(sealed)
    nonce, seal, hidden = box[:NONCE], box[NONCE : NONCE + SEAL], box[NONCE + SEAL :]
    if not hmac.compare_digest(seal, _compute_seal(secret, ref, nonce + hidden)):
        log.warning("The answers to %s were sealed with another key and are lost. Was ALIGN_SECRET changed?", ref)
        return {}
    answers: dict[str, Any] = json.loads(_cover(secret, ref, nonce, hidden))
    return answers


def _cover(secret: bytes, ref: str, nonce: bytes, content: bytes) -> bytes:
    """Return the content under its pad; a second time, as it was."""
    # One call for all of it: a wave's box has room for thousands of answers, and each tap opens and seals it.
    pad = hashlib.shake_256(hmac.digest(secret, b"pad:" + nonce + ref.encode(), "sha512")).digest(len(content))
    return (int.from_bytes(content, "big") ^ int.from_bytes(pad, "big")).to_bytes(len(content), "big")


def _compute_seal(secret: bytes, ref: str, box: bytes) -> bytes:
    return hmac.digest(secret, b"seal:" + ref.encode() + b":" + box, "sha256")
