"""A document as a Markdown file: lists, what stands side by side, tables."""

from bot.coaching.library import loader
from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.voices import Voices
from bot.messages.documents import document_files

MANIFESTO = loader.load_library(loader.OURS)["manifesto"]
SAID = {
    ("customer", ""): "They are known.",
    ("now", ""): None,
    ("beliefs", ""): {"1": "We start small", "2": "We *try* it"},
    ("stops", ""): {},
    ("goals", ""): {"1": "Faster answers"},
    ("number", "1"): "14 hours | 1 hour",
    ("by", "1"): "2027-06-30",
    ("owner", "1"): "U1",
    ("partner", "1"): None,
    ("from_marketing", ""): "Nothing is bought unseen.",
    ("from_it", ""): "An answer in two days.",
}


def test_lists_columns_and_tables() -> None:
    assert isinstance(MANIFESTO, Charter)
    version = Version("r1", "r1", 1, "", "U1", "2026-11-24", SAID, None, Voices({"U1": "marketing"}), (), (), 0, False)
    file = document_files.compose_file(MANIFESTO, version)["file"]
    assert file["name"] == "martech-manifesto-v1.md"
    assert file["content"].split("## What we believe\n\n")[1] == (
        "**We believe**\n\n- We start small\n- We \\*try\\* it\n\n\n"
        "## Our goals\n\n\n"
        "|  | number | by | marketing |\n| --- | --- | --- | --- |\n"
        "| Faster answers | 14 hours \\| 1 hour | 30 June 2027 | <@U1> |\n\n"
        "## How we work together\n\n"
        "| Marketing promises | IT promises |\n| --- | --- |\n"
        "| Nothing is bought unseen. | An answer in two days. |\n"
    )
