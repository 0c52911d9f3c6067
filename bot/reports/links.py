"""Where the messages about runs and commitments stand, as addresses to press."""

from collections.abc import Mapping, Sequence

from bot.records import findings
from bot.records.database import Database


def list_links(db: Database, site: str, runs: Sequence[str], commitments: Mapping[str, str | None]) -> dict[str, str]:
    """Return id → its address, of what has a message; `commitments`: id → the run that it comes from.

    `site` is the workspace's own address; "": nothing can be pressed.
    """
    origins = findings.list_origins(db, sorted(set(runs)))
    refs = {*runs, *commitments, *filter(None, commitments.values()), *(ref for _, ref in origins)}
    posts = findings.list_posts(db, sorted(refs)) if site else {}
    # A document of several versions, or a result that was changed, has one message, which is edited.
    for run_id, ref in origins:
        if ref in posts:
            posts[run_id] = max(posts[ref], posts.get(run_id, posts[ref]), key=lambda place: place[1])
    threads = {each: posts.get(run_id or "") for each, run_id in commitments.items()}
    return {each: _make_link(site, place, threads.get(each)) for each, place in posts.items()}


def _make_link(site: str, place: findings.Place, thread: findings.Place | None) -> str:
    """Return what chat.getPermalink says, without asking (docs.slack.dev)."""
    channel, ts = place
    link = f"{site.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
    # A promise stands in the thread of the result that it comes from.
    return f"{link}?thread_ts={thread[1]}&cid={channel}" if thread and thread[0] == channel else link
