"""The views of check-ins and waves: once they have closed, what their teams have read of them.

What is sealed stays so: these read the tally and the headline, which have been kept because they may be shown, and
nothing of what anybody has tapped or answered.
"""

from bot.model.teams import Side
from bot.model.waves import WaveState
from bot.records.views.dialect import Dialect, round_off, show_moment


def select_checkins(sql: Dialect) -> str:
    return f"""
    SELECT t.name AS team,
        k.number,
        {show_moment("k.opened_at")} AS opened,
        {show_moment("k.closed_at")} AS closed,
        k.question, k.answered, k.expected,
        CASE WHEN y.mean IS NOT NULL THEN y.answered END AS taps,
        {round_off("y.mean")} AS mean,
        {sql.number_of("y.sides", Side.MARKETING)} AS mean_marketing,
        {sql.number_of("y.sides", Side.IT)} AS mean_it,
        k.id AS checkin_id, t.id AS team_id
    FROM checkins k JOIN teams t ON t.id = k.team_id LEFT JOIN pulse_tallies y ON y.checkin_id = k.id
    WHERE k.closed_at IS NOT NULL"""


def select_waves(sql: Dialect) -> str:
    return f"""
    SELECT t.name AS team,
        w.playbook, w.mode,
        w.launched_on, w.closed_on,
        {sql.list_texts("w.sides")} AS sides,
        w.threshold, w.headline,
        w.id AS wave_id, t.id AS team_id
    FROM waves w JOIN teams t ON t.id = w.team_id
    WHERE w.state = '{WaveState.CLOSED}'"""
