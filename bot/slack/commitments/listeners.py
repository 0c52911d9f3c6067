"""Every press and window about a promise: Done, On track, Stuck and what blocks it, a new date, another owner, …"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.blockers import way_on
from bot.errors import UserError
from bot.messages import commitment_windows as said
from bot.messages import progress as progress_words
from bot.messages.blocks import View
from bot.records import commitments
from bot.records.database import Row
from bot.slack.coach import Coach
from bot.slack.commitments import offers
from bot.slack.commitments.progress import refresh
from bot.slack.commitments.updates import about, act, ask_what_blocks, check_live, check_may_change, opens, show
from bot.slack.fields import tidy
from bot.slack.playbooks import interviews
from bot.slack.router import make_context

Body = Mapping[str, Any]


class Press(NamedTuple):
    """A press, or a window sent in, about one promise. `rest` is what else the button carries."""

    coach: Coach
    client: WebClient
    body: Body
    one: Row
    act: str
    rest: str = ""

    @property
    def by(self) -> str:
        return str(self.body["user"]["id"])

    @property
    def today(self) -> date:
        return self.coach.now().astimezone(ZoneInfo(self.one["zone"])).date()

    def read(self, field: str, kind: str = "value") -> str:
        value = self.body["view"]["state"]["values"][field]["value"][kind]
        return tidy(value).rstrip(".") if kind == "value" else value


def register(app: App) -> None:
    app.action(re.compile(r"^keeping:"))(press)
    app.view(re.compile(r"^keeping:"))(submit)


def press(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    pressed = body["actions"][0]
    told = pressed["selected_option"]["value"] if "selected_option" in pressed else pressed["value"]
    act, commitment_id, rest = f"{told}/".split("/", 2)
    _PRESSED[act](Press(coach, client, body, commitments.get(coach.db, commitment_id), act, rest.rstrip("/")))
    ack()
    coach.deliver()


def submit(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    view = body["view"]
    one = commitments.get(coach.db, view["private_metadata"].partition("/")[0])
    following = _SENT[view["callback_id"].removeprefix("keeping:")](Press(coach, client, body, one, "sent"))
    refresh(coach, client, body, one["workspace"])
    if following:
        ack(response_action="update", view=following)
    else:
        ack()
    coach.deliver()


def _mark(press: Press) -> None:
    """The first press counts; who presses after somebody said otherwise is told, and sees what it says by now."""
    act(press.coach, press.one["id"], press.act, press.by)
    press.coach.deliver()
    _seen(press)
    now = commitments.get(press.coach.db, press.one["id"])
    if now["state"] != press.act:
        check_live(now)
    if press.act == "stuck":
        ask_what_blocks(press.coach, press.client, press.body, press.one["id"])


def _reopen(press: Press) -> None:
    check_may_change(press.coach, press.one, press.by)
    with press.coach.db.atomic():
        commitments.reopen(press.coach.db, press.one["id"], press.by, press.coach.now())
        show(press.coach, commitments.get(press.coach.db, press.one["id"]), press.by)
    _seen(press)


def _ask(press: Press) -> None:
    """The window for a new date, a smaller promise, another owner or an end."""
    check_live(press.one)
    check_may_change(press.coach, press.one, press.by)
    travels = about(press.one, press.body)
    windows: dict[str, Callable[[], View]] = {
        "redate": lambda: said.redate(press.one, travels),
        "smaller": lambda: said.smaller(press.one, travels, press.today),
        "hand_over": lambda: said.hand_over(press.one, travels),
        "drop": lambda: said.drop(press.one, travels),
    }
    opens(press.client, press.body, windows[press.act]())


def _story(press: Press) -> None:
    lines = commitments.story(press.coach.db, press.one["id"])
    opens(press.client, press.body, progress_words.story(press.one, lines))


def _play(press: Press) -> None:
    """The playbook that fits what blocks it, in the same window."""
    view = interviews.begin(make_context(press.coach), press.one["team_id"], press.by, press.rest)
    opens(press.client, press.body, view)


def _answer(press: Press) -> None:
    """To whom it was offered says yes or no, or who has it keeps it."""
    if press.act == "kept":
        check_may_change(press.coach, press.one, press.by)
    settled = offers.answer(press.coach, press.one, press.act, press.by)
    _seen(press)
    if not settled:
        press.coach.deliver()
        raise UserError("This is settled by now, or it is for somebody else to say.")


def _seen(press: Press) -> None:
    refresh(press.coach, press.client, press.body, press.one["workspace"])


def _blocked(press: Press) -> View:
    check_live(press.one)
    reason, coach, one = _words(press, "reason", said.LONGEST), press.coach, press.one
    with coach.db.atomic():
        if not commitments.explain(coach.db, one["id"], reason, press.by, coach.now()):
            commitments.mark(coach.db, one["id"], "stuck", press.by, coach.now(), reason)
        now = commitments.get(coach.db, one["id"])
        show(coach, now, press.by)
    return said.ways(now, way_on(reason, coach.library), about(one, press.body))


def _redated(press: Press) -> None:
    _check_may(press)
    due = _due(press)
    with press.coach.db.atomic():
        commitments.redate(press.coach.db, press.one["id"], due, press.by, press.coach.now())
        show(press.coach, commitments.get(press.coach.db, press.one["id"]), press.by)


def _smaller(press: Press) -> None:
    _check_may(press)
    action, due, coach, one = _words(press, "action", said.LONGEST), _due(press), press.coach, press.one
    with coach.db.atomic():
        commitments.reword(coach.db, one["id"], action, press.by, coach.now())
        commitments.redate(coach.db, one["id"], due, press.by, coach.now())
        show(coach, commitments.get(coach.db, one["id"]), press.by)


def _handed(press: Press) -> None:
    _check_may(press)
    to = press.read("to", "selected_user")
    if not press.coach.people.about(press.client, press.one["workspace"], to).can_own:
        raise UserError("Please choose a person who works here: not a bot, not gone.", "to")
    offers.ask(press.coach, press.one, to, press.by)


def _dropped(press: Press) -> None:
    _check_may(press)
    act(press.coach, press.one["id"], "dropped", press.by, reason=_words(press, "reason", said.LONGEST))


def _check_may(press: Press) -> None:
    check_live(press.one)
    check_may_change(press.coach, press.one, press.by)


def _words(press: Press, field: str, longest: int) -> str:
    text = press.read(field)
    if not text:
        raise UserError("Please fill this in, a few words are enough.", field)
    if len(text) > longest:
        raise UserError(f"Please shorten this to {longest} characters. It has {len(text)}.", field)
    return text


def _due(press: Press) -> date:
    due = date.fromisoformat(press.read("due", "selected_date"))
    if due < press.today:
        raise UserError("This date is past. Choose today or later.", "due")
    return due


_PRESSED: dict[str, Callable[[Press], None]] = {
    **dict.fromkeys(("done", "on_track", "stuck"), _mark),
    **dict.fromkeys(("redate", "smaller", "hand_over", "drop"), _ask),
    **dict.fromkeys(("take", "decline", "kept"), _answer),
    "reopen": _reopen,
    "story": _story,
    "play": _play,
}
_SENT: dict[str, Callable[[Press], View | None]] = {
    "blocked": _blocked,
    "redate": _redated,
    "smaller": _smaller,
    "hand_over": _handed,
    "drop": _dropped,
}
