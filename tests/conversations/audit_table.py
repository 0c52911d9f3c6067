"""Which acts and words are noted in the audit, and as what; every other one has to say that it is not."""

from bot.model.audit import AuditEvent

# Settings, roles, membership, pauses, weekly mode, launches, exports, deletions, admins, and who looked.
AUDITED: dict[str, AuditEvent | tuple[AuditEvent, ...]] = {
    "word summary": AuditEvent.SUMMARY_READ,
    "summary:show": AuditEvent.SUMMARY_READ,
    "summary:trend": AuditEvent.SUMMARY_READ,
    "summary:page": AuditEvent.SUMMARY_READ,
    "summary:explain_all": AuditEvent.SUMMARY_READ,
    "word report": AuditEvent.REPORT_READ,
    "word export": AuditEvent.EXPORTED,
    "word join": AuditEvent.MEMBER_JOINED,
    "word leave": AuditEvent.MEMBER_LEFT,
    "word pause": AuditEvent.TEAM_PAUSED,
    "word resume": AuditEvent.TEAM_RESUMED,
    "teams:save": AuditEvent.TEAM_SAVED,
    "teams:skip": AuditEvent.MEMBER_JOINED,
    "teams:save_people": (AuditEvent.TEAM_SAVED, AuditEvent.PERSON_NAMED, AuditEvent.MEMBER_REMOVED),
    "teams:save_rhythm": AuditEvent.TEAM_SAVED,
    "member:join": AuditEvent.MEMBER_JOINED,
    "member:confirm": AuditEvent.MEMBER_JOINED,
    "member:move": AuditEvent.MEMBER_MOVED,
    "member:remove": AuditEvent.MEMBER_REMOVED,
    "member:lead": AuditEvent.LEAD_CHANGED,
    "invitation:accept": AuditEvent.MEMBER_JOINED,
    "workspace:save": (AuditEvent.ADMIN_NAMED, AuditEvent.ADMIN_REMOVED, AuditEvent.YEARS_CHANGED),
    "teams:delete_sure": AuditEvent.TEAM_DELETED,
    "workspace:delete_sure": AuditEvent.TEAM_DELETED,
    "run:delete": AuditEvent.RESULT_DELETED,
    "workspace:save_team": (AuditEvent.TEAM_SAVED, AuditEvent.LEAD_CHANGED),
    "workspace:save_rhythm": AuditEvent.TEAM_SAVED,
    "lead:save": (AuditEvent.LEAD_CHANGED, AuditEvent.TEAM_SAVED, AuditEvent.PERSON_NAMED),
    "workspace:audit": AuditEvent.AUDIT_EXPORTED,
    "run:export": AuditEvent.EXPORTED,
    "run:take_down": AuditEvent.RESULT_TAKEN_DOWN,
    "document:export": AuditEvent.EXPORTED,
    "team_draft:delete": AuditEvent.DRAFT_DELETED,
    "wave:launch": AuditEvent.WAVE_LAUNCHED,
    "wave:end": AuditEvent.WAVE_CLOSED,
    "weekly:begin": AuditEvent.WEEKLY_BEGUN,
    "weekly:end": AuditEvent.WEEKLY_ENDED,
}
# Noted without an act of anybody's: by the clock, or by what other stories send.
BY_ITSELF = {
    AuditEvent.CHECKIN_SKIPPED,
    AuditEvent.PERSON_FORGOTTEN,
    AuditEvent.RESULT_SKIPPED,
    AuditEvent.DIGEST_SENT,
    AuditEvent.ASKED_ELSEWHERE,
    AuditEvent.GUEST_CHANGED,
    AuditEvent.BENCHMARK_EXPORTED,
    AuditEvent.RESTORED,
}
# Answers, what belongs to the people who do it, what a team does together in its channel, and windows that only open.
NOT_AUDITED = """
teams:delete workspace:delete person:forget
interview:keep interview:back interview:start_over interview:again next:ask interview:how run:questions
interview:sources run:everything run:change comparison:post comparison:send comparison:commit seat:take seat:leave
seat:tell seat:willing seat:let seat:not_right team_draft:begin team_draft:join team_draft:fill_in team_draft:keep
team_draft:parts list:score followup:answer document:approve document:confirm document:approve_asked
document:everything document:change document:restart document:changes document:show document:new document:pin
commitment:write commitment:update commitment:reopen commitment:redate commitment:smaller commitment:offer
commitment:drop commitment:log commitment:options commitment:help commitment:refer commitment:more offer:take
offer:less offer:let offer:decline offer:withdraw progress:mine reminder:snooze checkin:pulse checkin:more
checkin:everything checkin:help away:yes away:no away:cross_out outbox:again teams:people teams:rhythm align:run
interview:resume align:every_word results:more member:change invitation:decline person:choose wave:start wave:keep
wave:tap wave:leave wave:how wave:close wave:everything wave:method wave:set_up weekly:choose weekly:answer weekly:how
home:teams home:team lead:hand_over
weekly:picture weekly:ask_end workspace:teams workspace:team looks:page workspace:rhythm next:answer interview:page
team_draft:save team_draft:finish seat:correct followup:save comparison:choose pitch:go_on pitch:go_on_in
document:choose document:go_on commitment:create commitment:explain offer:rather progress:mark checkin:note wave:page
away:save align:start pitch:read document:look_up commitment:from_message
sheet:read summary:explain digest:offer digest:ask digest:decline digest:end
"""
WORDS_NOT_AUDITED = """
pilot terms next commit progress results checkin source team looks workspace away back mute unmute forget
"""


def list_unaudited() -> set[str]:
    return {*NOT_AUDITED.split(), *(f"word {word}" for word in WORDS_NOT_AUDITED.split())}
