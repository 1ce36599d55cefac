"""Show how far a job is; cancel it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import rights_of
from seimbang_web.jobs.access import job_for
from seimbang_web.jobs.actions import cancel
from seimbang_web.lib import clock

OVER = 286  # htmx: swap once more, then stop asking


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one job on a page of its own."""
    job = job_for(rights_of(request), pk)
    return render(request, "jobs/detail.html", {"job": job})


def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the part of a page that shows a job; asked for every two seconds."""
    job = job_for(rights_of(request), pk)
    response = render(request, "components/job.html", {"job": job})
    if not job.open:
        response.status_code = OVER
        response["HX-Refresh"] = "true"  # the page around it shows the result
    return response


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a job to stop; go back to the page it was shown on."""
    cancel(job=job_for(rights_of(request), pk), actor=request.user, now=clock.now())
    back = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    return redirect("job-detail", pk)
