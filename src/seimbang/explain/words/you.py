"""The sentences that name the person, said to that person."""

from __future__ import annotations

from seimbang.language import Text, text

YOU = {  # of the person → to the person
    "The smallest change: {change}, and this person {result}.": text(
        "The smallest change: {change}. Then the result for you: {result}."
    ),
    "the person also wishes for {seat} (wish {rank}; the rules of wishes are then "
    "looked at)": text(
        "you also wish for {seat} (wish {rank}; the rules of wishes are then looked at)"
    ),
    "Even if one person is recruited for {unit}, a move of this person remains.": text(
        "Even if one person is recruited for {unit}, your move remains."
    ),
    "To {unit}: no move of this person is lawful in this plan.": text(
        "To {unit}: no move of yours is lawful in this plan."
    ),
    "The home is taken as the middle of its village: ask where it is.": text(
        "Your home is taken as the middle of its village. Tell the office where it is."
    ),
    "The home is taken as the middle of its district: ask where it is.": text(
        "Your home is taken as the middle of its district. Tell the office where it is."
    ),
    "The home is taken as the middle of its regency: ask where it is.": text(
        "Your home is taken as the middle of its regency. Tell the office where it is."
    ),
    "The home is taken as the place entered for it: ask where it is.": text(
        "Your home is taken as the place entered for it. Tell the office where it is."
    ),
    "The home is not known: the travel is counted from the present unit. Ask where the "
    "person lives.": text(
        "Your home is not known: the travel is counted from your present unit. Tell "
        "the office where you live."
    ),
}


def to_you(told: Text) -> Text:
    """Return a sentence about a person as it is said to that person."""
    facts = tuple(
        (name, to_you(one) if isinstance(one, Text) else one)
        for name, one in told.facts
    )
    said = YOU.get(told.message)
    return Text(said.message if said else told.message, facts)
