"""Questions and answers, the help desk, outages; whether the service is up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.outreach import actions, queries
from seimbang_web.outreach.access import faq_for, question_for, questions_visible_to
from seimbang_web.outreach.extend import on_working
from seimbang_web.outreach.forms import AnswerForm, FaqForm, OutageForm, QuestionForm


def faq_list(request: HttpRequest) -> HttpResponse:
    """Show the questions that many have, with their answers."""
    return render(
        request, "outreach/faq_list.html", {"faqs": queries.faqs(rights_of(request))}
    )


def faq_new(request: HttpRequest) -> HttpResponse:
    """Publish a question with its answer."""
    form = FaqForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        actions.publish_faq(**form.cleaned_data, actor=request.user, now=clock.now())
        messages.success(request, _("The answer is published."))
        return redirect("faq-list")
    return render(request, "outreach/faq_new.html", {"form": form})


def faq_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an answer from the pages."""
    faq = faq_for(rights_of(request), pk)
    actions.end_faq(faq=faq, actor=request.user, now=clock.now())
    messages.success(request, _("The answer is taken from the pages."))
    return redirect("faq-list")


def question_new(request: HttpRequest) -> HttpResponse:
    """Send a question to the help desk."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now, who = clock.now(), rights_of(request).user.pk
        pk = once(
            lambda: (
                actions.ask_question(
                    text=form.cleaned_data["text"], actor=request.user, now=now
                ).pk
            ),
            key=request.POST.get("key", ""),
            act="question.ask",
            actor_id=who,
            now=now,
        )
        messages.success(request, _("Your question has been sent."))
        return redirect("help-question", pk)
    return render(request, "outreach/question_new.html", {"form": form})


def question_list(request: HttpRequest) -> HttpResponse:
    """Show the questions, those without an answer first."""
    rows = questions_visible_to(rights_of(request))
    context = {
        "waiting": rows.filter(answered_at=None).order_by("asked_at")[:200],
        "answered": rows.exclude(answered_at=None)[:50],
    }
    return render(request, "outreach/question_list.html", context)


def question_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a question; take the answer of the help desk."""
    rights = rights_of(request)
    question = question_for(rights, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_question(
                question=question,
                answer=form.cleaned_data["answer"],
                actor=request.user,
                now=clock.now(),
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The answer has been sent."))
            return redirect("help-question-list")
    own = question.asked_by_id == rights.user.pk
    context = {"question": question, "form": form, "own": own}
    return render(request, "outreach/question_detail.html", context)


def outage_list(request: HttpRequest) -> HttpResponse:
    """Show when the service was down, and which last days moved."""
    return render(request, "outreach/outage_list.html", {"outages": queries.outages()})


def outage_new(request: HttpRequest) -> HttpResponse:
    """Tell that the service was down where the machine could not see it."""
    form = OutageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_outage(
                **form.cleaned_data,
                working=on_working,
                actor=request.user,
                now=clock.now(),
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is kept; the last days have moved."))
            return redirect("outage-list")
    return render(request, "outreach/outage_new.html", {"form": form})


def healthy(request: HttpRequest) -> HttpResponse:
    """Answer that pages and database are up; without sign-in, without any data."""
    queries.outages().exists()
    return HttpResponse("ok\n", content_type="text/plain")
