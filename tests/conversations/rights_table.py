"""Who may do what, as tables: the right that each act and word needs, and who has it where."""

# How somebody acts, what it means, the right that it needs.
ACTS = """
press       interview:keep          began
press       interview:back          began
press       interview:start_over    began
press       interview:again         take part
press       next:ask                read
press       interview:how           nothing
press       run:questions           see
press       interview:sources       nothing
press       run:everything          see
press       sheet:read              take part
press       run:change              discard
press       run:export              see
press       run:take_down           discard
press       run:delete              discard
press       person:forget           nothing
press       comparison:post         take part
press       comparison:send         take part
press       comparison:commit       take part
press       seat:take               take part
press       seat:leave              take part
press       seat:tell               take part
press       seat:willing            take part
press       seat:let                take part
press       seat:not_right          take part
press       team_draft:begin        take part
press       team_draft:join         take part
press       team_draft:fill_in      take part
press       team_draft:keep         take part
press       team_draft:parts        take part
press       team_draft:delete       discard
press       list:score              take part
press       followup:answer         take part
press       document:approve        take part
press       document:confirm        take part
press       document:approve_asked  take part
press       document:everything     see
press       document:change         take part
press       document:restart        began
press       document:changes        see
press       document:show           see
press       document:new            take part
press       document:export         see
press       document:pin            take part
press       commitment:write        take part
press       commitment:update       change
press       commitment:reopen       change
press       commitment:redate       change
press       commitment:smaller      change
press       commitment:offer        change
press       commitment:drop         change
press       commitment:log          see
press       commitment:options      change
press       commitment:help         take part
press       commitment:refer        take part
press       commitment:more         take part
press       offer:take              take
press       offer:less              offered
press       offer:let               offered
press       offer:decline           offered
press       offer:withdraw          change
press       progress:mine           take part
press       reminder:snooze         own
press       checkin:pulse           take part
press       checkin:more            take part
press       checkin:everything      read
press       checkin:help            take part
press       away:yes                nothing
press       away:no                 nothing
press       away:cross_out          nothing
press       outbox:again            began
press       teams:skip              lead
press       teams:people            lead
press       teams:rhythm            lead
press       teams:delete            lead
press       align:run               nothing
press       interview:resume        began
press       align:every_word        nothing
press       results:more            nothing
press       member:join             join
press       member:confirm          named
press       member:change           named
press       member:remove           lead
press       member:lead             take part
press       invitation:accept       own
press       invitation:decline      own
press       person:choose           nothing
press       wave:start              answer
press       wave:keep               answer
press       wave:tap                answer
press       wave:leave              answer
press       wave:how                see
press       wave:close              lead
press       wave:everything         see
press       wave:method             see
press       wave:set_up             take part
press       summary:show            read
press       summary:explain         read
press       summary:page            nothing
press       summary:explain_all     nothing
press       summary:trend           lead
press       digest:offer            nothing
press       digest:ask              nothing
press       digest:decline          nothing
press       digest:end              nothing
press       weekly:choose           lead
press       weekly:answer           take part
press       weekly:how              see
press       weekly:picture          see
press       weekly:ask_end          lead
press       workspace:teams         admin
press       workspace:team          admin
press       workspace:audit         admin
press       looks:page              read
press       home:teams              nothing
press       home:team               read
press       lead:hand_over          lead
press       workspace:rhythm        admin
press       workspace:delete        admin
submission  next:answer             read
submission  interview:page          began
submission  team_draft:save         take part
submission  team_draft:finish       take part
submission  seat:correct            take part
submission  followup:save           take part
submission  comparison:choose       take part
submission  pitch:go_on             take part
submission  pitch:go_on_in          nothing
submission  document:choose         began
submission  document:go_on          began
submission  commitment:create       take part
submission  commitment:explain      change
submission  commitment:redate       change
submission  commitment:smaller      change
submission  commitment:offer        change
submission  commitment:drop         change
submission  offer:less              offered
submission  offer:rather            take
submission  progress:mark           take part
submission  checkin:note            take part
submission  wave:launch             take part
submission  wave:page               answer
submission  wave:end                lead
submission  weekly:begin            lead
submission  weekly:end              lead
submission  away:save               nothing
submission  teams:save              lead
submission  teams:save_people       lead
submission  teams:save_rhythm       lead
submission  teams:delete_sure       lead
submission  member:move             named
submission  lead:save               lead
submission  workspace:save          admin
submission  workspace:save_team     admin
submission  workspace:save_rhythm   admin
submission  workspace:delete_sure   admin
closing     interview:page          began
closing     team_draft:save         take part
closing     wave:page               answer
global      align:start             nothing
global      align:run               nothing
shortcut    pitch:read              nothing
shortcut    document:look_up        see
shortcut    commitment:from_message take part
word        pilot                   take part
word        terms                   see
word        next                    read
word        commit                  take part
word        progress                nothing
word        results                 nothing
word        checkin                 take part
word        summary                 read
word        report                  lead
word        source                  nothing
word        team                    lead
word        join                    join
word        leave                   see
word        pause                   lead
word        resume                  lead
word        export                  read
word        looks                   read
word        workspace               admin
word        away                    nothing
word        back                    nothing
word        mute                    nothing
word        unmute                  nothing
word        forget                  nothing
"""

