"""Small playbooks for tests, and a way to write them down with one thing wrong."""

from pathlib import Path

from bot.coaching.library import loader
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.checklist.shape import Checklist
from bot.coaching.shapes.picker.shape import Picker

PICKER = """\
shape = "picker"
title = "Pick a lunch"
summary = "Pick what to eat."
method = "Marks, weighted."
candidates = "dishes"

[[source]]
text = "Grandmother, 1987."

[[page]]
title = "What is there?"

[[page.question]]
name = "dishes"
kind = "items"
ask = "Dishes"
item = "Dish"
least = 2
most = 3

[[page]]
title = "How good is it?"
each = "dishes"

[[page.question]]
name = "cook"
kind = "person"
ask = "Who cooks?"
optional = true

[[page.question]]
name = "meat"
ask = "Is there meat in it?"
options = [{ value = "no", text = "No" }, { value = "yes", text = "Yes" }]

[[page.question]]
name = "taste"
kind = "scale"
ask = "How good is it?"
weight = 3

[[page.question]]
name = "price"
kind = "scale"
ask = "What does it cost?"
weight = 1
reversed = true

[[page]]
title = "About the meat"
each = "dishes"
when = "meat == 'yes'"

[[page.question]]
name = "animal"
kind = "text"
ask = "Which animal?"

[[gate]]
name = "cooked"
open = "cook"
closed = "nobody cooks"
opens = "ask somebody."

[[advice]]
when = "tie"
text = "Toss a coin."
"""

CHECKLIST = """\
shape = "checklist"
title = "Read a recipe"
summary = "See what a recipe leaves out."
method = "Points, added up."
subject = "recipe"
red = 2
unknown = "unknown"
option = [
  { value = "easy", text = "Easy", points = 0 },
  { value = "work", text = "Some work", points = 1 },
  { value = "unknown", text = "We don't know", points = 2 },
  { value = "hard", text = "Hard", points = 3 },
]

[[dimension]]
name = "kitchen"
title = "Kitchen"
check = "is the oven big enough?"
call = "the cook"

[[dimension]]
name = "shop"
title = "Shopping"
check = "where do you buy it?"
call = "the shopper"

[[band]]
upto = 49
title = "fine"
verdict = "cook it"
text = "Cook it."

[[band]]
upto = 100
title = "heavy"
verdict = "order a pizza"
text = "Order a pizza."

[[page]]
title = "What is it?"

[[page.question]]
name = "recipe"
kind = "text"
ask = "Recipe"

[[page.question]]
name = "fresh"
ask = "Is everything fresh?"
options = [{ value = "yes", text = "Yes" }, { value = "no", text = "No" }]

[[page]]
title = "How hard is it?"

[[page.question]]
name = "oven"
dimension = "kitchen"
ask = "Is the oven big enough?"
send = "How big must the oven be?"

[[page.question]]
name = "knife"
dimension = "kitchen"
ask = "Do we have the knives?"

[[page]]
title = "What is old?"
when = "fresh == 'no'"

[[page.question]]
name = "fridge"
dimension = "shop"
ask = "Can we buy it again?"
weight = 2
send = "Where do you buy it?"

[[advice]]
when = "score >= 50"
text = "Ask the cook."
"""

CHARTER = """\
shape = "charter"
title = "Supper"
summary = "Agree on supper."
method = "Two keys."
sides = ["marketing", "it"]

[[page]]
title = "Supper"

[[page.question]]
name = "dishes"
kind = "items"
ask = "Dishes"
item = "Dish"
most = 4
suggest = ["Soup", "Pie"]

[[page]]
title = "About the dish"
each = "dishes"

[[page.question]]
name = "cooks"
kind = "people"
ask = "Who cooks?"
optional = true

[[page.question]]
name = "hot"
ask = "Is it hot?"
optional = true
options = [{ value = "no", text = "No" }, { value = "yes", text = "Yes" }]

[[page]]
title = "The rest"

[[page.question]]
name = "washes"
kind = "person"
ask = "Who washes up?"
optional = true

[[page.question]]
name = "rule"
kind = "long"
ask = "The rule"

[[check]]
each = "dishes"
when = "not cooks"
text = "Nobody cooks {{ item }}."
many = "Nobody cooks {{ items | join(' and ') }}."

[[check]]
each = "named"
when = "rows | sum(attribute='cooks', start=[]) | select('equalto', item) | list | length >= 0.5 * (rows | length)"
text = "{{ item }} cooks too much."

[[check]]
when = "washes and side[washes] == 'sales' and 'sales' in sides(washes)"
text = "{{ washes }} is not one of us."

[[check]]
when = "named | reject('in', agreed) | list"
text = "Not agreed: {{ named | reject('in', agreed) | join(', ') }}."

[[advice]]
text = "Eat."
"""


def write(folder: Path, text: str, name: str = "lunch.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with each first part replaced, which must be there once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def picker(folder: Path, *changes: tuple[str, str]) -> Picker:
    playbook = loader.read_playbook(write(folder, changed(PICKER, *changes)))
    assert isinstance(playbook, Picker)
    return playbook


def checklist(folder: Path, *changes: tuple[str, str]) -> Checklist:
    playbook = loader.read_playbook(write(folder, changed(CHECKLIST, *changes)))
    assert isinstance(playbook, Checklist)
    return playbook


def charter(folder: Path, *changes: tuple[str, str]) -> Charter:
    playbook = loader.read_playbook(write(folder, changed(CHARTER, *changes)))
    assert isinstance(playbook, Charter)
    return playbook
