"""The words of the pages in plain words; what a round is, and whose part is what."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.models import Role

WORDS = (  # as the pages write it, what it means
    ("ABK", _("Workload analysis: tasks, minutes, and so how many people are needed.")),
    ("Kebutuhan", _("People that the work of a unit needs, by the rules in force.")),
    ("Bezetting", _("People who hold a job at a unit today.")),
    ("Belum terukur", _("No need is known: the unit neither gives nor receives.")),
    ("Formasi", _("Authorised posts: the upper limit for a job at a unit.")),
    ("JP, JTM", _("Lesson hours a week.")),
    ("Rombel", _("A class of pupils.")),
    ("Linearitas", _("The certificate matches the subject taught.")),
    ("SIP", _("Licence of a health worker; it holds for one place.")),
    ("TMT", _("The day from which something holds.")),
    ("Putaran", _("One planning of transfers, from data to decrees.")),
    ("Kunci", _("A hand on the plan: this person stays, or this unit is closed.")),
    ("Dispensasi", _("Lifts one rule for one person, with its legal basis.")),
    ("PPK", _("Who decides: the head of the region.")),
    ("TPK", _("The appraisal team: it advises before the decision.")),
    ("Aspirasi", _("A civil servant's wish where to work; it gets an answer.")),
    ("Usulan", _("A proposed transfer; it is no decision yet.")),
    ("Keberatan", _("An objection; it is answered with reasons, by a last day.")),
    ("SK", _("The decree by which somebody is transferred.")),
    ("Petikan", _("The part of a decree that concerns one person.")),
    ("SPMT", _("The head's statement that the person has started to work.")),
    ("Paraf", _("An initial: an official has read the draft.")),
)
PARTS = {  # what is the part of a role in a round
    Role.OPERATOR: _("You bring the data in, register cases, and issue letters."),
    Role.PLANNER: _("You calculate plans, choose one, and propose its moves."),
    Role.VERIFIER: _("You check what others prepared, and approve as second person."),
    Role.SECTOR: _("You check the tasks, cases and proposals of your agency."),
    Role.HEAD: _("You say what your unit needs, and whom it can release or receive."),
    Role.TEAM: _("You read each proposal with its reasons, and vote on it."),
    Role.AUTHORITY: _("You decide, after the team has advised."),
    Role.AUDITOR: _("You read everything and change nothing."),
    Role.TECHNICIAN: _("You keep accounts and the machine; you see no files."),
    Role.PROTECTION: _("You watch how personal data are used."),
    Role.ASN: _("You state wishes, answer a proposal, and check your own data."),
}
