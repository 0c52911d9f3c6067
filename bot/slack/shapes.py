"""The shapes of what Slack sends, as far as Align reads it: checked once, at the door.

Only what is read is looked at, and what Slack may add later is let through. Listeners go on reading Slack's JSON; what
they find there is of the type named here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self
from urllib.parse import unquote

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import PydanticCustomError

# Of people, teams, channels, views, messages, triggers: nothing that a database or a form would stumble over.
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]+$", max_length=255)]


class MalformedError(Exception):
    """What came has not the shape of anything that Slack sends."""


def _check_text(value: object) -> object:
    # Not `str`, which refuses half an emoji: clients do cut through one, and no word of it may be lost.
    if not isinstance(value, str):
        raise PydanticCustomError("text", "no text")
    return value


def _check_day(value: str) -> str:
    if len(value) != 10 or not 2000 <= date.fromisoformat(value).year < 2200:
        raise ValueError("no day that anybody could choose")
    return value


def _check_no_input(value: "_Block") -> "_Block":
    if value.type == "input":
        raise ValueError("an input without its element")
    return value


def _check_carried(value: str) -> str:
    # What we have written there is quoted; NUL is what no database takes.
    if "\x00" in unquote(value):
        raise ValueError("nothing that was ever written")
    return value


Carried = Annotated[str, AfterValidator(_check_carried)]
Text = Annotated[Any, BeforeValidator(_check_text)]
Day = Annotated[str, AfterValidator(_check_day)]


class _Named(BaseModel):
    id: Id


class _Person(_Named):
    team_id: Id | None = None


class _Channel(_Named):
    name: str | None = None


class _Option(BaseModel):
    value: Carried


class _Field(BaseModel):
    """What was put into one input (docs.slack.dev, view.state)."""

    value: Text | None = None
    selected_option: _Option | None = None
    selected_options: list[_Option] | None = None
    selected_date: Day | None = None
    selected_user: Id | None = None
    selected_users: list[Id] | None = None


class _State(BaseModel):
    values: dict[str, dict[str, _Field]] = {}


class _Element(BaseModel):
    """An input as it was drawn."""

    initial_option: _Option | None = None
    initial_value: Text | None = None
    initial_user: Id | None = None
    initial_date: Day | None = None


class _Block(BaseModel):
    type: str
    block_id: str


class _Input(_Block):
    type: Literal["input"]
    element: _Element


class _View(BaseModel):
    type: str
    id: Id
    root_view_id: Id
    callback_id: str
    private_metadata: Carried = ""
    blocks: list[_Input | Annotated[_Block, AfterValidator(_check_no_input)]]
    state: _State | None = None


class _Attachment(BaseModel):
    pretext: Text | None = None
    title: Text | None = None
    text: Text | None = None


class _Message(BaseModel):
    ts: Id
    text: Text | None = None
    attachments: list[_Attachment] | None = None


class _Action(BaseModel):
    type: str
    action_id: str
    block_id: str
    value: str | None = None
    selected_option: _Option | None = None
    selected_options: list[_Option] | None = None

    @model_validator(mode="after")
    def _check_button(self) -> Self:
        # Of a field it is what somebody has typed, which may be anything.
        if self.type == "button" and self.value:
            _check_carried(self.value)
        return self


class _Interaction(BaseModel):
    user: _Person
    team: _Named | None = None
    channel: _Channel | None = None
    container: dict[str, Any] | None = None
    trigger_id: Id | None = None
    response_url: str | None = Field(None, pattern=r"^[^\x00]*$")
    view: _View | None = None
    message: _Message | None = None


class _Press(_Interaction):
    trigger_id: Id
    actions: list[_Action] = Field(min_length=1)


class _Window(_Interaction):
    view: _View


class _Shortcut(_Interaction):
    trigger_id: Id
    callback_id: str


class _MessageShortcut(_Shortcut):
    channel: _Channel
    message: _Message


class _Command(BaseModel):
    command: str
    team_id: Id
    user_id: Id
    channel_id: Id
    trigger_id: Id
    channel_name: str = ""
    text: str = ""
    response_url: str = Field("", pattern=r"^[^\x00]*$")


class _Inner(BaseModel):
    type: str


class _Envelope(BaseModel):
    event_id: Id
    event: _Inner
    team_id: Id | None = None
    enterprise_id: Id | None = None


class _Profile(BaseModel):
    status_text: Text | None = None
    status_emoji: Text | None = None
    status_expiration: int | None = Field(None, ge=0, lt=2**33)


class _ChangedPerson(_Named):
    profile: _Profile | None = None
    tz: str | None = None


class _Tokens(BaseModel):
    bot: list[Any] | None = None


class _Event(BaseModel):
    """The events that somebody listens to. Which of it must be there depends on the event: its reader says so."""

    user: Id | _ChangedPerson | None = None
    channel: Id | None = None
    ts: Id | None = None
    thread_ts: Id | None = None
    text: Text | None = None
    tokens: _Tokens | None = None
    files: list[_Named] | None = None


COMMAND, EVENT, EVENT_CALLBACK = (TypeAdapter[Any](each) for each in (_Command, _Event, _Envelope))
INTERACTIONS: Mapping[str, TypeAdapter[Any]] = {
    "block_actions": TypeAdapter(_Press),
    "view_submission": TypeAdapter(_Window),
    "view_closed": TypeAdapter(_Window),
    "shortcut": TypeAdapter(_Shortcut),
    "message_action": TypeAdapter(_MessageShortcut),
}


def check_shape(shape: TypeAdapter[Any], sent: object) -> None:
    """Raise MalformedError where something that is read has another type, or is missing."""
    try:
        shape.validate_python(sent)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise MalformedError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
