"""What a person is told when something cannot be done."""


class OnRecordError(Exception):
    """Something went wrong in a way a person can mend: one line that says what, where, and what to do."""


class Misused(OnRecordError):
    """What was asked for cannot be meant (no date, no act, no map of columns): the command line ends with status 2."""


class Refused(OnRecordError):
    """A page that cannot be used (empty, binary, too large, another language): set aside, named and counted."""
