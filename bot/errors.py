"""Errors with words for a person, raised wherever something cannot go on without them."""


class UserError(Exception):
    """A fault that the person can mend. The text says what to do; nobody else sees it.

    `field` is the name of the input where it happened, where there is one: in a modal the text appears there.
    """

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class MissingError(KeyError):
    """A row that is not there, by its id: whatever named it is older than its end, or was made up."""


class UnavailableError(Exception):
    """Something that the bot needs does not answer just now. The text is for the log: which, and why; no secrets."""


class OutdatedError(UserError):
    """A press or a submission that this version does not know any more, or that carries what it cannot read."""

    def __init__(self) -> None:
        super().__init__("This is from an earlier version of me. Type /align to start afresh.")
