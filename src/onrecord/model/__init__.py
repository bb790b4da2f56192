"""The nouns: immutable, typed, without behaviour that needs another room."""

from onrecord.model.actor import (
    Actor,
    ActorKind,
    Agreement,
    Mention,
    MentionKind,
    Office,
    Provision,
    Role,
    Standing,
)
from onrecord.model.coding import CodedText, HandCoding, HandCodings, LeftOut, PlacedCoding
from onrecord.model.contrast import Contrast, ContrastKind
from onrecord.model.correction import (
    Anchor,
    Corrected,
    Correction,
    CorrectionKind,
    CorrectionState,
    FieldChange,
    Subject,
)
from onrecord.model.document import CLOCK, SEARCHED, DateCandidate, DateSource, Document, Line, LineKind, Part, PartKind
from onrecord.model.error import Misused, OnRecordError, Refused
from onrecord.model.event import Check, Claim, Clue, Deadline, Event, Verdict
from onrecord.model.evidence import Evidence, Judgement
from onrecord.model.happening import Due, Happening, Outcome
from onrecord.model.interval import Granularity, Interval
from onrecord.model.network import (
    Aggregation,
    Coding,
    Duplicates,
    Mode,
    Network,
    Normalisation,
    Polarisation,
    Tie,
)
from onrecord.model.page import Declared, DeclaredKind, Page
from onrecord.model.position import Issue, Position, Stance, Turn
from onrecord.model.reading import Reading, Rejected
from onrecord.model.record import DocumentChecks, Moment, MomentKind, Record
from onrecord.model.span import Span
from onrecord.model.statement import Act, Attribution, Kind, Sense, Statement, View, Whose
from onrecord.model.story import Alike, Repeat, Story, Stretch
from onrecord.model.utterance import Answer, AnswerKind, Appearance, Utterance, Wording
from onrecord.model.wire import Credit, CreditRole, Named, Note, NoteKind, Wire

__all__ = [
    "CLOCK",
    "SEARCHED",
    "Act",
    "Actor",
    "ActorKind",
    "Aggregation",
    "Agreement",
    "Alike",
    "Anchor",
    "Answer",
    "AnswerKind",
    "Appearance",
    "Attribution",
    "Check",
    "Claim",
    "Clue",
    "CodedText",
    "Coding",
    "Contrast",
    "ContrastKind",
    "Corrected",
    "Correction",
    "CorrectionKind",
    "CorrectionState",
    "Credit",
    "CreditRole",
    "DateCandidate",
    "DateSource",
    "Deadline",
    "Declared",
    "DeclaredKind",
    "Document",
    "DocumentChecks",
    "Due",
    "Duplicates",
    "Event",
    "Evidence",
    "FieldChange",
    "Granularity",
    "HandCoding",
    "HandCodings",
    "Happening",
    "Interval",
    "Issue",
    "Judgement",
    "Kind",
    "LeftOut",
    "Line",
    "LineKind",
    "Mention",
    "MentionKind",
    "Misused",
    "Mode",
    "Moment",
    "MomentKind",
    "Named",
    "Network",
    "Normalisation",
    "Note",
    "NoteKind",
    "Office",
    "OnRecordError",
    "Outcome",
    "Page",
    "Part",
    "PartKind",
    "PlacedCoding",
    "Polarisation",
    "Position",
    "Provision",
    "Reading",
    "Record",
    "Refused",
    "Rejected",
    "Repeat",
    "Role",
    "Sense",
    "Span",
    "Stance",
    "Standing",
    "Statement",
    "Story",
    "Stretch",
    "Subject",
    "Tie",
    "Turn",
    "Utterance",
    "Verdict",
    "View",
    "Whose",
    "Wire",
    "Wording",
]
