"""
Separation of duties holds in the database itself (S1, S2, S6, S8), whatever the code does.

What is frozen stays; who proposed, or whom a case concerns, neither verifies, votes nor
decides, by whatever account; what was done stays done; approval is of the digest.
SQLite forgets the triggers of a table that it makes anew: a migration that alters one of
these runs :func:`guard` at its end.
"""

from dataclasses import dataclass

from django.db import migrations

SAME = (  # one human being: the account, the person, the address (S8)
    "({a}.id = {b}.id OR {a}.person_id = {b}.person_id"
    " OR ({a}.email <> '' AND LOWER({a}.email) = LOWER({b}.email)))"
)
PROPOSED = (
    "EXISTS (SELECT 1 FROM decisions_proposer p"
    " JOIN accounts_user pu ON pu.id = p.user_id"
    " JOIN accounts_user au ON au.id = {who}"
    f" WHERE p.dossier_id = {{dossier}} AND {SAME.format(a='pu', b='au')})"
)
CONCERNED = (
    "EXISTS (SELECT 1 FROM decisions_entry e"
    " JOIN proposals_proposal q ON q.id = e.proposal_id"
    " JOIN organisation_unit fu ON fu.id = q.from_unit_id"
    " JOIN accounts_user au ON au.id = {who}"
    f" JOIN accounts_user su ON {SAME.format(a='su', b='au')}"
    " WHERE {which} AND (su.person_id = q.person_id"
    " OR EXISTS (SELECT 1 FROM decisions_relative r"
    "  WHERE r.user_id = su.id AND r.person_id = q.person_id)"
    " OR EXISTS (SELECT 1 FROM accounts_grant g WHERE g.user_id = su.id"
    "  AND g.role = 'ku' AND g.approved_at IS NOT NULL AND g.until IS NULL"
    "  AND g.unit_id IN (q.from_unit_id, q.to_unit_id))))"
)
OF_STEP = (
    "e.dossier_id = NEW.dossier_id AND (NEW.agency_id IS NULL"
    " OR COALESCE(fu.agency_id, fu.id) = NEW.agency_id)"
)
DIGEST = "(SELECT digest FROM decisions_dossier WHERE id = {of})"
SESSION = "(SELECT dossier_id FROM decisions_session WHERE id = NEW.session_id)"
OPEN_SESSION = (
    "EXISTS (SELECT 1 FROM decisions_session s WHERE s.id = {row}.session_id"
    " AND s.closed_at IS NOT NULL)"
)
DOES = "NEW.done_by_id IS NOT NULL AND OLD.done_by_id IS NULL"
FROZEN = "What is frozen stays as it is; make a new version."
DONE = "What was done stays as it is."
S1 = "Who proposed does not verify, advise or decide (S1)."
S2 = "Nobody acts on a case that concerns them (S2)."
S6 = "The digest is not that of the dossier (S6)."
ORDER = "The steps come in their order."


@dataclass(frozen=True)
class Guard:
    """One refusal: on which act, in which case, with which words."""

    table: str
    name: str
    act: str
    words: str
    when: str = ""


def changed(*names):
    """Return the condition that one of the columns changes."""
    return "(" + " OR ".join(f"OLD.{one} {{differs}} NEW.{one}" for one in names) + ")"


