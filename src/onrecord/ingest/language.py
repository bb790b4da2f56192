"""Which language a body is in; only English goes on."""

from __future__ import annotations

import re

from onrecord.ingest.limits import LANGUAGE_SAMPLE, MIN_JUDGED_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset({
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "it", "with", "as", "his", "on",
    "be", "at", "by", "he", "which", "this", "have", "from", "had", "not", "are", "but", "their",
    "were", "they", "has", "its", "would", "who", "been", "will", "said", "an", "or", "one", "we",
    "more", "there", "after", "also",
})  # fmt: skip
_NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "ta": "Tamil",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
    "af": "Afrikaans", "am": "Amharic", "arz": "Arabic", "ary": "Arabic", "as": "Assamese", "ba": "Bashkir",
    "br": "Breton", "cy": "Welsh", "dz": "Dzongkha", "eo": "Esperanto", "eu": "Basque", "fo": "Faroese",
    "fy": "Frisian", "ga": "Irish", "gd": "Scottish Gaelic", "gl": "Galician", "gu": "Gujarati", "ha": "Hausa",
    "ht": "Haitian Creole", "ig": "Igbo", "is": "Icelandic", "jv": "Javanese", "km": "Khmer", "kn": "Kannada",
    "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish", "lg": "Ganda", "ln": "Lingala",
    "lo": "Lao", "mg": "Malagasy", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "mt": "Maltese",
    "my": "Burmese", "ne": "Nepali", "nn": "Norwegian", "nso": "Northern Sotho", "oc": "Occitan", "om": "Oromo",
    "or": "Odia", "pa": "Punjabi", "pcm": "Nigerian Pidgin", "ps": "Pashto", "qu": "Quechua", "rw": "Kinyarwanda",
    "sa": "Sanskrit", "sdh": "Kurdish", "se": "Northern Sami", "si": "Sinhala", "sn": "Shona", "so": "Somali",
    "st": "Sotho", "sw": "Swahili", "te": "Telugu", "tg": "Tajik", "tk": "Turkmen", "tl": "Tagalog", "tt": "Tatar",
    "ug": "Uyghur", "uzs": "Uzbek", "wuu": "Chinese", "xh": "Xhosa", "yo": "Yoruba", "yue": "Chinese", "zu": "Zulu",
    "zxx": "no language that can be told",
}  # fmt: skip
_LATIN_ENDS = "\u0250"
_ENGLISH_SHARE = 0.2
_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\"")
_MIN_LOWER = 4
"""The fewest words without a capital that a brief is judged by: names and headlines say little of a language."""
_LIKELIER = 3.0
"""How much likelier than English another language must be for a brief, as the difference of logarithms."""


def language(body: str) -> str:
    """The ISO 639-1 code of the body's language; ``en`` where it is too short to tell.

    A fifth of English function words settles it at once (99 of 100 articles have more, and none of the other
    languages tried reaches a tenth). Otherwise py3langid says what it is; of a brief in Latin letters it is asked about
    what stands outside quotations and is no name, since a foreign quotation or name makes no foreign page.
    Figures: ``bench/language.py``.
    """
    sample = body[:LANGUAGE_SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * max(len(words), 1):
        return "en"
    if len(words) < MIN_JUDGED_WORDS and is_latin(sample):
        return _brief(sample)
    import py3langid  # its model takes half a second to load

    code, _ = py3langid.classify(sample)
    return str(code)


def _brief(text: str) -> str:
    """The language of a short text in Latin letters; ``en`` where its words do not clearly say another."""
    lower = [word for word in _WORD.findall(_QUOTED.sub(" ", text)) if word[0].islower()]
    if len(lower) < _MIN_LOWER:
        return "en"
    import py3langid

    ranked = [(str(code), float(score)) for code, score in py3langid.rank(" ".join(lower))]
    code, best = ranked[0]
    english = dict(ranked)["en"]
    return code if best - english >= _LIKELIER else "en"


def is_latin(text: str) -> bool:
    """Whether at least half of a text's letters are Latin ones."""
    letters = [character for character in text[:LANGUAGE_SAMPLE] if character.isalpha()]
    return sum(letter < _LATIN_ENDS for letter in letters) * 2 >= len(letters)


def named(code: str) -> str:
    """The language's English name where it is a common one, else its code."""
    return _NAMES.get(code, f"the language with the code {code}")
