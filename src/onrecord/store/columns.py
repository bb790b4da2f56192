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
    "side": "the state or organisation that the speaker stands for; null where that cannot be told",
    "utterance": "the id of the utterance that it tells: of the statement by which that appears first",
}

ACTORS = {
    "name": "the canonical name",
    "kind": "person, state, organisation or group (persons left unnamed)",
    "of": "the state or organisation that it belongs to",
    "offices": "offices held, with their terms, by the reference",
    "roles": "what the pages call it, former, acting and designate said so",
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
    "words": "the issue as a proposition in words; of a denial what denying it says, where the codebook has that",
    "both": "whether the same actor is shown to hold the other stance too",
}

CHANGES = {
    "by": "who took the other side",
    "issue": "of which issue",
    "before": "affirm or deny: what it held before",
    "after": "what it held then",
    "last": "[earliest, latest] day on which it last showed the one",
    "first": "[earliest, latest] day on which it first showed the other",
    "certain": "whether the times leave no doubt which came first",
    "ids": "the ids of the two statements",
    "said": "what was said before, in its words",
    "says": "what was said then, in its words",
}

ANSWERS = {
    "date": "[earliest, latest] day of the answer; null where neither side is known",
    "speaker": "who answers",
    "kind": "denial, rejection, counter-accusation, agreement, concession or reply",
    "content": "what is said in answer",
    "document": "the page that tells it",
    "outlet": "who published that",
    "to_date": "[earliest, latest] day of what is answered",
    "to_speaker": "who is answered",
    "to_act": "what the statement that is answered does",
    "to_content": "what is answered",
    "to_document": "the page that tells that",
    "to_outlet": "who published that",
    "issues": "the issues on which the two take opposite sides",
    "exchange": "the id of the utterance or statement that opened the exchange",
    "id": "the id of the statement that answers",
    "to": "the id of the statement that is answered",
    "confidence": "the share of such answers that are expected to be right",
    "why": "why the one answers the other, in words",
}

EVENTS = {
    "date": "[earliest, latest] day of it, as far as all pages together tell",
    "granularity": "how finely its time is told: day, week, month, ...",
    "act": "what kind of deed: a PLOVER event type",
    "what": "what happened",
    "who": "who takes part",
    "agreement": "the agreement that it is about",
    "place": "where",
    "venue": "at which meeting or occasion",
    "pages": "the pages that tell of it: [{document, id, outlet, date, words}]",
    "others": "other times that pages give for it, in EDTF",
    "ids": "the ids of the events of single pages",
    "confidence": "the share of such events that are expected to be dated right",
    "why": "the evidence of the date, in words",
}

DEADLINES = {
    "falls": "[earliest, latest] day on which it ends",
    "set_by": "the state, organisation or person that sets it",
    "bound": "who must act",
    "condition": "under which condition, in the words of the page",
    "became": "met, missed, extended, overtaken or unknown",
    "became_why": "which words say so",
    "became_confidence": "the share of such outcomes that are expected to be right",
    "words": "what is said by who sets it",
    "document": "the page or pages that tell of it",
    "ids": "the ids of the deadlines of single pages",
    "statements": "the ids of the statements that set it",
    "why": "the evidence of the day, in words",
}

UTTERANCES = {
    "id": "the id of the statement by which it appears first",
    "speaker": "who says it",
    "act": "what saying it does",
    "content": "what is said, as it appears first",
    "date": "[earliest, latest] day it was said; null where neither side is known",
    "appearances": "on how many pages it appears",
    "outlets": "who carries it, the first one first",
    "first": "[earliest, latest] day of publication of its first appearance",
    "last": "[earliest, latest] day of publication of its last",
    "pages": "its appearances, the first one first: [{document, id, outlet, published, statement, wording, words}]",
    "confidence": "the share of such utterances in which every appearance is expected to be one",
    "why": "what makes them one, in words",
}

OUTLETS = {
    "outlet": "its name",
    "documents": "how many of its pages the record has",
    "statements": "how many statements it carries",
    "direct": "how many of them in the words spoken",
    "hedged": "how many of them it holds at arm's length (claims, allegedly)",
    "nested": "how many of them it has through another speaker",
    "firsts": "how many utterances appear with it first that others carry too",
    "shared": "how many utterances it carries that others carry too",
    "left_out": "how many utterances others carry that it leaves out while it writes of the dispute",
    "sides": "whom it lets speak: [{side, statements, direct, hedged}], most first",
    "unheard": "who speaks elsewhere in this record, twice or more, and never here",
    "hedges": "the words by which it keeps at arm's length, most frequent first",
}

CONTRASTS = {
    "kind": "left out, answer left out, shortened, paraphrased, hedged, figure or date",
    "outlet": "which outlet",
    "here": "what it has; null where it has nothing",
    "there": "what the other page has",
    "speaker": "whose words they are; null for an event",
    "document": "the page of the outlet; null where it leaves the thing out",
    "other": "the page that it is held against",
    "other_outlet": "who published that",
    "id": "the id of its statement or event",
    "held": "the id of the statement or event of the other page",
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
    "changes": CHANGES,
    "answers": ANSWERS,
    "utterances": UTTERANCES,
    "events": EVENTS,
    "deadlines": DEADLINES,
    "timeline": TIMELINE,
    "checks": CHECKS,
    "stories": STORIES,
    "network": NETWORK,
    "polarisation": POLARISATION,
    "corrections": CORRECTIONS,
    "outlets": OUTLETS,
    "contrasts": CONTRASTS,
    "set_aside": SET_ASIDE,
}
"""Every view by its name."""
