"""The command ``onrecord``."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command with the arguments of the process, and ends the process.

    Exit status: 0 done, 1 something could not be done (one line on standard error says what), 2 bad usage,
    130 interrupted.
    """
    try:
        from onrecord.cli.app import app
        from onrecord.cli.terminal import speak_utf8

        speak_utf8()
        app(prog_name="onrecord")
    except KeyboardInterrupt:
        # Before a command has begun: what it imports takes a moment.
        sys.stderr.write("onrecord: interrupted\n")
        sys.exit(130)
