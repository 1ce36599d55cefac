"""
Nothing of the letters is erased, and a number once given stays with its text.

The database itself refuses: to delete a letter, record, file, delivery or wording; to
change a record, file or delivery; to change number, text or signer of a numbered
letter; to leave the state void; to set a register back or forward by more than one.
SQLite makes a table anew when a column is altered, and forgets its triggers: such a
migration of these tables runs :func:`guard` again at its end.
"""

from django.db import migrations

WORDS = "A numbered letter stays as it is."
FIXED = (
    "kind", "subject", "title", "blocks", "facts", "own", "lane", "signer",
    "profile_id", "parent_id", "person_id", "unit_id", "series", "year", "counted",
    "number", "dated_on", "effective_on", "token", "check_url", "override",
    "override_by_id", "made_by_id", "made_at",
)  # fmt: skip
ALWAYS = ("record", "file", "delivery", "wording")
KEPT = ("letter", "register", "initial", "signerrule", *ALWAYS)
DRAWN = "(SELECT number FROM documents_letter WHERE id = OLD.letter_id) <> ''"
RULE = (
    "lane", "kind", "post", "through", "basis", "source", "since", "made_by_id",
    "approved_by_id", "approved_at",
)  # fmt: skip
FUNCTION = f"""
CREATE OR REPLACE FUNCTION documents_fixed() RETURNS trigger AS $$
BEGIN
    IF TG_ARGV[0] = 'initial' THEN
        IF {DRAWN} THEN RAISE EXCEPTION '{WORDS}'; END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '{WORDS}';
END $$ LANGUAGE plpgsql
"""


def _guards(differs, json):
    """Return name, table, act, when (empty: always)."""

    def change(names):
        return " OR ".join(
            f"OLD.{one}{json if one in ('blocks', 'own', 'signer') else ''} {differs} "
            f"NEW.{one}{json if one in ('blocks', 'own', 'signer') else ''}"
            for one in names
        )

    yield (
        "letter_fixed",
        "letter",
        "UPDATE",
        f"OLD.number <> '' AND ({change(FIXED)})",
    )
    yield (
        "letter_void",
        "letter",
        "UPDATE",
        ("OLD.state = 'dibatalkan' AND NEW.state <> 'dibatalkan'"),
    )
    yield (
        "register_forward",
        "register",
        "UPDATE",
        (
            "NEW.last <> OLD.last + 1 OR NEW.series <> OLD.series OR NEW.year <> OLD.year"
        ),
    )
    yield (
        "signerrule_fixed",
        "signerrule",
        "UPDATE",
        (f"OLD.approved_at IS NOT NULL AND ({change(RULE)})"),
    )
    yield "initial_fixed", "initial", "UPDATE", DRAWN
    yield "initial_kept", "initial", "DELETE", DRAWN
    for name in ALWAYS:
        yield f"{name}_fixed", name, "UPDATE", ""
    for name in KEPT:
        if name != "initial":
            yield f"{name}_kept", name, "DELETE", ""


def guard(apps, editor):
    """Make the triggers, those that are there anew."""
    unguard(apps, editor)
    postgres = editor.connection.vendor == "postgresql"
    if postgres:
        editor.execute(FUNCTION)
    differs, json = ("IS DISTINCT FROM", "::text") if postgres else ("IS NOT", "")
    for name, table, act, when in _guards(differs, json):
        told = table if when == DRAWN else ""
        held = f"WHEN ({when})" if when and not (postgres and told) else ""
        does = (
            f"EXECUTE FUNCTION documents_fixed('{told}')"
            if postgres
            else f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        )
        editor.execute(
            f"CREATE TRIGGER documents_{name} BEFORE {act} ON documents_{table} "
            f"FOR EACH ROW {held} {does}"
        )


def unguard(apps, editor):
    """Drop the triggers."""
    postgres = editor.connection.vendor == "postgresql"
    for name, table, _act, _when in _guards("", ""):
        of = f" ON documents_{table}" if postgres else ""
        editor.execute(f"DROP TRIGGER IF EXISTS documents_{name}{of}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_numbers")]
    operations = [migrations.RunPython(guard, unguard)]
