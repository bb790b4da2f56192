"""Which kind a named mention is, where a corpus draws its lines elsewhere than OnRecord does."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.reference import Reference

# Members of the United Nations, and former states, that the shipped tables have no row for.
_OTHER_STATES = """
Andorra; Antigua and Barbuda; Bahamas; Barbados; Belize; Benin; Bhutan; Botswana; Burundi; Cameroon; Cape Verde; Cabo
Verde; Comoros; Congo; Costa Rica; Côte d'Ivoire; Ivory Coast; Dominica; Dominican Republic; East Timor; Timor-Leste;
Ecuador; El Salvador; Equatorial Guinea; Eswatini; Swaziland; Fiji; Gabon; Gambia; Grenada; Guatemala; Guinea;
Guinea-Bissau; Honduras; Jamaica; Kiribati; Lesotho; Liberia; Liechtenstein; Madagascar; Malawi; Maldives; Marshall
Islands; Mauritania; Mauritius; Micronesia; Monaco; Namibia; Nauru; Palau; Papua New Guinea; Paraguay; Saint Kitts and
Nevis; Saint Lucia; Saint Vincent and the Grenadines; Samoa; San Marino; Sao Tome and Principe; São Tomé and Príncipe;
Seychelles; Sierra Leone; Solomon Islands; Suriname; Tanzania; Togo; Tonga; Trinidad and Tobago; Tuvalu; Uruguay;
Vanuatu; Zambia; USSR; U.S.S.R.; Czechoslovakia; East Germany; West Germany; Prussia; Ottoman Empire; Austria-Hungary;
Korea; Democratic Republic of the Congo; Democratic Republic of Congo; Republic of the Congo; People's Republic of
China; Holland; Burma; Vatican City; Macedonia; Czechia; Persia; DPRK; ROK; PRC; GDR; UAE; KSA
"""

# Peoples, the adjectives of places and the peoples of states without a row: the shipped tables know those with one.
_OTHER_DEMONYMS = """
African; African-American; Afro-American; Anglo-Saxon; Arab; Arabian; Arabic; Asian; Asian-American; Balkan; Baltic;
Basque; Bavarian; Bengali; Bosniak; Breton; Californian; Cameroonian; Caribbean; Catalan; Celtic; Chechen; Congolese;
Cornish; Cossack; Ecuadorian; English; Englishman; Englishmen; European; Fijian; Filipina; Flemish; Gambian; Gaelic;
Greenlandic; Guatemalan; Hawaiian; Hispanic; Honduran; Indo-European; Ivorian; Jamaican; Kurd; Kurdish; Kashmiri;
Latin American; Latino; Latina; Liberian; Macedonian; Malagasy; Malay; Maori; Māori; Mediterranean; Middle Eastern;
Mongol; Native American; Nordic; North American; Palestinian; Paraguayan; Pashtun; Persian; Prussian; Punjabi;
Quebecois; Québécois; Roma; Roman; Rwandan; Saxon; Scandinavian; Scot; Scots; Scottish; Scotsman; Sicilian; Silesian;
Slav; Slavic; Soviet; South American; Tamil; Tanzanian; Tatar; Texan; Tibetan; Togolese; Trinidadian; Tuscan; Uighur;
Uruguayan; Uyghur; Venetian; Welsh; Welshman; West African; Western European; Eastern European; Yoruba; Zambian; Zulu;
Iberian; Dalmatian; Malawian; Namibian; Salvadoran; Costa Rican; Dominican; Barbadian; Bahamian; Surinamese;
Czechoslovak; Yugoslav; Turkic; Germanic; Byzantine; Phoenician; Swahili; Mandarin; Cantonese; Hebrew; Latin;
Dutchman; Irishman; Irishmen
"""

_AGREEMENT = re.compile(
    r"\b(?:Treat(?:y|ies)|Accords?|Pacts?|Protocols?|Conventions? (?:on|for|against)\b.*|(?:Geneva|Hague) Conventions?|"
    r"Acts?(?: of \d{4})?|Bill(?: of Rights)?|Charter|Constitution|Amendments?|Declaration(?: of \w+)?|Memorandum|"
    r"Communiqu[eé]|Laws?|Resolutions?|Agreements?|agreements?|accords?|treat(?:y|ies)|Code|Executive Order)"
    r"(?: (?:of|on|for) .*)?(?: (?:\d+|[IVX]+)(?: and \d+)?)?$"
)
_EVENT = re.compile(
    r"\b(?:(?<!Star )(?<!Guild )Wars?|war|Revolution$|Uprising|Rebellion|Revolt|Olympics|Olympic Games|Games|"
    r"Conferences?|Summits?|summit|"
    r"Cup|Festival|Battle of|Siege of|Championships?|Elections?|elections?|Crisis|Congress of \w+|Invasion|Massacre|"
    r"Holocaust|Genocide|Operation|primar(?:y|ies)$|Convention|Tournament|Congress \d+|Christmas|Ramadan|Thanksgiving|"
    r"Easter|Halloween|Hurricane|Super Bowl|9/11|Intifada|Campaign|Expo)\b"
)

_BODY = re.compile(
    r"\b(?:[Gg]overnment|[Cc]abinet|Army|Navy|Air Force|Armed Forces|Ministry|Parliament|Senate|House of \w+|Congress|"
    r"Police|Agency|agency|Corps|Brigade|Guards?|Council|Committee|Commission|Administration|administration)$"
)
_NOT_NAMED = re.compile(r"https?:|www\.|mailto:|@|\.(?:doc|xls|ppt|pdf|html?|com|org)\b", re.I)


def key(surface: str) -> str:
    """What two spellings of a name share: no case, article, full stops or possessive ending."""
    folded = " ".join(surface.replace("’", "'").replace(".", "").casefold().split())
    return folded.removeprefix("the ").removesuffix("'s")


def _listed(names: str) -> set[str]:
    return {key(name) for name in names.split(";")}


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A mention without white space, hyphens and a possessive ending at its edges; empty where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in "-–_'\"“‘"):
        start += 1
    for ending in ("'s", "’s", "'", "’"):
        if text[start:end].endswith(ending):
            end -= len(ending)
            break
    while end > start and (text[end - 1].isspace() or text[end - 1] in "-–_,;:"):
        end -= 1
    return start, end


def is_name(surface: str, kind: str) -> bool:
    """Whether a marked stretch is a name at all: no address, file or lone sign, and OTHER only with a capital."""
    if _NOT_NAMED.search(surface) or (not any(c.isalpha() for c in surface) and not surface.startswith("9/11")):
        return False
    return kind != "OTHER" or any(c.isupper() for c in surface)


class Kinds:
    """Tells states from places and bodies, and nationalities, agreements, weapons and events from all other names."""

    def __init__(self, reference: Reference) -> None:
        tables = reference.tables
        rows = tables.states
        self.states = {key(n) for row in rows for n in (row.name, *row.aliases)} | _listed(_OTHER_STATES)
        self._acting = {key(n) for row in rows for n in (*row.seats, *((row.capital,) if row.capital else ()))}
        peoples = {key(n) for row in rows for n in row.demonyms} | _listed(_OTHER_DEMONYMS)
        self.demonyms = peoples | {name + "s" for name in peoples}
        self._weapons = _names((row.name, *row.aliases) for row in tables.weapons)
        self._agreements = _names((row.name, *row.aliases) for row in tables.agreements)
        self._bodies = _names((row.name, *row.aliases) for row in tables.organisations)

    def place(self, surface: str) -> str:
        """STATE for the name of a state, PLACE for any other."""
        return "STATE" if key(surface) in self.states else "PLACE"

    def body(self, surface: str) -> str:
        """STATE for a state, or the capital or seat that acts for it; NATIONALITY for a people; else ORGANISATION."""
        name = key(surface)
        if name in self.states or name in self._acting:
            return "STATE"
        return "NATIONALITY" if name in self.demonyms else "ORGANISATION"

    def person(self, surface: str) -> str:
        """NATIONALITY for a people, else PERSON."""
        return "NATIONALITY" if key(surface) in self.demonyms else "PERSON"

    def other(self, surface: str) -> str:
        """The kind of a name that its corpus calls no more than miscellaneous: OTHER where nothing tells."""
        name = key(surface)
        if name in self.demonyms or (name.count(" ") == 1 and name.split()[1] in self.demonyms):
            return "NATIONALITY"
        if name in self.states:
            return "STATE"
        if name in self._weapons:
            return "WEAPON"
        if name in self._agreements or _AGREEMENT.search(surface):
            return "AGREEMENT"
        if name in self._bodies:
            return "ORGANISATION"
        if _BODY.search(surface):
            return "ORGANISATION"
        return "EVENT" if _EVENT.search(surface) else "OTHER"


def _names(rows: Iterable[tuple[str, ...]]) -> set[str]:
    return {key(name) for row in rows for name in row}
