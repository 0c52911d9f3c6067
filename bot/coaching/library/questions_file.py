"""The one file in a folder of playbooks that is none: what the check-in asks in words."""

from pathlib import Path

from pydantic import ValidationError

from bot.coaching.library import error_messages
from bot.coaching.library.folders import blame_file, read_file
from bot.coaching.library.toml_errors import parse_toml
from bot.coaching.playbook.weekly_questions import FILE, SHAPE, WeeklyQuestion, WeeklyQuestions
from bot.errors import UserError

_OTHER = f'this file holds what the check-in asks. Write shape = "{SHAPE}", or rename a playbook to our_{FILE}'


def load_questions(*folders: Path) -> tuple[WeeklyQuestion, ...]:
    """Return what the check-in asks: a later folder that has the file replaces an earlier one. UserError as below."""
    files = [folder / FILE for folder in folders if (folder / FILE).is_file()]
    return read_questions(files[-1]) if files else ()


def read_questions(path: Path) -> tuple[WeeklyQuestion, ...]:
    """Return the questions of the file. UserError with a line for each fault: file, place, what is wrong."""
    try:
        return _parse_questions(read_file(path))
    except RecursionError:
        raise blame_file(path, ["too many brackets stand within each other"]) from None
    except UserError as error:
        raise blame_file(path, error.text.split("\n")) from None


def _parse_questions(raw: bytes) -> tuple[WeeklyQuestion, ...]:
    values = parse_toml(raw)
    if values.get("shape") != SHAPE:
        raise UserError(_OTHER)
    try:
        return WeeklyQuestions.model_validate(values).question
    except ValidationError as error:
        raise UserError("\n".join(error_messages.explain_errors(error, values, WeeklyQuestions))) from None