GUARDS = (
    Guard("dossier", "frozen", "UPDATE", FROZEN, changed(
        "number", "edition", "round_id", "plan_id", "parent_id", "lane", "procedure",
        "digest", "made_by_id", "made_at") + " OR OLD.content {differs_json} NEW.content"),
    Guard("dossier", "kept", "DELETE", FROZEN),
    Guard("dossier", "over", "UPDATE", DONE,
          "OLD.state <> NEW.state AND OLD.state IN ('diganti', 'diputuskan', 'ditolak')"),
    Guard("dossier", "decided", "UPDATE", "A dossier is decided by a decision.",
          "OLD.state <> NEW.state AND NEW.state IN ('diputuskan', 'ditolak')"
          " AND NEW.lane <> 'dalam' AND NOT EXISTS (SELECT 1 FROM decisions_decision d"
          " WHERE d.dossier_id = NEW.id)"),
    Guard("proposer", "frozen", "UPDATE", FROZEN),
    Guard("proposer", "kept", "DELETE", FROZEN),
    Guard("entry", "frozen", "UPDATE", FROZEN, changed(
        "dossier_id", "proposal_id", '"order"') +
        " OR OLD.facts {differs_json} NEW.facts OR OLD.blocks {differs_json} NEW.blocks"),
    Guard("entry", "kept", "DELETE", FROZEN),
    Guard("entry", "late", "INSERT", FROZEN,
          "EXISTS (SELECT 1 FROM decisions_step s WHERE s.dossier_id = NEW.dossier_id)"),
    Guard("entry", "once", "UPDATE", DONE,
          "OLD.outcome <> '' AND OLD.outcome <> NEW.outcome"),
    Guard("entry", "unverified", "UPDATE", "It rests on data that nobody verified.",
          "NEW.outcome = 'tetap' AND OLD.outcome <> 'tetap'"
          " AND CAST(NEW.blocks AS TEXT) <> '[]'"),
    Guard("entry", "concerned", "UPDATE", S2,
          "NEW.outcome = 'tetap' AND EXISTS (SELECT 1 FROM decisions_decision d"
          " WHERE d.dossier_id = NEW.dossier_id AND "
          + CONCERNED.format(who="d.decided_by_id", which="e.id = NEW.id") + ")"),
    Guard("step", "done", "UPDATE", DONE,
          "OLD.done_at IS NOT NULL AND " + changed(
              "dossier_id", '"order"', "key", "agency_id", "state", "digest", "remark",
              "done_by_id", "done_at")),
    Guard("step", "kept", "DELETE", DONE),
    Guard("step", "whole", "UPDATE", "Who did a step, and when, stands with it.",
          "NEW.state IN ('selesai', 'kembali')"
          " AND (NEW.done_by_id IS NULL OR NEW.done_at IS NULL)"),
    Guard("step", "new", "INSERT", "Who did a step, and when, stands with it.",
          "NEW.state IN ('selesai', 'kembali') OR NEW.done_by_id IS NOT NULL"),
    Guard("step", "order", "UPDATE", ORDER,
          f"{DOES} AND (OLD.state <> 'kini' OR EXISTS (SELECT 1 FROM decisions_step s"
          " WHERE s.dossier_id = NEW.dossier_id AND s.\"order\" < NEW.\"order\""
          " AND s.key <> NEW.key AND s.state IN ('nanti', 'kini', 'kembali')))"),
    Guard("step", "digest", "UPDATE", S6,
          f"{DOES} AND NEW.digest <> " + DIGEST.format(of="NEW.dossier_id")),
    Guard("step", "proposer", "UPDATE", S1,
          f"{DOES} AND NEW.key NOT IN ('sector', 'assign') AND "
          + PROPOSED.format(who="NEW.done_by_id", dossier="NEW.dossier_id")),
    Guard("step", "concerned", "UPDATE", S2,
          f"{DOES} AND NEW.key NOT IN ('team', 'decide') AND "
          + CONCERNED.format(who="NEW.done_by_id", which=OF_STEP)),
    Guard("session", "closed", "UPDATE", DONE,
          "OLD.closed_at IS NOT NULL AND " + changed("dossier_id", "held_on", "closed_at")),
    Guard("session", "kept", "DELETE", DONE),
    Guard("recusal", "kept", "DELETE", DONE),
    Guard("vote", "changed", "UPDATE", DONE),
    Guard("vote", "kept", "DELETE", DONE),
    Guard("vote", "closed", "INSERT", DONE, OPEN_SESSION.format(row="NEW")),
    Guard("vote", "digest", "INSERT", S6,
          "NEW.digest <> " + DIGEST.format(of=SESSION)
          + " OR NOT EXISTS (SELECT 1 FROM decisions_entry e WHERE e.id = NEW.entry_id"
          f" AND e.dossier_id = {SESSION})"),
    Guard("vote", "proposer", "INSERT", S1,
          PROPOSED.format(who="NEW.user_id", dossier=SESSION)),
    Guard("vote", "concerned", "INSERT", S2,
          CONCERNED.format(who="NEW.user_id", which="e.id = NEW.entry_id")
          + " OR EXISTS (SELECT 1 FROM decisions_recusal r WHERE r.user_id = NEW.user_id"
          " AND r.session_id = NEW.session_id AND r.entry_id = NEW.entry_id)"),
    Guard("advice", "closed", "UPDATE", DONE, OPEN_SESSION.format(row="OLD")),
    Guard("advice", "late", "INSERT", DONE, OPEN_SESSION.format(row="NEW")),
    Guard("advice", "kept", "DELETE", DONE),
    Guard("decision", "changed", "UPDATE", DONE),
    Guard("decision", "kept", "DELETE", DONE),
    Guard("decision", "digest", "INSERT", S6,
          "NEW.digest <> " + DIGEST.format(of="NEW.dossier_id")),
    Guard("decision", "proposer", "INSERT", S1,
          PROPOSED.format(who="NEW.decided_by_id", dossier="NEW.dossier_id")),
    Guard("decision", "concerned", "INSERT", S2,
          CONCERNED.format(
              who="NEW.decided_by_id",
              which="e.dossier_id = NEW.dossier_id AND e.outcome = 'tetap'")),
    Guard("decision", "early", "INSERT", ORDER,
          "EXISTS (SELECT 1 FROM decisions_step s WHERE s.dossier_id = NEW.dossier_id"
          " AND s.key <> 'decide' AND s.state NOT IN ('selesai', 'lewat'))"
          " OR NOT EXISTS (SELECT 1 FROM decisions_dossier d"
          " WHERE d.id = NEW.dossier_id AND d.state = 'berjalan')"),
    Guard("relative", "kept", "DELETE", "A relative that was declared stays declared."),
)  # fmt: skip


