"""Everything about a result as a Markdown file to keep."""

from collections.abc import Iterable, Iterator

from bot.coaching.shapes.finished import FinishedRun
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.file_names import name_file
from bot.messages.block_kit.markdown import escape_words, translate_markup
from bot.messages.block_kit.markup import escape_text, strip_dates
from bot.messages.block_kit.render import Attached, Message, compose_message


def compose_file(finished: FinishedRun, everything: Message) -> Attached:
    """Return what stands behind a result as a file, and as a message for where no file may be sent.

    Persons are mentions in both: delivery writes their names into the file, since only Slack knows them.
    """
    subject = finished.result.headline.subject
    title = f"{finished.playbook.title}: {subject}" if subject else finished.playbook.title
    note = compose_message("result_file", {"title": title})
    said = [block for block in everything["blocks"] if block["type"] != "actions"]
    return {
        "text": f"{note['text']}\n\n{everything['text']}",
        "blocks": [*note["blocks"], *({k: v for k, v in block.items() if k != "accessory"} for block in said)],
        "file": {
            "name": name_file(finished.playbook.title, subject, 1),
            "title": title,
            "content": "\n".join([f"# {escape_words(title)}", *_markdown(said)]) + "\n",
        },
    }


def _markdown(said: Iterable[Block]) -> Iterator[str]:
    for block in said:
        if block["type"] == "header":
            yield from ("", f"## {translate_markup(escape_text(block['text']['text']))}")
        else:
            texts = block["elements"] if block["type"] == "context" else [block["text"]]
            yield from ("", *(_line(line) for text in texts for line in strip_dates(text["text"]).split("\n")))


def _line(line: str) -> str:
    """Return a line with the mark that it begins with in Slack as Markdown has it."""
    marks = {"• ": "- ", "&gt; ": "> ", "> ": "> "}
    mark = next((each for each in marks if line.startswith(each)), "")
    # Two blanks: otherwise Markdown joins it with the next one.
    return f"{marks.get(mark, '')}{translate_markup(line.removeprefix(mark))}  "
