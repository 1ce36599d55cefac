"""The forms after the decree: start, covering letter, handing over, tasks, talks."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seimbang_web.cases.scan import LARGEST, Letter, letter
from seimbang_web.documents.scan import problem_of
from seimbang_web.follow_up.letters.actions import Handed, Registered
from seimbang_web.follow_up.models import Talk, Track, Who
from seimbang_web.follow_up.tasks.actions import Told, Wanted
from seimbang_web.lib.form import Form
from seimbang_web.organisation.models import Person
from seimbang_web.proposals.forms import Day, area

LONG = 1000
SECRET = re.compile(r"\b(kata\s*sandi|password|passwd|sandi|pin)\s*[:=]", re.IGNORECASE)
FILE = _("PDF, JPEG or PNG, at most 5 MB.")


class RegisteredForm(Form):
    """Number and day of a letter in the unit's own register."""

    number = forms.CharField(
        label=_("Number of the letter"),
        help_text=_("As your unit's register of outgoing letters has it."),
        max_length=100,
        error_messages={"required": _("Write the number of the letter.")},
    )
    dated_on = forms.DateField(
        label=_("Day of the letter"),
        widget=Day(),
        error_messages={"required": _("Write the day of the letter.")},
    )

    def registered(self) -> Registered:
        """Return number and day, of a valid form."""
        return Registered(
            self.cleaned_data["number"].strip(), self.cleaned_data["dated_on"]
        )