def guard(apps, editor, guards=GUARDS):
    """Make the triggers, those that are there anew."""
    unguard(apps, editor, guards)
    postgres = editor.connection.vendor == "postgresql"
    make = _postgres if postgres else _sqlite
    for one in guards:
        differs = "IS DISTINCT FROM" if postgres else "IS NOT"
        when = one.when.format(differs=differs, differs_json=differs) or "1 = 1"
        for statement in make(one, when):
            editor.execute(statement)


def _sqlite(one, when):
    table = f"decisions_{one.table}"
    yield (
        f"CREATE TRIGGER {table}_{one.name} BEFORE {one.act} ON {table} "
        f"FOR EACH ROW WHEN {when} BEGIN SELECT RAISE(ABORT, '{one.words}'); END"
    )


def _postgres(one, when):
    table = f"decisions_{one.table}"
    row = "OLD" if one.act == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_{one.name}() RETURNS trigger AS $$ "
        f"BEGIN IF {when} THEN RAISE EXCEPTION '{one.words}'; END IF; "
        f"RETURN {row}; END $$ LANGUAGE plpgsql"
    )
    yield (
        f"CREATE TRIGGER {table}_{one.name} BEFORE {one.act} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_{one.name}()"
    )


def unguard(apps, editor, guards=GUARDS):
    """Drop the triggers."""
    postgres = editor.connection.vendor == "postgresql"
    for one in guards:
        table = f"decisions_{one.table}"
        of = f" ON {table}" if postgres else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_{one.name}{of}")


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_initial"),
        ("accounts", "0004_guards"),
        ("organisation", "__first__"),
        ("proposals", "0001_initial"),
    ]
    operations = [migrations.RunPython(guard, unguard)]
