"""The quarter of #growth: four people of three sides, and promises that are small."""

from bot.simulation.acts import SALES, TAKES_IT, THATS_ME, commits, marks
from bot.simulation.steps import Closes, Fills, GoesBack, InvitesBot, Presses, Scene, Sends, Types
from bot.trial.company import HANA, LEO, MAYA, PRIYA

GROWTH = (
    Scene(1, "Wed 09:00", PRIYA, (InvitesBot(),)),
    Scene(
        1,
        "Wed 09:10",
        PRIYA,
        (
            Types("/align team"),
            Fills({"People in marketing": (MAYA, PRIYA), "IT people beside you": (HANA,), SALES: (LEO,)}),
            Presses("When I ask"),
            Fills({"Check-in day": "Monday", "Public holidays of": "GB-ENG"}),
            Sends(),
            GoesBack(),
            Sends(),
            Closes(),
        ),
    ),
    Scene(1, "Wed 10:20", MAYA, THATS_ME),
    Scene(1, "Wed 11:00", LEO, THATS_ME),
    Scene(1, "Thu 04:30", HANA, THATS_ME),
    Scene(2, "Thu 10:00", PRIYA, commits("the form is changed", "tell Leo which leads are new", 7)),
    Scene(2, "Fri 06:00", LEO, commits("a lead comes in", "call it the same day and write down what it asked", 10)),
    Scene(3, "Thu 10:00", PRIYA, marks("Done")),
    Scene(4, "Mon 06:00", LEO, marks("Done")),
    Scene(5, "Mon 09:00", MAYA, commits("the fair is over", "count the leads that nobody called", 8)),
    Scene(6, "Mon 09:00", MAYA, marks("Stuck", Fills({"What blocks it?": "The badges are not exported"}), Sends())),
    Scene(6, "Tue 06:00", HANA, (Presses("I can help"), Sends(), Closes())),
    Scene(6, "Fri 06:00", HANA, marks("Done")),
    Scene(6, "Fri 09:00", MAYA, marks("Done")),
    Scene(
        7,
        "Thu 09:00",
        PRIYA,
        commits("the next call is booked", "write down the handoff on one page", 5, Who_does_it=LEO),
    ),
    Scene(10, "Thu 10:00", PRIYA, commits("April begins", "ask ten new customers where they came from", 9)),
    Scene(
        11,
        "Thu 10:00",
        PRIYA,
        (
            Types("/align progress"),
            Presses("Hand it over or drop it", beside="customers"),
            Presses("Hand it over"),
            Fills({"Who could take it?": MAYA}),
            Sends(),
            Closes(),
        ),
    ),
    Scene(11, "Thu 11:00", MAYA, TAKES_IT),
    Scene(12, "Thu 10:00", MAYA, marks("On track")),
)
