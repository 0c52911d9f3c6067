"""The digest: shown before it is asked for, then sent in a rhythm until somebody wants it no more."""

from collections.abc import Mapping
from datetime import date

from bot.actions import digests as actions
from bot.messages.block_kit.payloads import Nothing
from bot.messages.front import digest_offers as messages
from bot.messages.front.digest_offers import ASK, DECLINE, END, OFFER, ToDigest
from bot.model.digests import Rhythm
from bot.model.rights import Right
from bot.reports import availability
from bot.slack.request import Reply, Request, Shown
from bot.slack.router import Story, on

OFF = "off"  # behind the word: no digest any more
RHYTHMS: Mapping[str, Rhythm] = {rhythm.value: rhythm for rhythm in Rhythm}


def offer(request: Request, to: ToDigest) -> Shown:
    """Show what a digest would be, and when it would come first."""
    actor, context, today = request.actor, request.context, _today_there(request)
    first = actions.foresee_digest(context, actor.workspace, actor.user, to.rhythm)
    return Reply(messages.compose_offer(to.rhythm, first, today))


def ask(request: Request, to: ToDigest) -> Shown:
    """Send it from now on."""
    actor, context, today = request.actor, request.context, _today_there(request)
    first = actions.ask_for_digest(context, actor.workspace, actor.user, to.rhythm)
    return Reply(messages.compose_asked(to.rhythm, first, today))


def decline(_request: Request, _: Nothing) -> Shown:
    """Send nothing."""
    return Reply(messages.compose_declined())


def end(request: Request, _: Nothing) -> Shown:
    """Send it no more."""
    was = actions.end_digest(request.context, request.actor.workspace, request.actor.user)
    return Reply(messages.compose_ended(was=was))


def answer_rhythm(request: Request, word: str) -> Shown:
    """Answer `/align summary monthly`, `weekly` or `off`."""
    return end(request, Nothing()) if word == OFF else offer(request, ToDigest(RHYTHMS[word]))


def _today_there(request: Request) -> date:
    """Return the day it is where they are: their zone, asked for just now, says when their morning is."""
    actor, context = request.actor, request.context
    request.coach.people.get_profile(request.client, actor.workspace, actor.user)
    return availability.of_person(context.db, actor.workspace, actor.user, context.now).today(context.now)


STORY = Story(
    presses=(
        on(OFFER, offer, Right.NOTHING),
        on(ASK, ask, Right.NOTHING),
        on(DECLINE, decline, Right.NOTHING),
        on(END, end, Right.NOTHING),
    )
)
