"""The commands together, and what a person is told when one of them cannot go on."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from onrecord._version import __version__
from onrecord.cli import views
from onrecord.cli.build import build
from onrecord.cli.codebook import codebook
from onrecord.cli.coding import bring, score
from onrecord.cli.correct import correct, corrections
from onrecord.cli.example import example
from onrecord.cli.export import export
from onrecord.cli.network import network, polarisation
from onrecord.cli.page import page
from onrecord.cli.reference import reference
from onrecord.cli.report import report
from onrecord.cli.show import show
from onrecord.cli.stories import stories
from onrecord.cli.terminal import say
from onrecord.model import Misused, OnRecordError

_UsageError: type[Any] = typer.BadParameter.__mro__[1]
"""What Typer raises for any command that is used wrongly; it does not give it a name of its own."""


class _Commands(TyperGroup):
    """The commands, none of which ends in a traceback for what a person can mend."""

    def make_context(self, *given: Any, **more: Any) -> Any:
        """Reads the options that stand in front of a command."""
        try:
            return super().make_context(*given, **more)
        except _UsageError as error:
            raise _misused(error) from None

    def invoke(self, ctx: Any) -> Any:
        """Runs one command."""
        try:
            return super().invoke(ctx)
        except _UsageError as error:
            raise _misused(error) from None
        except OnRecordError as error:
            say(f"onrecord: {error}")
            raise typer.Exit(2 if isinstance(error, Misused) else 1) from None
        except BrokenPipeError:
            # Whoever read our output has had enough; what is left in the buffer must not fail at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except OSError as error:
            say(f"onrecord: {error.filename or 'a file'}: {error.strerror or error}")
            raise typer.Exit(1) from None
        except KeyboardInterrupt as error:
            kept = getattr(error, "kept", None)
            pages = f"{kept} page{' is' if kept == 1 else 's are'} kept"
            say("onrecord: interrupted" + (f": {pages}; run the same command again" if kept is not None else ""))
            raise typer.Exit(130) from None


def _misused(error: Any) -> Exception:
    """What ends a command that is used wrongly, told in a line; where the help is the answer, the error as it is."""
    if type(error).show is not _UsageError.show:
        return cast(Exception, error)
    message = error.format_message().removeprefix("Invalid value: ").rstrip(".")
    command = error.ctx.command_path if error.ctx else "onrecord"
    say(f"onrecord: {message[:1].lower()}{message[1:]}; see {command} --help")
    return typer.Exit(2)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turns news coverage of an international dispute into a record that can be checked."""


_VERBS = (stories, network, polarisation, page, report, export, correct, corrections)
for _command in (example, build, show, *views.COMMANDS, *_VERBS):
    app.command()(_command)
app.command("import")(bring)
app.command()(score)
app.add_typer(reference, name="reference")
app.add_typer(codebook, name="codebook")
