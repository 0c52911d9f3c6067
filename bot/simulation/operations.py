"""The quarter of #marketing-ops: a pilot that is stopped, one that lives, a gap, a promise that is helped."""

from bot.simulation.acts import (
    AGREES,
    DATA,
    ESTIMATE,
    NO_EFFORT,
    ROUTING,
    TAKES_IT,
    THATS_ME,
    WINBACK,
    commits,
    marks,
    picks,
    reads_pitch,
)
from bot.simulation.steps import (
    Answers,
    Closes,
    Fills,
    Finishes,
    GoesBack,
    InvitesBot,
    LooksAtHome,
    Presses,
    Says,
    Scene,
    Sends,
    Ticks,
    Types,
)
from bot.trial.company import BEN, HANA, MAYA, OMAR, PRIYA, TOMASZ

BEGINNING = (
    Scene(1, "Mon 09:20", MAYA, (InvitesBot(), Types("/align"))),
    Scene(
        1,
        "Mon 09:34",
        MAYA,
        (
            Types("/align team"),
            Fills({"People in marketing": (MAYA, BEN, PRIYA), "IT people beside you": (TOMASZ, HANA, OMAR)}),
            Presses("When I ask"),
            Fills({"Public holidays of": "US"}),
            Sends(),
            GoesBack(),
            Sends(),
            Closes(),
        ),
    ),
    *(Scene(1, f"Mon 09:4{minute}", who, THATS_ME) for minute, who in enumerate((BEN, PRIYA, TOMASZ, OMAR))),
    Scene(1, "Tue 08:05", HANA, THATS_ME),
)
PILOT = (
    Scene(1, "Wed 10:10", MAYA, picks(ROUTING, BEN, TOMASZ, "14 hours to the first call")),
    Scene(1, "Wed 11:02", BEN, TAKES_IT),
    Scene(
        1,
        "Fri 08:40",
        TOMASZ,
        (
            Presses("That’s not right", privately=True),
            Ticks({"Not so": ("No personal data",)}),
            Fills({"In your words": "The CRM change needs a look by privacy first."}),
            Sends(),
            Closes(),
            *TAKES_IT,
        ),
    ),
    Scene(2, "Thu 09:15", BEN, commits("the test queue is open", "route ten leads by hand and time each", 6)),
    Scene(3, "Wed 09:30", BEN, marks("Done")),
    Scene(
        6,
        "Mon 10:20",
        BEN,
        (
            Presses("Answer", beside="Lead routing"),
            Fills(
                {
                    "What do you decide?": "Stop",
                    "What is the number now?": "13 hours",
                    "What have you learned, about the thing or about each other?": "Nobody owned the queue after six",
                }
            ),
            Sends(),
            Closes(),
            *marks("Done", beside="ten leads"),
        ),
    ),
    Scene(7, "Tue 11:00", MAYA, picks(WINBACK, PRIYA, HANA, "2 of 100 come back")),
    Scene(7, "Tue 11:20", PRIYA, TAKES_IT),
    Scene(7, "Wed 07:55", HANA, TAKES_IT),
    Scene(
        11,
        "Fri 09:30",
        PRIYA,
        (
            Presses("Answer", beside="Win-back mails"),
            Fills(
                {
                    "What do you decide?": "Go on as it is",
                    "What is the number now?": "5 of 100 come back",
                    "What have you learned, about the thing or about each other?": "Hana sees a broken feed first",
                }
            ),
            Sends(),
            Closes(),
        ),
    ),
)
GOAL, TOGETHER, MONEY, PROMISES = "one goal for customers", "started together", "money for marketing", "last vendor"
MARKETING_SAYS = {DATA: 4, GOAL: 4, TOGETHER: 2, MONEY: 4, PROMISES: 3}
IT_SAYS = {DATA: 2, GOAL: 4, TOGETHER: 2, MONEY: 3, PROMISES: 2, "when was IT first asked": 2}
WAVE = (
    Scene(2, "Mon 10:00", MAYA, (Types("/align benchmark"), Sends(), Closes())),
    *(
        Scene(2, f"Mon 10:{minute}", who, (Presses("Start"), Answers(3, levels), Closes()))
        for minute, who, levels in (
            (12, MAYA, MARKETING_SAYS),
            (21, BEN, MARKETING_SAYS),
            (33, PRIYA, MARKETING_SAYS),
            (40, TOMASZ, IT_SAYS),
            (52, OMAR, IT_SAYS),
        )
    ),
    Scene(3, "Mon 08:10", HANA, (Presses("Start"), Answers(3, IT_SAYS), Closes())),
    Scene(5, "Mon 10:05", TOMASZ, (Presses("I’ll set it up"), Sends(), Closes())),
    Scene(5, "Mon 10:30", MAYA, (Presses("I’m in"),)),
    Scene(6, "Mon 10:05", MAYA, marks("Done", beside="half an hour for both")),
    Scene(9, "Mon 10:00", MAYA, (Types("/align benchmark weekly"), Sends(), Closes())),
)
COMMITMENTS = (
    Scene(
        3,
        "Wed 10:00",
        MAYA,
        commits("the price list is out", "send the three fields to IT", 6, Who_does_it=OMAR),
    ),
    Scene(3, "Wed 10:45", OMAR, (Presses("Not me"),)),
    Scene(3, "Thu 09:10", PRIYA, TAKES_IT),
    Scene(4, "Tue 10:30", PRIYA, marks("Done")),
    Scene(4, "Wed 09:00", TOMASZ, commits("the sandbox is up", "open the consent field for the CRM", 12)),
    Scene(
        5,
        "Tue 10:20",
        TOMASZ,
        marks("Stuck", Fills({"What blocks it?": "The vendor answers no ticket"}), Sends()),
    ),
    Scene(5, "Tue 11:05", OMAR, (Presses("I can help"), Sends(), Closes())),
    Scene(5, "Fri 10:00", OMAR, marks("Done")),
    Scene(6, "Tue 10:15", TOMASZ, marks("Done")),
    Scene(
        8,
        "Mon 10:00",
        MAYA,
        commits("the budget is drawn up", "name one owner for the event feed", 5, Who_does_it=HANA),
    ),
    Scene(
        9,
        "Thu 10:00",
        MAYA,
        commits("the campaign week is over", "show the numbers to IT first", 6, Who_does_it=BEN),
    ),
    Scene(9, "Thu 11:00", PRIYA, (*TAKES_IT, Sends(), Closes())),
    Scene(10, "Tue 10:10", PRIYA, commits("the first hundred mails are out", "show Hana what came back", 6)),
    Scene(10, "Wed 09:00", TOMASZ, commits("the address check fails", "say so in the channel the same morning", 8)),
    Scene(11, "Tue 10:15", PRIYA, marks("Done", beside="what came back")),
    Scene(11, "Thu 09:00", TOMASZ, marks("Done", beside="the same morning")),
    Scene(11, "Thu 10:00", MAYA, commits("the list is cut", "send privacy the three lines", 7)),
    Scene(12, "Thu 09:30", MAYA, marks("Done", beside="three lines")),
    Scene(12, "Mon 10:30", BEN, commits("the reply form is tested", "put it on one landing page", 4)),
    Scene(12, "Thu 10:30", HANA, commits("the feed is split", "switch the old address field off", 7)),
    Scene(13, "Mon 10:10", BEN, marks("Stuck", Fills({"What blocks it?": "Nobody may edit the old page"}), Sends())),
)
VENDORS = (
    Scene(4, "Thu 10:00", PRIYA, reads_pitch("Beacon Mail", NO_EFFORT)),
    Scene(4, "Thu 10:20", PRIYA, (Presses("Questions to send"), Closes())),
    Scene(4, "Fri 10:00", PRIYA, reads_pitch("Acme Journeys", "Live in an hour. We never share data. Cancel anytime.")),
    Scene(4, "Fri 10:30", PRIYA, (Types("/align vendor compare"), Presses("Post it"), Closes())),
    Scene(
        8,
        "Wed 10:00",
        MAYA,
        (
            Types("/align vendor full"),
            Presses("Fill in"),
            Fills({"Product and vendor": "Beacon Mail"}),
            Sends(),
            Closes(),
        ),
    ),
    Scene(5, "Thu 10:00", PRIYA, (Presses("See everything", beside="Beacon Mail"), Presses("Export"), Closes())),
    Scene(5, "Thu 10:30", PRIYA, (Presses("Change", beside="Acme Journeys: too"), Fills({ESTIMATE: "4"}), Finishes())),
    Scene(8, "Thu 09:00", TOMASZ, (Presses("Fill in what I know"), Closes())),
)
DOCUMENTS = (
    Scene(
        6,
        "Wed 10:00",
        MAYA,
        (
            Types("/align terms live"),
            Fills({"When did it last get in the way?": "The shop was announced as live. IT had it on the servers."}),
            Sends(),
            Fills(
                {
                    "When marketing says it, what is meant?": "A customer can use it.",
                    "When IT says it, what is meant?": "It runs where customers reach it, and somebody is on call.",
                }
            ),
            Sends(),
            Fills(
                {
                    "From now on, what does it mean here?": "A stranger has used it without our help.",
                    "One real case that counts": "The web shop on 3 November",
                    "One real case that nearly counts, and does not": "The app in the store, behind our login",
                    "Where can it be looked up in your systems?": "Release board, column Live",
                }
            ),
            Finishes(),
        ),
    ),
    Scene(6, "Thu 09:00", TOMASZ, AGREES),
    Scene(6, "Thu 10:00", MAYA, AGREES),
    Scene(6, "Fri 10:00", BEN, (Presses("See everything", beside="live"), Presses("Export"), Closes())),
    Scene(7, "Wed 10:00", OMAR, (Types("/align terms"), Presses("live"), Closes())),
)
DAYS_OFF = (
    Scene(3, "Wed 09:05", OMAR, (Types("/align away until {}", (2,)),)),
    Scene(7, "Mon 09:00", BEN, (Types("/align away {} - {}", (0, 11)),)),
    Scene(11, "Mon 05:00", HANA, (Types("/align away until {}", (4,)),)),
)
LOOKS = (
    Scene(5, "Wed 10:30", MAYA, (Types("/align next"),)),
    Scene(8, "Fri 10:00", MAYA, (Types("/align summary"),)),
    Scene(10, "Mon 10:00", MAYA, (LooksAtHome(),)),
    Scene(10, "Wed 10:00", OMAR, (Says("how do we get IT on board?"),)),
    Scene(13, "Fri 10:00", MAYA, (Types("/align summary"), Types("/align results"))),
)

OPERATIONS = (*BEGINNING, *PILOT, *WAVE, *COMMITMENTS, *VENDORS, *DOCUMENTS, *DAYS_OFF, *LOOKS)
