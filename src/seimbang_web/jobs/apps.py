"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Long work: rows in the database, a worker, progress, cancel, reaper."""

    name = "seimbang_web.jobs"
    label = "jobs"
