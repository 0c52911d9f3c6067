"""Answers that a team has given in two playbooks: they should say the same."""

from pydantic import Field

from bot.coaching.playbook.parts import Condition, Name, Part
from bot.coaching.playbook.texts import Wording

PEOPLE = ("person", "people")  # kinds of question


class Comparison(Part):
    """An answer that the team has given elsewhere too: a difference is told, in the document or with the result, as a
    question.
    """

    ours: Name = Field(description="The question of this file; of one that is asked for each item, with `each`.")
    theirs: str = Field(
        pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$",
        description="The other one, as playbook.question: terms.meaning. Texts differ by their words, people where "
        "they have nobody in common, a day where the text names other days.",
    )
    each: Name | None = Field(
        None, description="In a charter: compare it for every item of that question (kind items)."
    )
    called: str = Field(
        "", description="What the other one is about; this document's subject, the item, or the pick, if left out."
    )
    when: Condition | None = Field(
        None, description="Only when this holds over the whole document, the item, or the pick."
    )
    text: Wording = Field(
        description="The question, never who is right. {{ theirs }} is what stands there, {{ item }} is filled in."
    )
