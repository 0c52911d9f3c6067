"""Who looked at what of a team, and the audit log as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Attached, Message, compose_message
from bot.model.audit import OPERATOR, AuditEntry, AuditEvent
from bot.model.rights import TargetKind
from bot.model.teams import Team

PAGE = 10  # looks on a page
WHAT: Mapping[AuditEvent, str] = {
    AuditEvent.SUMMARY_READ: "the summary",
    AuditEvent.REPORT_READ: "the report",
    AuditEvent.EXPORTED: "an export",
    AuditEvent.DIGEST_SENT: "the digest, by private message",
    AuditEvent.ASKED_ELSEWHERE: "figures, by an assistant",
}


@dataclass(frozen=True)
class ToLooks(Payload, target_kind=TargetKind.TEAM):
    """A page of who looked at what of a team, the first is 0."""

    team: str
    page: int = 0


PAGES = Act("looks:page", ToLooks)


def compose_looks(team: Team, listed: Sequence[AuditEntry], page: int, count: int) -> Message:
    """Return a page of who looked at what, the newest first; `count` in all."""
    pages = -(-count // PAGE)
    turns = [(-1, "Later ones", page > 0), (1, "Earlier ones", page + 1 < pages)]
    buttons = [
        controls.button(text, PAGES, ToLooks(team.id, page + step), place=step) for step, text, there in turns if there
    ]
    values = {
        "looks": [
            {"who": each.actor, "what": WHAT[each.event], "period": each.detail.get("period", ""), "at": each.at}
            for each in listed
        ],
        "operator": OPERATOR,
        "channel": team.channel,
        "zone": team.zone,
        "page": page + 1,
        "pages": pages,
    }
    return compose_message("looks", values, {"paging": [blocks.actions(*buttons)] if buttons else []})


def compose_audit_file(sheet: str, day: str) -> Attached:
    """Return the audit log as a file; its first words alone where no file may be sent."""
    note = compose_message("audit_file", {})
    return {**note, "file": {"name": f"align-audit-{day}.csv", "title": f"Audit log, {day}", "content": sheet}}
