"""Argon2id tuned for two cores: 19 MiB, two passes, one lane (OWASP's figures)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """A tenth of the default's CPU time, so that an office can sign in at 8 o'clock."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
