"""
The command line: one command per stage, one file per command.

Each command is: read, one core call, write. Exit codes: 0 done (warnings allowed),
1 problems in the data, 2 wrong use or unsupported, 3 no plan possible.
Commands are imported only when called, so that a cold start stays short.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

import click

from seimbang import __version__, language
from seimbang.cli import usage

COMMANDS = {  # in the order of the stages; name → module in this folder
    "template": "template",
    "check": "check",
    "law": "law",
    "policies": "policies",
    "workload": "workload",
    "eligible": "eligible",
    "plan": "plan",
    "solve": "solve",
    "extremes": "extremes",
    "frontier": "frontier",
    "compare": "compare",
    "verify": "verify",
    "explain": "explain",
    "whatif": "whatif",
    "candidates": "candidates",
    "replan": "replan",
    "relief": "relief",
    "demo": "demo",
}


class LazyGroup(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"seimbang.cli.{COMMANDS[name]}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """
        Run the command; what the machine or the law refuses is one sentence (2).

        What is refused is told here, while the language asked for is in force.
        """
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except click.ClickException as error:
            error.show()
            ctx.exit(error.exit_code)
        except _refusals() as error:
            _Refused(_sentence(error)).show()
            ctx.exit(_Refused.exit_code)


class _Refused(click.ClickException):
    exit_code = 2


def _refusals() -> tuple[type[Exception], ...]:
    """Return what is refused; imported when something is, not at every start."""
    from seimbang.law import LawError

    return OSError, LawError


def _sentence(error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    return str(
        language.text(
            "Cannot read or write {file}: {reason}",
            file=error.filename,
            reason=error.strerror,
        )
    )


usage.speak()


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="seimbang")
@click.option(
    "--lang",
    type=click.Choice(language.LANGUAGES),
    default="id",
    envvar="SEIMBANG_LANG",
    help="Language of what is printed and written: id (default) or en.",
)
@click.pass_context
def cli(ctx: click.Context, lang: str) -> None:
    """Plan transfers of civil servants so that the workload is in balance."""
    ctx.with_resource(language.speaking(lang))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ``arguments`` default to those of the process."""
    cli(args=arguments, prog_name="seimbang")
