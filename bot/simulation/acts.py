"""What people do again and again in scenes, as steps."""

from bot.simulation.steps import Closes, Fills, Finishes, Presses, Sends, Step, Ticks, Types, Value
from bot.trial import company

ROUTING, WINBACK, CENTRE = "Lead routing", "Win-back mails", "Preference centre"
IDEAS = (ROUTING, WINBACK, CENTRE)
THATS_ME = (Presses("That’s me"),)
TAKES_IT = (Presses("I’ll take it"),)
AGREES = (Presses("Agree"),)
SALES = "Sales, if you hand leads over"
NO_EFFORT = "Works with your existing stack. No IT needed: paste a single snippet. GDPR compliant, cancel anytime."
ESTIMATE = "IT's own estimate of the work to connect it (days)"
DATA = "How do we stand with customer data?"


def commits(when: str, what: str, days: int, **more: Value) -> tuple[Step, ...]:
    """Promise something within so many days; `more` are further fields, such as `Who does it`."""
    fields = {name.replace("_", " "): value for name, value in more.items()}
    return Types("/align commit"), Fills({**fields, "When": when, "I’ll": what, "By": days}), Sends(), Closes()


def marks(mark: str, *more: Step, beside: str = "") -> tuple[Step, ...]:
    """Say under /align progress how a promise goes: the first, or the one with these words."""
    return Types("/align progress"), Presses(mark, beside), *more, Closes()


def picks(idea: str, owner: company.Person, partner: company.Person, today: str) -> tuple[Step, ...]:
    """Go through a pilot, in which one idea is ahead of the others."""
    must = dict.fromkeys(
        (
            "Marketing drives it, and decides what happens each week",
            "IT has a part in it: an account, a connection or data",
            "A number that customers feel moves within 90 days",
            "Can be switched off again within a week",
            "No personal data moves, or privacy has checked it",
        ),
        IDEAS,
    )
    strong = dict.fromkeys(
        (
            "Worth a lot if it works",
            "Marketing and IT would do it side by side",
            "The people who matter would notice",
            "A few days' work for marketing, not weeks",
            "If it works, the next step is clear",
        ),
        (idea,),
    )
    named: dict[str, Value] = {"Owner in marketing": owner, "Partner in IT": partner, "Today's number": today}
    return (
        Types("/align pilot"),
        Fills({"Ideas of your own": "\n".join(IDEAS)}),
        Sends(),
        Ticks(must),
        Sends(),
        Ticks(strong),
        Sends(),
        Fills(named),
        Finishes(),
    )


def reads_pitch(product: str, pitch: str) -> tuple[Step, ...]:
    """Look behind what a vendor wrote."""
    return (
        Types("/align vendor"),
        Fills({"Product and vendor": product, "What the vendor wrote": pitch}),
        Finishes(),
    )
