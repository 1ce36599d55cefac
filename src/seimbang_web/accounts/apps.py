"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Who comes in and what they may: users, grants, the role matrix, activation."""

    name = "seimbang_web.accounts"
    label = "accounts"
