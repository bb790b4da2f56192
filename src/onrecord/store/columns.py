"""What each view holds: its columns in their order, each with what it says."""

from __future__ import annotations

DOCUMENTS = {
    "id": "the start of the SHA-256 of the page's bytes",
    "document": "the name of the page: its file name or URL",
    "url": "the address that it was fetched from, or that its archive, feed or table gives; null without one",
    "outlet": "who published it; null where the page does not say",
    "agency": "the news agency that the story says it is from; null where it names none",
    "authors": "the people in its byline, as they are written there",
    "title": "the headline; null where the page carries none",
    "standfirst": "the lines between headline and body",
    "published": "[earliest, latest] day of publication; null where neither side is known",
    "published_confidence": "the share of such dates that are expected to be right",
    "published_why": "the chain of evidence of the date, in words",
    "rejected": "dates on the page that are not its date: [{text, why}]",
    "language": "ISO 639-1",
    "words": "how many words the article has",
    "statements": "how many statements were read in it",
    "text": "title, standfirst and body: what every offset counts in",
    "dateline": "the line that says where and when it was written, as it stands",
    "credits": "who else worked on it, as it says: [{role, by}]",
    "notes": "what the editors say of it (corrections, updates): [{kind, text}]",
    "lines": "what the page carried beside the article: [{kind, text}]",
    "checks": "facts held against the reference: [{says, verdict, about, value, reference, source, span}]",
    "story": "the id of the story that it tells, which is that of its first appearance",
    "corrected": "what a person changed of it, who, when and why; null where nobody did",
}

STATEMENTS = {
    "id": "follows from the document and the words",
    "document_id": "the id of the document",
    "document": "the name of the page",
    "outlet": "who published it",
    "where": "title, standfirst, body or related (a headline of another story on the page)",
    "speaker": "who says it, by canonical name; null where that cannot be told",
    "source": "the words that name the speaker",
    "cue": "the words that say that it is said",
    "content": "what is said; spans are joined by one space",
    "kind": "direct, indirect or mixed",
    "act": "what saying it does: a PLOVER event type, SAY, DENY or unclassified",
    "target": "who it is done to, by canonical name",
    "date": "[earliest, latest] day it was said; null where neither side is known",
    "date_why": "the chain of evidence of the date, in words",
    "parent": "the id of the statement whose content this one stands in",
    "answers": "the id of the statement that it denies, rejects or answers",
    "positions": "what it shows its holder to affirm or deny: [{by, issue, stance}]",
    "channel": "through what it was said (press service, in a statement)",
    "audience": "to whom it was said",
    "hedge": "the words that hold it at arm's length (allegedly)",
    "confidence": "the share of such statements that are expected to be one",
    "act_confidence": "the same for the act",
    "speaker_confidence": "the same for the speaker",
    "act_why": "why this act, in words",
    "speaker_why": "why this speaker, in words",
    "rule": "the pattern or model that found it",
    "line": "which of the document's lines the offsets count in; null for its text",
    "spans": "{source: [start, end], cue: [[start, end]], content: [[start, end]]} in code points",
    "repeats": "the id of the statement that an earlier appearance of the story makes in the same words",
    "corrected": "what a person changed of it, who, when and why; null where nobody did",
}

ACTORS = {
    "name": "the canonical name",
    "kind": "person, state, organisation or group (persons left unnamed)",
    "of": "the state or organisation that it belongs to",
    "offices": "offices held, with their terms",
    "forms": "every wording that the pages use, most frequent first",
    "statements": "how many statements it makes, a story on several pages counted once",
    "documents": "how many documents name it",
    "merged": "other names under which it was read, each with why it is the same: [{name, confidence, why}]",
    "corrected": "what a person changed of it, who, when and why; null where nobody did",
}

POSITIONS = {
    "issue": "a proposition: a predicate of the codebook over actors and agreements",
    "by": "the state, organisation or person that holds the position",
    "stance": "affirm or deny",
    "statements": "how many statements show it, a story on several pages counted once",
    "ids": "the ids of those statements",
    "time": "[earliest, latest] day on which they were made; null where neither side is known",
    "confidence": "the share of such positions that are expected to be right",
    "why": "the evidence, in words",
    "corrected": "what a person changed of it, who, when and why; null where nobody did",
}

TIMELINE = {
    "date": "when, in EDTF (ISO 8601-2)",
    "earliest": "the first day it may be; null where that side is open",
    "latest": "the last day it may be; null where that side is open",
    "kind": "event, statement or deadline",
    "what": "what happened, was said or falls due",
    "items": "the ids of the events, statements or deadlines that the line stands for",
    "document": "the page or pages it was read on",
    "corrected": "what a person changed of it, who, when and why; null where nobody did",
}

CHECKS = {
    "document": "the name of the page",
    "says": "the words of the page",
    "about": "the agreement they are about",
    "fact": "signed, in force, ended, or the name of a provision",
    "value": "what the page gives",
    "verdict": "agrees, differs or not covered",
    "reference": "what the reference gives",
    "source": "where the reference has it from",
    "span": "[start, end] of the words in the document's text",
    "line": "which of the document's lines the offsets count in; null for its text",
}

STORIES = {
    "id": "the id of its first appearance",
    "title": "the headline of that; null where it carries none",
    "appearances": "on how many pages it stands",
    "outlets": "who published it, the first one first",
    "published": "[earliest, latest] day of its first appearance; null where neither side is known",
    "statements": "how many statements it makes, each counted once",
    "pages": "its appearances, the first one first: [{document, id, outlet, published, words, share}]",
}

NETWORK = {
    "source": "an actor, or an issue where issues are tied to issues",
    "target": "the issue or actor that it is tied to",
    "weight": "how strongly, by the aggregation and normalisation asked for",
    "statements": "how many statements are behind it",
    "ids": "the ids of those statements",
}

POLARISATION = {
    "time": "[earliest, latest] day of the window; null where nothing in it has a day",
    "polarisation": "from 0 (nobody contradicts anybody, or all alike) to 1 (all do across two camps, nobody within)",
    "camps": "the actors that stand together, the larger camp first: [[name]]",
    "statements": "how many statements were counted",
}

CORRECTIONS = {
    "id": "follows from what it says",
    "at": "when it was made, ISO 8601, UTC",
    "by": "who made it",
    "kind": "set, reject, add, same, apart or undo",
    "subject": "what it is about: statement, mention, event, deadline, document, actor, position or correction",
    "item": "the id, name or position that it is about",
    "document_id": "the id of the document that the item stands in",
    "document": "the name of the page",
    "words": "the words of the item when it was corrected",
    "changes": "the fields that it sets: [{field, before, after, words}]",
    "why": "the reason",
    "state": "applied, waiting (nothing in the record is what it is about) or undone",
    "now": "the item that it applies to now",
    "note": "why it waits",
}

SET_ASIDE = {
    "document": "the name of the page",
    "reason": "why it could not be used",
}

COLUMNS: dict[str, dict[str, str]] = {
    "documents": DOCUMENTS,
    "statements": STATEMENTS,
    "actors": ACTORS,
    "positions": POSITIONS,
    "timeline": TIMELINE,
    "checks": CHECKS,
    "stories": STORIES,
    "network": NETWORK,
    "polarisation": POLARISATION,
    "corrections": CORRECTIONS,
    "set_aside": SET_ASIDE,
}
"""Every view by its name."""
