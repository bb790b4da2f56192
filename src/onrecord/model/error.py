"""What a person is told when something cannot be done."""


class OnRecordError(Exception):
    """Something went wrong in a way a person can mend: one line that says what, where, and what to do."""


class Refused(OnRecordError):
    """A page that cannot be used (empty, binary, too large, another language): set aside, named and counted."""
