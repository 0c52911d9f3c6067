"""Slack's limits at their edge: as many blocks and characters as it takes, and one more."""

import pytest

from bot.messages.block_kit import blocks

LINES = [f"Line {n}" for n in range(120)]


def said(shown: list[blocks.Block]) -> list[str]:
    return "\n\n".join(each["text"]["text"] for each in shown if each["type"] == "section").split("\n\n")


@pytest.mark.parametrize("count", [49, 50, 51, 99, 120])
def test_what_is_too_many_blocks_shares_them_and_keeps_its_order(count: int) -> None:
    shown = blocks.fit_blocks([block for line in LINES[:count] for block in blocks.sections(line)])
    assert len(shown) == min(count, 50)
    assert said(shown) == LINES[:count]


def test_only_neighbours_share_a_block() -> None:
    row = blocks.actions(blocks.button("Done", "a", ""))
    shown = blocks.fit_blocks([*blocks.sections("a"), row, *blocks.sections("b"), *blocks.sections("c"), row], 4)
    assert [each["type"] for each in shown] == ["section", "actions", "section", "actions"]
    assert said(shown) == ["a", "b", "c"]
    with pytest.raises(ValueError, match="cannot share"):
        blocks.fit_blocks([row, blocks.divider(), row], 2)


@pytest.mark.parametrize(("length", "wanted"), [(24, "x" * 24), (25, "x" * 23 + "…"), (60, "x" * 23 + "…")])
def test_titles_of_24_characters_and_more(length: int, wanted: str) -> None:
    view = blocks.modal("x" * length, [], callback="a", metadata="", submit="x" * length, close="x" * length)
    assert {view[part]["text"] for part in ("title", "submit", "close")} == {wanted}


@pytest.mark.parametrize("text", ["x" * 9000, "word " * 1800, "a&amp;b" * 1200, "line\n" * 1800, "<@U0TOM> " * 900])
def test_a_long_text_is_parted_where_nothing_is_torn(text: str) -> None:
    pieces = list(blocks.split_text(text))
    assert all(len(each) <= blocks.TEXT for each in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(each.count("<") == each.count(">") and not each.startswith("amp;") for each in pieces)
