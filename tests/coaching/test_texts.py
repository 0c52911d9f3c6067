"""Texts with answers in them: filled in once, escaped once, sandboxed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.playbook.texts import Chosen, Person, fill_text
from bot.messages.block_kit.render import compose_message, format_text

VALUES: dict[str, Any] = {
    "tool": "R&D <b>",
    "nobody": None,
    "ivan": Person("U0IVAN"),
    "need": Chosen("Data: records", "data"),
    "ideas": {"1": "One", "3": "Two"},
    "score": 40,
}


@pytest.mark.parametrize(
    ("text", "plain", "marked"),
    [
        ("Just words & more", "Just words & more", "Just words &amp; more"),
        ("Try {{ tool }} & see", "Try R&D <b> & see", "Try R&amp;D &lt;b&gt; &amp; see"),
        ("{{ nobody or 'IT' }}, {{ nobody }}", "IT, …", "IT, …"),
        ("ask {{ ivan }}", "ask U0IVAN", "ask <@U0IVAN>"),
        ("{{ need }}", "Data: records", "Data: records"),
        ("{% if need == 'data' %}d{% else %}e{% endif %}", "d", "d"),
        ("{% if need in ['x', 'data'] and score > 39 %}d{% endif %}", "d", "d"),
        ("{% if need != 'data' %}d{% else %}e{% endif %}", "e", "e"),
        ("{{ ideas }}: {{ score + 1 }}", "One, Two: 41", "One, Two: 41"),
        ("{{ tool.__class__ }}", "{{ tool.__class__ }}", "{{ tool.__class__ }}"),
        ("{{ range(9) }}", "{{ range(9) }}", "{{ range(9) }}"),
        ("# {{ tool }}", "# R&D <b>", "# R&amp;D &lt;b&gt;"),
    ],
)
def test_a_text_is_filled_in(text: str, plain: str, marked: str) -> None:
    assert fill_text(text, VALUES) == plain
    assert compose_message("notice", {"text": format_text(text, VALUES)})["text"] == marked


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_somebody_answered_is_one_section_of_words(answer: str) -> None:
    blocks = compose_message("notice", {"text": format_text("About {{ answer }}!", {"answer": answer})})["blocks"]
    assert {block["type"] for block in blocks} == {"section"}
    assert not {"<", ">"} & set("".join(block["text"]["text"] for block in blocks))
