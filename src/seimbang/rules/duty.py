"""Rules on what binds a person to the place: G3–G6, G11, R16, R18, R19."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from seimbang.language import text
from seimbang.rules.rule import (
    BOTH,
    ONLY_COMPULSORY,
    Ground,
    Judgement,
    Reference,
    Rule,
)

BINDING = (
    "treasurer",
    "goods_keeper",
    "acting_head",
    "dapodik_operator",
    "seconded_private_school",
    "village_midwife",
)
HEADS = ("head_of_school", "head_of_puskesmas", "school_supervisor")
HEAD_SUBJECT = "kepala-sekolah"


def leads(duties: Sequence[str]) -> pl.Expr:
    """Return who has one of ``duties``, or sits in the head's seat of a school."""
    shared = pl.col("duties").list.set_intersection(pl.lit(list(duties)))
    in_seat = (pl.col("subject") == HEAD_SUBJECT) & ("head_of_school" in duties)
    return (shared.list.len() > 0).fill_null(False) | in_seat.fill_null(False)


def school_lane(ground: Ground) -> pl.Expr:
    """Return whom the recommendation concerns."""
    return leads(ground.value("transfer.recommendation"))


def binding_duties(ground: Ground) -> Judgement:
    """Judge whether a duty binds to the place; no duty entered means none."""
    bound = pl.col("duties").list.set_intersection(pl.lit(list(BINDING)))
    return Judgement(fails=bound.list.len() > 0, facts={"bound": bound})


def protection(ground: Ground) -> Judgement:
    """Judge whether a protected case is recorded; nothing entered means none."""
    return Judgement(fails=pl.col("protection") != "none")


def pinned(ground: Ground) -> Judgement:
    """Judge whether a pin keeps the person where they are."""
    return Judgement(fails=pl.col("pin_reason").is_not_null())


def unmeasured(ground: Ground) -> Judgement:
    """Judge whether the need of the own seat is known: else it gives nobody."""
    return Judgement(fails=~pl.col("measured"))


def own_lane(ground: Ground) -> Judgement:
    """Judge whether the post is filled in a lane of its own, not by the planner."""
    planned = list(ground.value("transfer.planned_kinds"))
    return Judgement(fails=leads(HEADS) | ~pl.col("job_kind").is_in(planned))


def present_certificate(ground: Ground) -> Judgement:
    """Judge whether a certificate that the present job asks for is missing."""
    wanted, have = (
        pl.col(name).list.eval(pl.element().str.to_lowercase())
        for name in ("job_certificates", "certificates")
    )
    asked = (wanted.list.len() > 0).fill_null(value=False)
    return Judgement(
        fails=asked & (wanted.list.set_intersection(have).list.len() == 0),
        unknown={"certificates": asked & have.is_null()},
    )


def spouse(ground: Ground) -> Judgement:
    """Judge whether the spouse is on the rolls too: their places are watched."""
    return Judgement(fails=pl.col("spouse_id").is_not_null())


def recommendation(ground: Ground) -> Judgement:
    """Judge whether the number of the recommendation is there."""
    return Judgement(fails=pl.col("recommendation").is_null())


def new_licence(ground: Ground) -> Judgement:
    """Judge whether a move needs a new licence: for every health worker it does."""
    return Judgement(fails=pl.lit(True))


RULES = (
    Rule(
        key="G3",
        title=text("Duties that bind to the place"),
        role="gate",
        scope="person",
        modes=BOTH,
        references=(Reference("project", "duties"),),
        columns=("duties",),
        judge=binding_duties,
        fails=text("Bound by a duty: {bound}. Hand it over first, or record a waiver."),
        passes=text("No duty that binds to the place."),
    ),
    Rule(
        key="G4",
        title=text("Protected case"),
        role="gate",
        scope="person",
        modes=ONLY_COMPULSORY,
        references=(Reference("project", "protection"),),
        columns=("protection",),
        judge=protection,
        fails=text("A protected case is recorded: no move without a wish."),
        passes=text("No protected case is recorded."),
    ),
    Rule(
        key="G5",
        title=text("Pinned by decision"),
        role="gate",
        scope="person",
        references=(Reference("project", "pins"),),
        columns=("pin_reason",),
        judge=pinned,
        fails=text("Pinned: stays ({pin_reason})."),
        passes=text("Not pinned."),
    ),
    Rule(
        key="G6",
        title=text("Need of the present place not measured"),
        role="gate",
        scope="person",
        references=(Reference("project", "belum terukur"),),
        columns=("measured",),
        judge=unmeasured,
        liftable=False,
        counted=True,
        fails=text("The need of the present place is not measured: it gives nobody."),
        passes=text("The need of the present place is known."),
    ),
    Rule(
        key="G11",
        title=text("Lane of its own"),
        role="gate",
        scope="person",
        law=("transfer.planned_kinds",),
        columns=("duties", "job_kind"),
        judge=own_lane,
        liftable=False,
        counted=True,
        fails=text(
            "Heads of schools and Puskesmas, school supervisors and managerial posts "
            "are filled in a lane of their own, not by the planner."
        ),
        passes=text("No lane of its own."),
    ),
    Rule(
        key="G14",
        title=text("Certificate of the present job"),
        role="flag",
        scope="person",
        law=("transfer.fit_required",),
        columns=("certificates", "job_certificates"),
        judge=present_certificate,
        fails=text("No certificate of the present job ({job_certificates})."),
        passes=text("Nothing is asked, or the certificate is there."),
    ),
    Rule(
        key="R16",
        title=text("Spouse"),
        role="flag",
        scope="person",
        law=("transfer.conflict_of_interest",),
        columns=("spouse_id",),
        judge=spouse,
        fails=text("The spouse is on the rolls too: watch that they are not parted."),
        passes=text("No spouse is recorded on the rolls."),
    ),
    Rule(
        key="R18",
        title=text("Recommendation for heads of schools and supervisors"),
        role="gate",
        scope="person",
        law=("transfer.recommendation",),
        columns=("recommendation",),
        judge=recommendation,
        concerns=school_lane,
        fails=text("No number of a recommendation is recorded."),
        passes=text("Recommendation {recommendation}."),
    ),
    Rule(
        key="R19",
        title=text("New licence to practise (SIP)"),
        role="flag",
        scope="person",
        law=("transfer.licence_per_place",),
        columns=("profession",),
        judge=new_licence,
        concerns=lambda _: pl.col("profession").is_not_null(),
        fails=text("A move needs a new licence (SIP) before service begins."),
        passes=text("No licence is needed."),
    ),
)
