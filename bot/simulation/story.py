"""The scripts, which teams play in turn."""

from bot.simulation.growth import GROWTH
from bot.simulation.operations import OPERATIONS
from bot.simulation.script import Script
from bot.trial import company
from bot.trial.company import BEN, HANA, LEO, MAYA, OMAR, PRIYA, TOMASZ

SCRIPTS = (
    Script(
        company.MARKETING_OPS,
        OPERATIONS,
        {
            MAYA: (0, 3, 3, 3, 2, 3, 3, 4, 4),
            BEN: (0, 3, 3, 2, 2, 3, 0, 0, 4),
            PRIYA: (0, 3, 4, 3, 3, 3, 4, 4, 4),
            TOMASZ: (0, 2, 2, 2, 2, 3, 3, 3, 4),
            HANA: (0, 3, 3, 2, 2, 2, 3, 3, 4, 4, 0, 4),
            OMAR: (0, 3, 0, 2, 2, 3, 3, 4, 4),
        },
    ),
    Script(
        company.GROWTH,
        GROWTH,
        {MAYA: (0, 3, 3, 3, 4), PRIYA: (0, 3, 4, 4, 4), HANA: (0, 3, 3, 2, 3, 4), LEO: (0, 4, 4, 4, 5)},
        "Tue",
    ),
)
