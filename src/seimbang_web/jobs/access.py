"""Get a job and check the right, in one call."""

from __future__ import annotations

from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.jobs.models import Job


def job_for(rights: Rights, pk: int) -> Job:
    """
    Return the job: of whoever asked for it, or of whoever oversees the work.

    :raises Http404: when not there or out of reach: one answer for both.
    """
    job = Job.objects.filter(pk=pk).first()
    if job is None or not (
        job.asked_by_id == rights.user.pk or rights.reach("job.read").everything
    ):
        raise Http404
    return job
