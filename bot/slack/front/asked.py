"""How people ask for a word of /align who do not know it: phrases, and from three words on questions that it answers.

Those of a playbook stand in its file.
"""

ASKED = {
    "next": (
        "what now, where to begin, where to start, what should we do first, which play, what to tackle now, the "
        "next step, our next step, what do you suggest, what do you advise, we are new to this, what should we do "
        "next, what do you recommend, where do we start, what is our next step, which exercise suits us, and then, "
        "we finished what comes now, what is worth doing this month, which play is right for us, I don't know where "
        "to begin, what would help us most, suggest something, next step please, what should the team tackle this "
        "week, what is the best use of our time now, what would you do in our place, which topic should we take up "
        "now, give us something to do, we have an hour together how do we use it best, what is the most important "
        "thing for us right now, we are done with this what follows, is there anything we should take care of this "
        "week, we are new how do we begin with you, what is up next, what should happen after this, recommend an "
        "exercise, where do we go from here, any suggestion what to do, I have no idea how to start"
    ),
    "commit": (
        "commitment, action item, to do, remember what I will do, remind me to call or send or write, do not let me "
        "forget, put it on my list, I promise to, note that I will, I will do it by Friday, write down that I will, "
        "hold me to it, make a note, jot down, pencil in, I will call, I am going to, I will send the document on "
        "Monday, I'll call them tomorrow, remind me to call the supplier, I promise to talk to IT, note a to-do for "
        "me, let me write down a promise, we will have the draft ready by Friday, add an action item, I take care "
        "of the export until Wednesday, my task for this week, I am going to ask legal about it, I commit to the "
        "test, count on me for the texts, assign a task to myself, don't let me forget the invoice, make a note "
        "that I finish the slides by tomorrow, on Thursday I will meet the CRM admin, I'm going to send the numbers "
        "tomorrow, I will take care of it by next week, please remember that I have to call legal, by Friday I "
        "check the tags, I'll do it, I'll ask the agency for the files, write down my task, new to-do, add a task "
        "for me, we'll test the form on Tuesday, I pledge to answer within two days, I want to promise something, "
        "log that I'll prepare the briefing, reminder for me to send the invoice, put me down for the minutes by "
        "Monday, I owe Ivan the list until Wednesday, my promise is ready on Friday, when the meeting is over I "
        "will write the summary"
    ),
    "progress": (
        "promises, status, open, stuck, overdue, kept, what did I promise, what did I say I would do, kept our "
        "promises, did somebody do what they promised, late promises, on my plate, what do I still owe, what have I "
        "promised, my open tasks, which promises are late, who is behind, our open commitments, did everybody do "
        "what they said, list of to-dos, what do I still have to do, what is overdue, mark my task as done, are we "
        "keeping our promises, outstanding action items, what did I want to do, do I have anything open, what are "
        "the others working on, who still owes something, show my promises, promises of the team, has Ivan done his "
        "task, what did we want to get done by today, my to do list, todo, I finished my task, how are our promises "
        "coming along, status of my commitments, tasks still open"
    ),
    "results": (
        "history, archive, minutes, last decisions, what did we decide, decisions so far, show the last results, "
        "find an earlier decision, where is the document from last month, outcome of the workshop, look up what we "
        "agreed, what came out of it, was there ever a decision about the CMS, earlier results of ours, where do I "
        "find what we worked out last month, the results of the last playbook, show me the pilot we picked, what "
        "was the outcome, what did the meeting produce, protocol of our decisions, past decisions, list everything "
        "we have decided, link to the document we made, did we agree on something about tracking"
    ),
    "checkin": (
        "weekly question, pulse, mood, ask everybody, ask the team now, start a check-in, how is everybody doing "
        "ask them, ask us today instead of next week, do the weekly question now, I want the team's mood now, send "
        "the pulse, run a check-in right away, ask everybody how it is going, can you do the weekly check now, get "
        "the team's mood today, start the weekly survey right now, do not wait until Thursday ask now, ask my team "
        "now how things are going, extra check-in, how does the team feel ask them, open the round of this week, "
        "send the weekly questions today"
    ),
    "summary": (
        "team report, overview of the team, figures for my boss, status report, status for the management, short "
        "send me the summary every month, monthly digest, weekly digest, "
        "overview, report for the steering group, how is the team doing, where do we stand, summary for my boss, "
        "short report for the steering committee, recap, how far are we, bring me up to speed, state of play, "
        "overview for my manager, what has the team done so far, where are we, give me the short version of how we "
        "are doing, report on the team, what is the state of things, team status, I was away for a month what did I "
        "miss, the most important things about our team, progress report for management, how do we stand"
    ),
    "report": (
        "quarterly report, quarterly page, quarterly business review, report for the CMO, report for the CIO, "
        "something to print for the board, a page for the board, how was the last quarter, figures of the quarter, "
        "make a page to print, print the quarter for our chiefs, review of the quarter"
    ),
    "source": (
        "evidence, study, research, scientific, how do you know, who says so, is that figure real, where does that "
        "number come from, where does this number come from, what is the evidence, which study is this, is that "
        "scientifically proven, references for your advice, what research do you use, why should I believe you, "
        "which articles is this from, are these figures reliable, which figures do you rely on, is there proof for "
        "that, what are your sources, what is this advice based on, show me the literature, who found that out, is "
        "this backed by data, where did you get this from, how old is that study, do you make this up"
    ),
    "team": (
        "members, add or remove people, settings, day, hour, time zone, who leads, add a colleague, invite "
        "somebody, change the day, who is in the team, change the time of the check-in, other weekday for the "
        "question, make somebody else the lead, remove somebody from the team, list the members, ask us every two "
        "weeks, our time zone is wrong, invite the people from IT, who belongs to us, who else is in here, who is "
        "on the team, who takes part, Maria is new add her, please add our new developer, move the check-in to "
        "another day, ask us on Tuesdays instead, ask us less often, every month instead of every week, change the "
        "hour, hand the lead over to a colleague, Tom has left the company, change our settings, when do you ask "
        "us, who is on which side, who represents IT here, participants"
    ),
    "join": (
        "membership, add me, let me in, I want to join, add me to the team, how do I become a member, I belong to "
        "marketing here, sign me up, I want to be in this team too, count me in as an observer, may I join, take me "
        "into the team, put me on the team, I work in IT and want to take part, I'd like to be a member, become "
        "part of the team, how can I participate, I am new in the team"
    ),
    "leave": (
        "quit, remove me, remove me from the team, I want to leave, I am no longer on this team, how do I get out "
        "of the team, I have changed jobs take me off the list, unsubscribe me from the team, take me off the team, "
        "I don't want to be part of this team any more, I am leaving the project, delete me from the member list, "
        "get me out of here, I no longer work with this team, exit the team"
    ),
    "pause": (
        "stop the check-ins, break, no time for this until, not before next month, no questions for a while, leave "
        "us in peace, the whole team is on holiday, do not bother us, no check-ins for a while, we take a break, "
        "stop asking until September, the team is on holiday, no questions in August, we are too busy right now "
        "come back in two weeks, pause over the holidays, put the check-ins on hold, we are in the middle of a "
        "launch no questions please, company holidays the team is not here, don't ask us anything until the new "
        "year, suspend the weekly question, everybody is at the trade fair skip this week, take a break until after "
        "Easter, stop the check-ins for two weeks, quiet until October, interrupt the rhythm for a month, no check- "
        "in over the summer"
    ),
    "resume": (
        "check-ins again, start the check-ins again, end the break, we are ready again go on, continue asking the "
        "team, the pause is over, ask us again from now on, the break is over, begin again with the weekly "
        "question, wake up again, you may ask us again, back to the normal rhythm, restart the check-ins, let's "
        "continue, unpause, we can go on"
    ),
    "away": (
        "vacation, holiday, sick, ill, unwell, out of office, on leave, absent, days off, not available, parental "
        "leave, business trip, travelling, I am on holiday, I am ill, I am off until Tuesday, my vacation starts "
        "tomorrow, I won't be here next week, I am on a business trip, parental leave from May, I am not available "
        "on Thursday, day off, I have a day off on Friday, I'm on vacation next week, I'm on holiday until Monday, "
        "I will be out, I'm at a conference until Thursday, I can't answer until Wednesday, I'm sick, I have the "
        "flu, I am out of office from Monday, I'm travelling next week, not here tomorrow, I go on maternity leave, "
        "working from nowhere off until June, nobody reaches me until the 5th"
    ),
    "back": (
        "returned, I am back again, I am here again, I returned from holiday, my vacation is over, I am back at "
        "work, back from sick leave, I'm available again earlier than planned, I'm back from holiday, I'm back, "
        "back in the office, I'm well again, I returned earlier, my parental leave has ended, here again, I work "
        "again since today, end my absence"
    ),
    "mute": (
        "stop sending messages, do not write to me, unsubscribe, quiet, silence, annoying, spam, reminders, "
        "notifications, no more messages, stop writing to me, leave me in peace, leave me alone, on my nerves, "
        "pinging me, pings, too many messages, too many notifications, don't disturb me, leave me alone until "
        "Monday, I don't want reminders, turn off direct messages, you are annoying, silence please, please don't "
        "send me direct messages, you write too often, you send too many reminders, I get too many messages from "
        "you, be silent for a week, don't write me any more, can you stop messaging me, stop the reminders, no "
        "pings please, I need quiet until Thursday, less messages please"
    ),
    "unmute": (
        "messages again, write to me again, turn messages back on, I want your reminders again, you can message me, "
        "switch notifications on again, end the silence, you may write to me again, messages are fine again, I "
        "would like to hear from you again, resume the direct messages to me, reminders on, contact me again, I "
        "want to get messages"
    ),
    "export": (
        "take our data along, all our promises in a spreadsheet, data for a dashboard, open it in excel, csv for us, "
        "json for our data warehouse, what do you know of me, show me my data, copy of my personal data, access to my "
        "data, GDPR access request"
    ),
    "looks": (
        "look log, who has read this, who looked at us, who saw our summary, who exported our figures, am i watched, "
        "who has looked at our numbers, did the boss read our report, which manager opened our summary, who pulled the "
        "report of the team, show me who looked, is somebody watching us, when was our summary last read"
    ),
    "workspace": (
        "admins, administrator, settings of the workspace, who owns a team, hand a team over, nobody leads the team, "
        "who administers Align here, name another admin, how long is data kept, change how long things are kept, "
        "send me the audit log, list all teams of the company, the lead of that team has left the company"
    ),
    "forget": (
        "delete my data, erase me, GDPR, right to be forgotten, remove my personal data, privacy, delete everything "
        "about me, I want to be forgotten, forget who I am, take my name out of everything, wipe my data, "
        "what do you store about me and delete it, I leave the company remove my data"
    ),
}
