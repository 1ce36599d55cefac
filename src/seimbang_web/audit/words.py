"""The acts of the ledger in words; a test knows every act of the code."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Promise] = {
    # --- accounts ---
    "user.propose": _("Proposed a user"),
    "user.disable": _("Closed an account"),
    "user.password": _("Set a new password"),
    "user.factor": _("Took the second factor off an account"),
    "grant.propose": _("Proposed a role"),
    "grant.approve": _("Approved a role"),
    "grant.refuse": _("Refused a role"),
    "grant.end": _("Ended a role"),
    "code.make": _("Handed out an activation code"),
    "code.use": _("Activated the account"),
    # --- data ---
    "data.apply": _("Applied a new version of the data"),
    "import.upload": _("Uploaded files of data"),
    "import.match": _("Named the columns of files of data"),
    "import.set_aside": _("Set rows of an import aside"),
    "import.decide_missing": _("Decided on rows that an import lacks"),
    "import.decide_people": _("Decided on people whom an import lacks"),
    "import.send_back": _("Sent an import back"),
    "import.ask_undo": _("Asked to undo an import"),
    "import.submit": _("Sent an import on"),
    "import.approve": _("Approved an import as the second person"),
    "import.discard": _("Discarded an import"),
    "import.export": _("Took the differences of an import as a file"),
    "quality.export": _("Took a list of the quality of data as a file"),
    "correction.ask": _("Asked to correct own data"),
    "correction.answer": _("Answered a request to correct data"),
    "inventory.send": _("Sent a task list"),
    "inventory.take_back": _("Took a task list back"),
    "inventory.accept": _("Accepted a task list"),
    "inventory.return": _("Returned a task list"),
    "inventory.freeze": _("Froze a task list"),
    "inventory.reopen": _("Opened a task list again"),
    "person.read": _("Read a personal file"),
    "unit.nickname": _("Changed what people call a unit"),
    "unit.report": _("Reported wrong data of a unit"),
    "unit.answer": _("Answered a report on a unit"),
    "boundary.upload": _("Uploaded boundaries"),
    "barrier.upload": _("Uploaded rivers and crossings"),
    "barrier.count": _("Counted what rivers change"),
    "barrier.apply": _("Applied rivers and crossings"),
    "barrier.refuse": _("Refused rivers and crossings"),
    "workload.export": _("Took the workload as a file"),
    "profile.save": _("Saved the profile of the institution"),
    # --- information ---
    "circular.publish": _("Published a circular"),
    "circular.read": _("Confirmed to have read a circular"),
    "circular.gather": _("Told that a circular was read out"),
    "question.ask": _("Asked the help desk"),
    "question.answer": _("Answered a question"),
    "faq.publish": _("Published an answer"),
    "faq.end": _("Took an answer from the pages"),
    "outage.keep": _("Kept an outage; last days moved"),
    # --- plans ---
    "round.open": _("Opened a round"),
    "round.deadlines": _("Changed the deadlines of a round"),
    "round.file": _("Took the sealed file of a plan"),
    "plan.ask": _("Asked for a plan"),
    "plan.again": _("Asked for a plan anew"),
    "plan.solved": _("A plan was solved"),
    "plan.verify": _("Checked a plan against its certificate"),
    "plan.recompute": _("Computed a plan again"),
    "plan.choose": _("Chose the plan to discuss"),
    "plan.export": _("Took the moves of a plan as a file"),
    "desk.accept": _("Accepted moves at the desk"),
    "desk.replan": _("Asked for a plan anew from the desk"),
    "plan.file": _("Took a file of a plan"),
    "compare.extremes": _("Asked for the extremes of a plan"),
    "compare.frontier": _("Asked for the curve of a plan"),
    "pin.add": _("Set a pin"),
    "pin.end": _("Took a pin off"),
    # --- single cases ---
    "case.register": _("Registered a case"),
    "case.mend": _("Corrected a case"),
    "case.scan": _("Added a scan to a case"),
    "case.scan-read": _("Read a scan of a case"),
    "case.consent": _("Entered a consent"),
    "case.waive": _("Waived a rule for a case"),
    "case.dispose": _("Wrote a disposition"),
    "case.export": _("Took the list of cases as a file"),
    "income.propose": _("Proposed a table of allowances"),
    "income.approve": _("Approved a table of allowances"),
    "income.refuse": _("Refused a table of allowances"),
    # --- wishes ---
    "wish.send": _("Sent wishes"),
    "wish.withdraw": _("Withdrew wishes"),
    "wish.evidence": _("Added a paper to wishes"),
    "wish.evidence-remove": _("Took a paper back from wishes"),
    "wish.evidence-read": _("Read a paper of wishes"),
    "wish.hardship-read": _("Read what was told in confidence"),
    "wish.read": _("Read the wishes of a person"),
    "wish.export": _("Took the list of wishes as a file"),
    "wish.answer": _("Drafted the answer to wishes"),
    "satisfaction.tell": _("Answered questions about work, without a name"),
    # --- rules of the region ---
    "local.propose": _("Proposed parameters of the region"),
    "policy.propose": _("Proposed a policy"),
    "local.approve": _("Approved parameters of the region"),
    "local.refuse": _("Refused parameters of the region"),
    "local.withdraw": _("Withdrew proposed parameters"),
    "policy.approve": _("Approved a policy"),
    "policy.refuse": _("Refused a policy"),
    "policy.withdraw": _("Withdrew a proposed policy"),
    # --- team and authority ---
    "session.call": _("Called the team together"),
    "session.seats": _("Seated the members of a session"),
    "session.open": _("Opened a session of the team"),
    "session.presence": _("Marked who is present"),
    "session.recuse": _("Stepped aside for a case"),
    "session.vote": _("Voted on a case"),
    "session.advise": _("Recorded a recommendation"),
    "session.close": _("Closed a session of the team"),
    "decision.take": _("Decided on a dossier"),
    # --- work and record ---
    "audit.export": _("Took the record as a file"),
    "job.cancel": _("Stopped a long work"),
    # --- dossiers ---
    "dossier.make": _("Made a dossier"),
    "dossier.renew": _("Made a new version of a dossier"),
    "dossier.step": _("Finished a step of a dossier"),
    "dossier.return": _("Returned a dossier for repair"),
    "dossier.papers": _("Ticked off papers of a dossier"),
    "dossier.late": _("A step of a dossier is late"),
    "relative.declare": _("Declared a relative"),
    # --- proposals and what is said to them ---
    "proposal.open": _("Opened proposals to move"),
    "proposal.withdraw": _("Withdrew a proposal to move"),
    "proposal.settle": _("Kept what was decided of a proposal"),
    "proposal.reopen": _("Took answers to a proposal again"),
    "proposal.export": _("Took the list of proposals as a file"),
    "response.give": _("Answered a proposal"),
    "response.assist": _("Entered a person's answer in their presence"),
    "response.reasons-read": _("Read confidential reasons"),
    "support.offer": _("Set which help the region gives"),
    "support.ask": _("Asked for help with a move"),
    "support.answer": _("Answered a request for help"),
    "support.done": _("Gave the help that was granted"),
    "message.ask": _("Asked the office about a proposal"),
    "message.answer": _("Answered a question about a proposal"),
    "dialogue.record": _("Recorded a talk of head and person"),
    "dialogue.confirm": _("Confirmed the record of a talk"),
    "unit_input.give": _("Said what the unit thinks of a move"),
    # --- objections ---
    "objection.file": _("Filed an objection"),
    "objection.withdraw": _("Withdrew an objection"),
    "objection.read": _("Read what an objection tells in confidence"),
    "objection.advise": _("Prepared the decision on an objection"),
    "objection.decide": _("Decided on an objection"),
    "objection.suspend": _("Stopped a decree while an objection is examined"),
    "objection.replan": _("Took over the plan made anew after an objection"),
}
THINGS: dict[str, tuple[Promise, str]] = {  # kind: words, URL name of its page
    "user": (_("user"), "user-detail"),
    "unit": (_("unit"), "unit-detail"),
    "person": (_("civil servant"), ""),
    "plan": (_("plan"), "plan-detail"),
    "round": (_("round"), "round-detail"),
    "case": (_("case"), "case-detail"),
    "wish": (_("wishes"), "wish-detail"),
    "satisfaction": (_("baseline of satisfaction"), ""),
    "move": (_("move"), "card-detail"),
    "income": (_("table of allowances"), ""),
    "session": (_("session of the team"), "session-detail"),
    "job": (_("work"), "job-detail"),
    "version": (_("version of the data"), ""),
    "policy": (_("policy"), ""),
    "local": (_("parameters of the region"), "local-detail"),
    "pin": (_("pin"), ""),
    "correction": (_("request to correct data"), "correction-detail"),
    "quality": (_("quality of data"), "quality"),
    "sheet": (_("task list"), ""),
    "barrier": (_("rivers and crossings"), "barrier-detail"),
    "boundaries": (_("boundaries"), ""),
    "measurement": (_("measurement"), ""),
    "audit": (_("the record"), "audit-list"),
    "profile": (_("version of the profile"), ""),
    "dossier": (_("dossier"), "dossier-detail"),
    "import": (_("import of data"), "import-detail"),
    "objection": (_("objection"), "objection-detail"),
    "proposal": (_("proposal to move"), "proposal-detail"),
    "offer": (_("help with moves"), "support-offer"),
}


def act_in_words(act: str) -> str:
    """Return what was done, in words; an act we do not know as it is called."""
    return str(ACTS.get(act, act))


def thing(subject: str) -> tuple[str, str]:
    """Return the words and the address (may be empty) of a subject ("plan:12")."""
    kind, _colon, number = subject.partition(":")
    if kind not in THINGS:
        return subject, ""
    words, page = THINGS[kind]
    if not number:
        return str(words), ""
    called = f"{words} {number}"
    try:
        return called, reverse(page, args=[int(number)]) if page else ""
    except (NoReverseMatch, ValueError):
        return called, ""
