# ruff: noqa: E501  (a list of odd words reads best with many of them on a line)
"""Words in a file to keep, as readers of Markdown show them: as they were typed, whatever they look like."""

import re
from collections.abc import Iterator
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.messages.block_kit.file_names import name_file
from bot.messages.block_kit.markdown import escape_cell, escape_line, escape_lines, escape_words, translate_markup

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKS = """
--- | ~~~ | === | ``` | # x | ## x ## | 1. x | 1) x | 2026. | - x | - [ ] x | + x | * x | > x | >x | &copy; | &#35; | &amp
a_b_c | *a* | **a** | ~~a~~ | `a` | ``a | <b>a</b> | <!-- a --> | <https://a.example> | https://a.example/_x_ | [a](b) | ![a](b)
[a]: b | [^1] | [^1]: a | a\\b | a\\ | \\* | \\\\ | | a|b | --|-- | :-: | a\\|b | <@U0TOM> | $x$ | C# | #tag | a  b | R&D | !a | x
=== | a === | ___ | *** | +++ | a: b | : b | <x | > | < | {#id} | @here | :smile: | 100% | 5 * 3 * 2 | "a" | 'a' | ’ | … | -
""".replace("\n", " | ").split(" | ")
LINES = [*filter(None, MARKS), "    a", "\ta", "  - a", "      ---"]
NASTY = st.text(
    st.sampled_from("\\`*_<>[]()#&;~|$!=+-.:0123 \t\nax@U{}^\"'/\u00a0é") | st.characters(exclude_categories=["Cs"])
)
WORDS = st.lists(st.sampled_from(LINES)).map("\n".join) | st.lists(st.sampled_from(LINES)).map(" ".join) | NASTY


def texts(tokens: list[Token]) -> Iterator[str]:
    """What is read, without what is only a mark; nothing but words, breaks and what the file itself lays out."""
    for token in tokens:
        assert token.type in KNOWN, token
        yield from texts(token.children or [])
        yield token.content if token.type == "text" else "\n" if token.type.endswith("break") else ""
        yield "\n" if token.type.endswith("_close") else ""


KNOWN = {"inline", "text", "softbreak", "hardbreak", "paragraph_open", "paragraph_close"}


def read(markdown: str) -> str:
    return "".join(texts(READER.parse(markdown)))


def plain(words: str) -> list[str]:
    return words.replace("\x00", "\ufffd").split()


def lines(words: str) -> list[list[str]]:
    return [parts for line in words.splitlines() if (parts := plain(line))]


@given(WORDS)
@example("\n".join(LINES))
def test_an_answer_of_several_lines_reads_as_typed(words: str) -> None:
    assert lines(read(escape_lines(words))) == lines(words)


@given(WORDS, st.sampled_from(["**a**\n\n{}\n", "{}\n\n## b", "a {}", "**a:** {}"]))
def test_so_does_one_beside_what_the_file_lays_out(words: str, place: str) -> None:
    shown = escape_words(words) if place.endswith(" {}") else escape_lines(words)
    html, wanted = READER.render(place.format(shown)), READER.render(place.format("word"))
    if plain(words):
        assert [each for each in html.split("<") if each.startswith(("h", "/h", "stro"))] == [
            each for each in wanted.split("<") if each.startswith(("h", "/h", "stro"))
        ]
        assert "<code" not in html and "<li" not in html and "<a" not in html and "<em" not in html


@given(WORDS)
def test_a_point_a_headline_and_a_cell_read_as_typed(words: str) -> None:
    point = READER.parse(f"- {escape_line(words)}\n- b")
    assert [each.type for each in point if each.type != "inline" and "paragraph" not in each.type] == [
        "bullet_list_open", "list_item_open", "list_item_close", "list_item_open", "list_item_close", "bullet_list_close"
    ]  # fmt: skip
    assert plain(inlines(point)[0] if len(inlines(point)) > 1 else "") == plain(words)
    headline = READER.parse(f"# {escape_words(words)}\n\nb")
    assert plain(inlines(headline)[0]) == plain(words)
    row = f"| {escape_cell(words)} | b |"
    table = READER.parse(f"| a | b |\n| --- | --- |\n{row}\n{row}\n\nb")
    assert [plain(each) for each in inlines(table)] == [["a"], ["b"], plain(words), ["b"], plain(words), ["b"], ["b"]]


def inlines(tokens: list[Token]) -> list[str]:
    return ["".join(texts(token.children or [])) for token in tokens if token.type == "inline"]


def test_blanks_before_a_line_and_line_breaks_are_seen() -> None:
    assert (
        READER.render(escape_lines("a\n    b\n\n\n c")) == "<p>a<br />\n\u00a0\u00a0\u00a0\u00a0b</p>\n<p>\u00a0c</p>\n"
    )


def test_slack_s_markup_becomes_markdown() -> None:
    assert translate_markup("*Agreed* by <@U0TOM> &lt;b&gt; a_b\n# c") == "*Agreed* by <@U0TOM> \\<b\\> a\\_b \\# c"


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("", "what-we-mean-by-it-v1.md"),
        ("Lead", "what-we-mean-by-it-lead-v1.md"),
        ("the *Lead*", "what-we-mean-by-it-the-lead-v1.md"),
        ("the  Lead", "what-we-mean-by-it-the-lead-v1.md"),
        ("лид", "what-we-mean-by-it-лид-v1.md"),
        ("見込み客", "what-we-mean-by-it-見込み客-v1.md"),
        ("Übergabe", "what-we-mean-by-it-übergabe-v1.md"),
        ("U\u0308bergabe", "what-we-mean-by-it-übergabe-v1.md"),
        ("हिन्दी", "what-we-mean-by-it-हिन्दी-v1.md"),
    ],
)
def test_a_file_is_called_as_people_say_it(subject: str, name: str) -> None:
    assert name_file("What we mean by it", subject, 1) == name


ODD = [
    "👍",
    "👎",
    "C++",
    "C#",
    "C",
    "a/b",
    "a:b",
    "a b",
    "..",
    "../..",
    "CON",
    "nul.",
    "aux",
    "x" * 75,
    "見" * 75,
    "見" * 74,
]


def test_no_two_subjects_share_a_name_and_each_is_safe_everywhere() -> None:
    names = [name_file("Terms", subject, 1) for subject in ODD]
    assert len({name.casefold() for name in names}) == len(ODD)
    for name in [*names, *(name_file("", subject, 1) for subject in ODD)]:
        assert len(name.encode()) <= 200 and not set(name) & set('<>:"/\\|?*\n\0') and name[0] not in ".- "
        assert name.partition(".")[0].upper() not in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT1")


@given(st.text(max_size=75), st.text(max_size=75))
def test_other_subjects_have_other_names(one: str, other: str) -> None:
    same = " ".join(one.lower().split()) == " ".join(other.lower().split())
    if one and other and not same:
        assert name_file("T", one, 1) != name_file("T", other, 1) or hyphened(one) == hyphened(other)


def hyphened(words: str) -> list[str]:
    """Words that differ by blanks, hyphens and quotes only may share a name."""
    return re.sub(r"[*_~'\"\u2018\u2019\u201c\u201d-]", " ", normalize("NFC", words).lower()).split()
