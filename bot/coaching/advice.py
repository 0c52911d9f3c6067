"""Where a team stands → the next play, and why. The sources disagree (align first, or start doing): facts decide."""

from collections.abc import Collection

PLAYS = {  # word → why now; the first that the team has not finished is the next
    "pilot": (
        "Start doing: one small win within 90 days teaches marketing and IT more about each other "
        "than months spent on aligning first."
    ),
    "vendor": (
        "Read the pitch before the next demo: what a vendor leaves out is what IT will have to build, "
        "so this is where IT comes in first."
    ),
}
AGAIN = "You have been through everything here, so pick the next small win: you know each other's ways by now."
NOTHING = "Nothing to start right now: keep doing what works, and tell another team how you did it."


def next_play(finished: Collection[str], open: int, stuck: int, playbooks: Collection[str]) -> tuple[str | None, str]:
    """The playbook to take next, None when there is something better to do than start one, and why in a sentence.

    `finished` are words of playbooks the team has been through; `open` and `stuck` count its commitments.
    """
    if stuck:
        return None, f"Get {_count(stuck, 'stuck promise')} moving first: ask today what is missing and who has it."
    if open:
        return None, f"Keep {_count(open, 'open promise')} first: a kept promise builds more trust than a new plan."
    for word in [*PLAYS, *sorted(playbooks)]:
        if word in playbooks and word not in finished:
            return word, PLAYS.get(word, f"You have not been through {word} yet, and nothing else is waiting for you.")
    return ("pilot", AGAIN) if "pilot" in playbooks else (None, NOTHING)


def _count(number: int, thing: str) -> str:
    return f"your {thing}" if number == 1 else f"your {number} {thing}s"
