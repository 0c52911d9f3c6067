"""The local Slack's page as a person uses it: who they are, where they type, the window before them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, expect

from bot.trial.elements import NEW_LINE

Value = str | Sequence[str]
OPTIONAL = " (optional)"
INSTEAD = "Or, instead"
PHONE = 500  # pixels; narrower screens show one column
ONE_COLUMN = """phone => { document.querySelector(".sidebar").style.display = phone ? "none" : ""; }"""
STICKING_OUT = """() => {
    const shown = document.querySelector(".modal") || document.querySelector(".main");
    const edge = Math.min(shown.getBoundingClientRect().right, window.innerWidth);
    const parts = [...shown.querySelectorAll(".blocks *, .modal-body *, .modal-btn, .bk-button")];
    const found = parts.filter(part => part.getClientRects().length && part.getBoundingClientRect().right > edge + 1);
    return found.map(part => part.textContent);
}"""
PATIENCE = 30_000  # milliseconds; a machine may be busy with other things


class Desk:
    """One browser page; `url` is where the local Slack answers. What it `looks` at is kept in the folder `screens`."""

    def __init__(self, page: Page, url: str, screens: str | None = None) -> None:
        self.page = page
        self.screens = screens
        with page.expect_websocket(lambda socket: socket.url.endswith("/ui")) as opened:
            page.goto(url)
        self.socket = opened.value
        self.composer.wait_for()

    @property
    def composer(self) -> Locator:
        return self.page.locator(".main .composer-input")

    def is_person(self, name: str) -> None:
        """Chooses who acts: *Act as*, at the top right."""
        self.page.locator(".actas select").last.select_option(label=name)

    def enters(self, channel: str) -> None:
        self.page.locator(".sidebar-item", has_text=channel).first.click()
        expect(self.page.locator(".channel-title")).to_contain_text(channel, timeout=PATIENCE)

    def opens_home(self, app: str = "Align") -> str:
        """The app's Home tab, as text."""
        self.page.locator(".sidebar-item", has_text=app).last.click()
        return self.page.locator(".home-inner .blocks").inner_text()

    def sticks_out(self, width: int) -> list[str]:
        """What does not fit where it is shown, on a screen of this width; a phone shows the channel alone."""
        with self._screen(width):
            found: list[str] = self.page.evaluate(STICKING_OUT)
        return found

    def looks(self, name: str) -> None:
        """Keep pictures of what is shown on a desk and on a phone, where pictures are wanted."""
        for width in (1400, 390) if self.screens else ():
            with self._screen(width):
                self.page.screenshot(path=f"{self.screens}/{name} {width}.png")

    @contextmanager
    def _screen(self, width: int) -> Iterator[None]:
        usual = self.page.viewport_size
        assert usual
        self.page.set_viewport_size({"width": width, "height": usual["height"]})
        self.page.evaluate(ONE_COLUMN, width < PHONE)
        yield
        self.page.evaluate(ONE_COLUMN, False)
        self.page.set_viewport_size(usual)

    def types(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")

    def opens(self, text: str) -> "Window":
        """Types a command that opens a window, and gives it."""
        self.types(text)
        return self.window()

    def window(self) -> "Window":
        window = Window(self)
        window.frame.wait_for()
        return window

    def says(self, words: str) -> Locator:
        """The newest message with these words, waited for."""
        message = self.page.locator(".messages .msg", has_text=words).last
        message.wait_for()
        return message

    def presses(self, button: str, words: str = "") -> None:
        """A button in the newest message that has it, and these words."""
        button_there = self.page.locator(".bk-button", has_text=button)
        self.page.locator(".messages .msg", has=button_there, has_text=words).last.locator(
            ".bk-button", has_text=button
        ).first.click()

    def presses_either(self, *buttons: str) -> None:
        """The one of these buttons that the newest message with any of them has."""
        either = self.page.locator(".bk-button", has_text=re.compile("|".join(buttons)))
        self.page.locator(".messages .msg", has=either).last.locator(either).first.click()

    def chooses(self, words: str) -> None:
        """From the newest menu in a message that offers it."""
        offered = self.page.locator("option", has_text=words)
        self.page.locator(".messages select", has=offered).last.select_option(label=words)

    def presses_in_thread(self, button: str, words: str) -> None:
        """A button in the newest answer to the message with these words, which is opened beside the channel."""
        self.page.locator(".messages .msg", has_text=words).last.get_by_text(re.compile(r"^\d+ repl")).click()
        self.page.locator(".bk-button", has_text=button).last.click()

    def next_view(self) -> AbstractContextManager[Any]:
        """Inside, something is done that the bot answers with a view or errors; ends when the page has heard it."""
        return self.socket.expect_event("framereceived", lambda frame: str(frame).startswith('{"t":"view'))


class Window:
    """The modal that is open: its inputs by their labels."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.frame = desk.page.locator(".modal")

    @property
    def open(self) -> bool:
        return self.frame.count() > 0

    @property
    def title(self) -> str:
        return self.frame.locator(".modal-title").inner_text()

    @property
    def words(self) -> str:
        return self.frame.locator(".modal-body").inner_text()

    @property
    def labels(self) -> list[str]:
        return self.frame.locator(".bk-label").all_inner_texts()

    @property
    def errors(self) -> list[str]:
        return self.frame.locator(".modal-error").all_inner_texts()

    def input(self, label: str) -> Locator:
        """The input whose label is, or begins with, `label`."""
        return self.frame.locator(".bk-input").nth(
            next(place for place, each in enumerate(self.labels) if each.startswith(label))
        )

    def fills(self, label: str, value: Value) -> None:
        """Types, chooses or ticks, as the input wants it; a choice is named by what it says, or how that begins."""
        field = self.input(label)
        wanted = [value] if isinstance(value, str) else list(value)
        if field.locator(".bk-options").count():
            for each in wanted:
                field.locator("label", has_text=each).first.locator("input").check()
        elif field.locator("select").count():
            field.locator("select").select_option(label=self._choice(label, wanted[0]))
        else:
            field.locator("input").fill(wanted[0])

    def ticks(self, words: str) -> None:
        """The one box or radio button that says so, in whichever input."""
        self.frame.locator(".bk-options label", has_text=words).locator("input").check()

    def choices(self, label: str) -> list[str]:
        """Return what can be chosen, without what stands there for no choice."""
        field = self.input(label)
        if field.locator("select").count():
            return field.locator("option").all_inner_texts()[1:]
        return [text.strip() for text in field.locator(".bk-options label").all_inner_texts()]

    def _choice(self, label: str, wanted: str) -> str:
        choices = self.choices(label)
        found = next((each for each in choices if each.startswith(wanted)), None)
        assert found, f"{label!r} offers {choices}, not {wanted!r}"
        return found

    def answered(self, label: str) -> bool:
        """Return whether something stands there already: typed words, a date, or a choice that is kept untouched."""
        field = self.input(label)
        typed = field.locator(".bk-plain-input")
        return bool(typed.count() and typed.input_value()) or "Now: " in field.inner_text()

    @property
    def sends(self) -> bool:
        """Return whether it has a button that sends it."""
        return self.frame.locator(".modal-btn.primary").count() > 0

    def submits(self) -> None:
        with self.desk.next_view():
            self.frame.locator(".modal-btn.primary").click()

    def goes_back(self) -> None:
        """Return what stands for a Back button in this page: a box to tick, then the window's own button."""
        self.fills(INSTEAD, "Go back one page")
        self.submits()

    def closes(self) -> None:
        self.frame.locator(".modal-x").click()
        self.frame.wait_for(state="detached")


Answers = Callable[[Window, str], Value | None]


def by_label(answers: Mapping[str, Value]) -> Answers:
    """Answers from a table: the longest key that the label begins with."""

    def answer(window: Window, label: str) -> Value | None:
        found = [key for key in answers if label.startswith(key)]
        return answers[max(found, key=len)] if found else None

    return answer


def whatever(window: Window, label: str) -> Value | None:
    """Nothing in particular."""
    return None


def nothing(desk: Desk) -> None:
    """Look at nothing in particular."""


def walk(desk: Desk, answer: Answers = whatever, most: int = 40, look: Callable[[Desk], None] = nothing) -> list[str]:
    """Fills page after page until nothing is left to send, and closes the window; what each page said, in order.

    `look` is called with every page before it is filled in.

    What `answer` leaves open gets something that will do, unless it is optional or answered already. AssertionError
    with what the window says when it refuses an answer, or does not end after `most` pages.
    """
    window = desk.window()
    pages: list[str] = []
    while window.open:
        pages.append(window.words)
        look(desk)
        assert len(pages) <= most, f"still not done after {most} pages; the last one says: {window.words}"
        if not window.sends:
            window.closes()
            break
        for label in window.labels:
            value = answer(window, label) or _something(window, label)
            if value:
                window.fills(label, value)
        window.submits()
        assert not window.open or not window.errors, f"{pages[-1]} refuses: {window.errors}"
    return pages


def _something(window: Window, label: str) -> Value | None:
    if label.startswith("Ready-made"):
        return window.choices(label)[:2]
    if label.endswith(OPTIONAL) or label.startswith(INSTEAD) or window.answered(label):
        return None
    choices = window.choices(label)
    if not choices and "One a line" in window.input(label).inner_text():
        return NEW_LINE.join(f"{label[:40]} {number}" for number in (1, 2, 3))
    return choices[0] if choices else f"A few words: {label}"[:75]
