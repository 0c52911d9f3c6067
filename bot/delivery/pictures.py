"""Charts in a message as pictures that Slack keeps, each uploaded once."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from bot.delivery.answers import Accepted, Answer, Limited, NotSent
from bot.delivery.api import SlackApi
from bot.delivery.drawings import draw_chart
from bot.delivery.uploads import Upload, upload_file
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.charts import CHART, name_chart, spell_charts

KNOWN = 500  # files: a message that is changed, or sent again, shows the one it had

Place = tuple[str, str]  # workspace and channel: what stands in one is no other's


class Pictures:
    """The maker of pictures, for the threads that carry requests."""

    def __init__(self, api: SlackApi) -> None:
        self._api, self._lock = api, Lock()
        self._files: OrderedDict[tuple[Place, str], str] = OrderedDict()

    def replace_charts(self, token: str, place: Place, message: Mapping[str, Any]) -> Mapping[str, Any] | Answer:
        """Return the message with pictures in place of its charts, with words where Slack takes no files; an answer
        where that is to be tried again.
        """
        blocks: list[Block] = []
        for block in message["blocks"]:
            file = self._find_file(token, place, block) if block["type"] == CHART else ""
            if isinstance(file, NotSent | Limited):
                return file
            if not isinstance(file, str):
                return spell_charts(message)
            blocks.append(_show(file, block) if file else block)
        return {**message, "blocks": blocks}

    def _find_file(self, token: str, place: Place, chart: Block) -> str | Answer:
        """Return the id of its file at Slack, made and uploaded where there is none."""
        key = place, json.dumps(chart, sort_keys=True)
        with self._lock:
            if key in self._files:
                return self._files[key]
        drawn = Upload("chart.png", chart["title"], draw_chart(chart), name_chart(chart), "png")
        answer = upload_file(self._api, token, drawn)
        if not isinstance(answer, Accepted):
            return answer
        with self._lock:
            self._files[key] = answer.body["file_id"]
            while len(self._files) > KNOWN:
                self._files.popitem(last=False)
        return str(answer.body["file_id"])


def _show(file: str, chart: Block) -> Block:
    return {"type": "image", "slack_file": {"id": file}, "alt_text": name_chart(chart)}