# Who: lead; Tom, a member, who began and promised what is acted upon, and whom a wave asks; another member; an
# observer; a visitor; a guest who visits; somebody from outside who owns a promise; a leaver, of whom are things as of
# Tom; an outsider, who is in no team and not in the channel; somebody elsewhere, who leads another team of the
# workspace and is not in the channel either; an admin of the workspace, who is in no team; another company, in the
# channel that it shares; a forger, whose requests come from another workspace and name what belongs to this one.
# Where: the team's channel (here), or a direct message, a window, the Home tab (away).
# yes · no (a sentence) · ask (an offer to join, which they alone see) · - (they cannot be there)
ROLES = ("lead", "tom", "member", "observer", "visitor", "guest", "owner", "leaver", "outsider", "elsewhere")
ROLES += ("admin", "stranger", "forger")
RIGHTS = """
                 lead tom member observer visitor guest owner leaver outsider elsewhere admin stranger forger
nothing    here  yes  yes yes    yes      yes     yes   -     -      -        -         -     no       no
nothing    away  yes  yes yes    yes      yes     yes   yes   yes    yes      yes       yes   no       no
see        here  yes  yes yes    yes      yes     yes   -     -      -        -         -     no       no
see        away  yes  yes yes    yes      no      no    no    no     no       no        no    no       no
read       here  yes  yes yes    yes      ask     no    -     -      -        -         -     no       no
read       away  yes  yes yes    yes      no      no    no    no     no       no        no    no       no
take part  here  yes  yes yes    no       ask     no    -     -      -        -         -     no       no
take part  away  yes  yes yes    no       no      no    no    no     no       no        no    no       no
began      here  no   yes no     no       no      no    -     -      -        -         -     no       no
began      away  no   yes no     no       no      no    no    no     no       no        no    no       no
discard    here  yes  yes no     no       ask     no    -     -      -        -         -     no       no
discard    away  yes  yes no     no       no      no    no    no     no       no        no    no       no
own        here  no   yes no     no       no      no    -     -      -        -         -     no       no
own        away  no   yes no     no       no      no    no    no     no       no        no    no       no
change     here  yes  yes no     no       no      no    -     -      -        -         -     no       no
change     away  yes  yes no     no       no      no    yes   no     no       no        no    no       no
offered    here  no   no  yes    no       no      no    -     -      -        -         -     no       no
offered    away  no   no  yes    no       no      no    no    no     no       no        no    no       no
named      here  yes  yes yes    yes      ask     no    -     -      -        -         -     no       no
named      away  yes  yes yes    yes      no      no    no    no     no       no        no    no       no
take       here  yes  yes yes    no       ask     no    -     -      -        -         -     no       no
take       away  yes  yes yes    no       no      no    no    no     no       no        no    no       no
answer     here  no   yes no     no       no      no    -     -      -        -         -     no       no
answer     away  no   yes no     no       no      no    no    no     no       no        no    no       no
lead       here  yes  no  no     no       no      no    -     -      -        -         -     no       no
lead       away  yes  no  no     no       no      no    no    no     no       no        no    no       no
join       here  yes  yes yes    yes      yes     no    -     -      -        -         -     no       no
join       away  yes  yes yes    yes      no      no    no    no     no       no        no    no       no
admin      here  no   no  no     no       no      no    -     -      -        -         -     no       no
admin      away  no   no  no     no       no      no    no    no     no       no        yes   no       no
"""
# What differs from its right: whose promise it is reads its story; a small window that has just offered to join counts;
# where there is no document yet its word begins one; `join` without a side asks which.
EXCEPT = {
    ("press", "commitment:log", "away", "owner"): "yes",
    ("press", "member:join", "window", "visitor"): "yes",
    # Had they been offered it, in the channel just now.
    **{("press", "member:join", "window", role): "yes" for role in ("owner", "outsider", "elsewhere", "admin")},
    ("word", "terms", "here", "visitor"): "ask",
    ("word", "terms", "here", "guest"): "no",
    ("word", "terms", "here", "observer"): "no",
    ("word", "terms", "away", "observer"): "no",
    ("word", "join", "here", "visitor"): "ask",
    # A message names no team: in a direct one it is for the team that they lead.
    **{("shortcut", name, "direct", "elsewhere"): "yes" for name in ("document:look_up", "commitment:from_message")},
}


# What an assistant is told, by whose it is (`align mcp`): yes: of this team; own: of another one of
# theirs alone; no: that they are in none. Who is `forgotten` was a member until they wanted to be forgotten.
MCP = """
             lead tom member observer visitor guest owner leaver outsider elsewhere admin stranger forger forgotten
teams        yes  yes yes    yes      no      no    no    no     no       own       no    no       no     no
summary      yes  yes yes    yes      no      no    no    no     no       own       no    no       no     no
all          yes  yes yes    yes      no      no    no    no     no       own       no    no       no     no
results      yes  yes yes    yes      no      no    no    no     no       own       no    no       no     no
commitments  yes  yes yes    yes      no      no    no    no     no       own       no    no       no     no
next_play    yes  yes yes    yes      no      no    no    no     no       own       no    no       no     no
"""


def list_mcp_cells() -> dict[tuple[str, str], str]:
    """Return (tool, role) → the cell; `all` is the summary of all of somebody's teams."""
    head, *lines = MCP.strip().split("\n")
    return {
        (tool, role): cell
        for tool, *cells in (line.split() for line in lines)
        for role, cell in zip(head.split(), cells, strict=True)
    }


def list_acts() -> list[tuple[str, str, str]]:
    rows = [line.split(maxsplit=2) for line in ACTS.split("\n") if line]
    return [(way, name, right) for way, name, right in rows]


def list_rights() -> dict[tuple[str, str, str], str]:
    """Return (right, where, role) → the cell."""
    cells = {}
    for line in RIGHTS.strip().split("\n")[1:]:
        right, where, rest = line[:10].strip(), line[11:15], line[15:].split()
        cells |= {(right, where, role): cell for role, cell in zip(ROLES, rest, strict=True)}
    return cells
