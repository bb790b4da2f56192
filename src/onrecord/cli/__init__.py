"""The command ``onrecord``."""

from __future__ import annotations


def main() -> None:
    """Runs the command with the arguments of the process, and ends the process.

    Exit status: 0 done, 1 something could not be done (one line on standard error says what), 2 bad usage,
    130 interrupted.
    """
    from onrecord.cli.app import app
    from onrecord.cli.terminal import speak_utf8

    speak_utf8()
    app(prog_name="onrecord")