class StartForm(RegisteredForm):
    """The real first day; who covers the old place where that is needed."""

    on = forms.DateField(
        label=_("Since when does this person really work here?"),
        help_text=_("The day that all saw the person at work; pay rests on it."),
        widget=Day(),
        error_messages={"required": _("Write the real first day.")},
    )
    cover = forms.CharField(
        label=_("Who covers the old place meanwhile"),
        help_text=_("For example: class 4 is taken over by the teacher of class 5."),
        max_length=LONG,
        required=False,
        widget=area(2),
    )
    field_order = ("on", "cover", "number", "dated_on")

    def __init__(self, *args: Any, waits: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not waits:
            del self.fields["cover"]


class Pairs(forms.CharField):
    """Lines "what: state"; a line with a password is refused."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[tuple[str, str]]:
        """Return the lines as pairs."""
        text = super().clean(value)
        if SECRET.search(text):
            raise forms.ValidationError(
                _("Never write a password here: write to whom the account goes.")
            )
        found = []
        for line in filter(None, (one.strip() for one in text.splitlines())):
            what, _colon, state = line.partition(":")
            found.append((what.strip(), state.strip() or "-"))
        return found


class HandoverForm(RegisteredForm):
    """What is handed over, to whom, on which day."""

    held_on = forms.DateField(
        label=_("Handed over on"),
        widget=Day(),
        error_messages={"required": _("Write the day.")},
    )
    place = forms.CharField(label=_("Place"), max_length=100)
    receiver = forms.ModelChoiceField(
        label=_("Who receives"),
        queryset=Person.objects.none(),
        empty_label=_("– choose –"),
        error_messages={"required": _("Choose who receives.")},
    )
    duties = Pairs(
        label=_("Duties that are not finished"),
        help_text=_("One a line. After a colon: how it stands."),
        max_length=LONG,
        required=False,
    )
    goods = Pairs(
        label=_("Goods and keys"),
        help_text=_("One a line. After a colon: how many, in which condition."),
        max_length=LONG,
        required=False,
    )
    accounts = Pairs(
        label=_("Accounts"),
        help_text=_("One a line. After a colon: to whom it goes. Never a password."),
        max_length=LONG,
        required=False,
    )
    field_order = (
        "held_on", "place", "receiver", "duties", "goods", "accounts", "number",
        "dated_on",
    )  # fmt: skip

    def __init__(self, track: Track, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        move = track.proposal
        colleagues = Person.objects.filter(unit=move.from_unit, present=True)
        field = self.fields["receiver"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues.exclude(pk=move.person_id)

    def handed(self) -> Handed:
        """Return what is handed over, of a valid form."""
        names = ("held_on", "place", "receiver", "duties", "goods", "accounts")
        return Handed(**{name: self.cleaned_data[name] for name in names})


class SignedForm(Form):
    """The scan of a signed letter."""

    scan = forms.FileField(
        label=_("Scan or photo of the signed letter"),
        help_text=_("PDF, JPEG or PNG, at most 10 MB."),
        error_messages={"required": _("Choose the scan of the signed letter.")},
    )

    def clean_scan(self) -> bytes:
        """Return the bytes of a file that is a scan."""
        content: bytes = self.cleaned_data["scan"].read()
        if wrong := problem_of(content):
            raise forms.ValidationError(wrong)
        return content


class OathForm(Form):
    """Number and day of the minutes of the oath."""

    number = forms.CharField(
        label=_("Number of the oath minutes"),
        max_length=100,
        error_messages={"required": _("Write the number of the minutes.")},
    )
    on = forms.DateField(
        label=_("Day of the oath"),
        widget=Day(),
        error_messages={"required": _("Write the day.")},
    )


class EndForm(Form):
    """The later decree that ends a move, and why."""

    number = forms.CharField(
        label=_("Number of the later decree"),
        help_text=_("A move is undone by a new decree only; nothing is erased."),
        max_length=100,
        error_messages={"required": _("Write the number of the decree.")},
    )
    why = forms.CharField(
        label=_("Reason, as the person will read it"),
        max_length=LONG,
        widget=area(3),
        error_messages={"required": _("Write the reason.")},
    )

    def told(self) -> str:
        """Return decree and reason as one text, of a valid form."""
        return gettext("Decree %(number)s: %(why)s") % self.cleaned_data


class TaskForm(Form):
    """That a task is done: when, a file or a note that shows it."""

    done_on = forms.DateField(
        label=_("Done on"),
        widget=Day(),
        error_messages={"required": _("Write the day.")},
    )
    proof = forms.FileField(
        label=_("File that shows it"), help_text=FILE, required=False
    )
    note = forms.CharField(
        label=_("Or a note"),
        help_text=_("For example: the number of the new licence. No password."),
        max_length=LONG,
        required=False,
        widget=area(2),
    )

    def clean_proof(self) -> Letter | None:
        """Return the file as it was looked at; None: there is none."""
        file = self.cleaned_data["proof"]
        if not file:
            return None
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("A file is larger than 5 MB: scan it in grey, or with fewer dots.")
            )
        found = letter(file.read())
        if found is None:
            raise forms.ValidationError(
                _("A file is no PDF, JPEG or PNG: scan the letter again.")
            )
        return found


class TalkForm(Form):
    """How it is at the new unit."""

    going = forms.ChoiceField(
        label=_("How is it at the new unit?"),
        choices=Talk.Going.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    missing = forms.CharField(
        label=_("What do you lack?"),
        help_text=_("The personnel office reads it and answers. Your head does not."),
        max_length=LONG,
        required=False,
        widget=area(3),
    )
    mentor = forms.CharField(
        label=_("Who helps you to settle in?"), max_length=150, required=False
    )

    def told(self, day: Any) -> Told:
        """Return what was told on a day, of a valid form."""
        data = self.cleaned_data
        going = Talk.Going(data["going"])
        return Told(day, going, data["missing"], data["mentor"])


class AnswerForm(Form):
    """What the office answers."""

    answer = forms.CharField(
        label=_("Answer, as the person will read it"),
        max_length=LONG,
        widget=area(3),
        error_messages={"required": _("Write the answer.")},
    )


class RuleForm(Form):
    """A row of the table of tasks."""

    title = forms.CharField(
        label=_("Task of a move"),
        max_length=200,
        error_messages={"required": _("Write what is to be done.")},
    )
    who = forms.ChoiceField(label=_("Who"), choices=Who.choices)
    days = forms.IntegerField(
        label=_("Days after the TMT"),
        help_text=_("Negative: before the TMT."),
        min_value=-90,
        max_value=365,
    )
    families = forms.CharField(
        label=_("For moves into these jobs"),
        help_text=_("Families with commas, * for any ending; empty: every job."),
        max_length=300,
        required=False,
    )
    before_service = forms.BooleanField(
        label=_("Nobody serves at the new unit without it"), required=False
    )

    def wanted(self) -> Wanted:
        """Return the row, of a valid form."""
        data = self.cleaned_data
        names = (one.strip() for one in data["families"].split(","))
        return Wanted(
            title=data["title"].strip(),
            who=Who(data["who"]),
            families=[one for one in names if one],
            days=data["days"],
            before_service=data["before_service"],
        )
