"""What can be chosen from: options of a question, ready-made items, groups of statements to tick."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.coaching.playbook.parts import Name, Part


class Option(Part):
    """One answer that can be chosen."""

    # 75: Slack refuses an option with a longer text.
    value: str = Field(min_length=1, max_length=75, description="What conditions compare with.")
    text: str = Field(min_length=1, max_length=75, description="What people read.")
    points: int | None = Field(
        None,
        ge=0,
        description="In a checklist how hard this makes it, 0 is easiest; in a picker how good it is, 0 is worst.",
    )
    hearsay: bool = Field(
        False, description="In a checklist: somebody says so and nobody has seen it, so it counts as not known."
    )


class Ready(Part):
    """One ready-made item, to be ticked instead of typed."""

    value: Name = Field(description="A short name for it; answers about it are kept by this.")
    text: str = Field(min_length=1, max_length=75, description="What it is called.")
    hint: str = Field("", max_length=75, description="One line under it, in smaller letters.")
    usual: bool = Field(False, description="Ticked to begin with.")
    of: tuple[str, ...] = Field((), description="Offered only for these answers to `ready_by`; always when left out.")
    true: tuple[Name, ...] = Field((), description="The ticks that usually hold for it: they are ticked to begin with.")


class Tick(Part):
    """One group of checkboxes of a level: which option a tick means."""

    value: str = Field(min_length=1, max_length=75, description="The option that a tick stands for.")
    text: str = Field(min_length=1, max_length=75, description="What a tick says, such as easy, and we know.")


class Level(Part):
    """One view of a page with levels: the statements that no earlier level has settled, a group for each tick."""

    title: str = Field(min_length=1, max_length=150, description="Above the groups, in bold letters.")
    intro: str | None = Field(None, max_length=1000, description="A sentence or two above the groups.")
    tick: tuple[Tick, ...] = Field(min_length=1, max_length=3, description="What can be ticked; the last one wins.")


def _check_distinct(options: tuple[Option, ...]) -> tuple[Option, ...]:
    if len(options) == 1:
        raise ValueError("one option is no choice: give at least two")
    if len({option.value for option in options}) < len(options):
        raise ValueError("two options have the same value: give each its own")
    return options


# 100: Slack refuses a menu with more options.
Options = Annotated[tuple[Option, ...], Field(max_length=100), AfterValidator(_check_distinct)]
