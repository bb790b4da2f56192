"""Whether the language of a page is told, and whether English pages are read: on sentences written for it.

    python -m bench.language

Other libraries are measured beside ours where they are installed.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable

from onrecord.ingest.language import language

FOREIGN = {
    "ar": "قال وزير الخارجية يوم الخميس إن بلاده لن تنسحب من المعاهدة ما دام الطرف الآخر يحترمها.",
    "bg": "Министърът на външните работи заяви в четвъртък, че страната му няма да напусне договора.",
    "ca": "El ministre va dir dijous que el seu govern no abandonarà el tractat mentre l'altra part el respecti.",
    "cs": "Ministr zahraničí ve čtvrtek řekl, že jeho země smlouvu neopustí, pokud ji druhá strana bude dodržovat.",
    "da": "Udenrigsministeren sagde torsdag, at hans regering ikke vil forlade "
    "aftalen, så længe den anden part overholder den.",
    "de": "Die Ministerin sagte am Donnerstag, dass ihre Regierung den Vertrag nicht verlassen werde.",
    "el": "Ο υπουργός δήλωσε την Πέμπτη ότι η χώρα του δεν θα εγκαταλείψει τη συνθήκη.",
    "es": "El ministro dijo el jueves que su gobierno no abandonará el tratado mientras la otra parte lo respete.",
    "et": "Minister ütles neljapäeval, et tema valitsus ei lahku lepingust, kuni teine pool seda täidab.",
    "fa": "وزیر خارجه روز پنجشنبه گفت که کشورش تا زمانی که طرف دیگر به پیمان پایبند باشد از آن خارج نمی‌شود.",
    "fi": "Ministeri sanoi torstaina, ettei hänen hallituksensa irtaudu "
    "sopimuksesta, jos toinen osapuoli noudattaa sitä.",
    "fr": "La ministre a déclaré jeudi que son gouvernement ne quitterait pas le "
    "traité tant que l'autre partie le respecte.",
    "he": "שר החוץ אמר ביום חמישי כי ארצו לא תפרוש מן האמנה כל עוד הצד השני מכבד אותה.",
    "hi": "विदेश मंत्री ने गुरुवार को कहा कि उनका देश संधि से बाहर नहीं निकलेगा।",
    "hu": "A külügyminiszter csütörtökön azt mondta, hogy kormánya nem lép ki a szerződésből.",
    "id": "Menteri luar negeri mengatakan pada hari Kamis bahwa pemerintahnya tidak akan meninggalkan perjanjian itu.",
    "it": "Il ministro ha detto giovedì che il suo governo non lascerà il trattato finché l'altra parte lo rispetta.",
    "ja": "外相は木曜日、相手側が条約を守る限り、自国は条約から離脱しないと述べた。",
    "ko": "외무장관은 목요일 상대방이 조약을 지키는 한 탈퇴하지 않을 것이라고 말했다.",
    "lt": "Ministras ketvirtadienį sakė, kad jo vyriausybė nepasitrauks iš sutarties, kol kita šalis jos laikosi.",
    "lv": "Ministrs ceturtdien sacīja, ka viņa valdība neizstāsies no līguma, kamēr otra puse to ievēro.",
    "nl": "De minister zei donderdag dat zijn regering het verdrag niet zal "
    "verlaten zolang de andere partij het naleeft.",
    "no": "Utenriksministeren sa torsdag at regjeringen hans ikke vil forlate "
    "avtalen så lenge den andre parten følger den.",
    "pl": "Minister powiedział w czwartek, że jego rząd nie wycofa się z traktatu, dopóki druga strona go przestrzega.",
    "pt": "O ministro disse na quinta-feira que o seu governo não abandonará o "
    "tratado enquanto a outra parte o respeitar.",
    "ro": "Ministrul a declarat joi că guvernul său nu va părăsi tratatul atât timp cât cealaltă parte îl respectă.",
    "ru": "Министр заявил в четверг, что его страна не выйдет из договора, пока другая сторона его соблюдает.",
    "sk": "Minister vo štvrtok povedal, že jeho vláda zo zmluvy neodstúpi, kým ju druhá strana dodržiava.",
    "sl": "Minister je v četrtek dejal, da njegova vlada ne bo zapustila sporazuma, dokler ga druga stran spoštuje.",
    "sv": "Utrikesministern sade i torsdags att hans regering inte lämnar "
    "avtalet så länge den andra parten följer det.",
    "tr": "Bakan perşembe günü yaptığı açıklamada, karşı taraf uyduğu sürece "
    "hükümetinin antlaşmadan çekilmeyeceğini söyledi.",
    "uk": "Міністр заявив у четвер, що його країна не вийде з договору, доки інша сторона його дотримується.",
    "vi": "Ngoại trưởng hôm thứ Năm nói rằng chính phủ của ông sẽ không rời bỏ hiệp ước.",
    "zh": "外交部长星期四表示，只要对方遵守条约，他的国家就不会退出。",
}
"""One sentence each, the same in all: short, as a brief or a flash is."""

ENGLISH = (
    "Kell met Włodzimierz Żółkiewski and Þórdís Gylfadóttir in Bydgoszcz.",
    "Talks end without deal.",
    "Arden's foreign minister, Orla Benning, denied the charge.",
    "Belmar fired three missiles overnight, wounding two soldiers, Arden says.",
    "“Nous ne quitterons jamais le traité tant que l'autre partie le respecte,” she told reporters. “Jamais.”",
    "Vashkel: Tesmarian inspectors barred. Skerran ferries cancelled, tickets refunded, passengers stranded.",
    "Der Spiegel reporter Müller-Brandt asked Chancellor Straßburger about Bundeswehr depots near Görlitz.",
    "MINISTER: NO WAR. NO SURRENDER. NO DEAL YET. ENVOY: WAIT AND SEE.",
)
"""Briefs, headlines, names from elsewhere, quotations left as they were spoken."""

PAGE = (
    "The minister said on Tuesday that the treaty must be preserved by both sides and that her government would stay "
    "in it as long as others did. She spoke after a meeting with the ambassador, who denied that his country was in it."
)


def mixed() -> list[str]:
    """English pages with something foreign in them: a quotation, a menu, a note to readers abroad."""
    quoted = [f"{PAGE}\n\n{FOREIGN[code]}\n\n{PAGE}" for code in ("de", "ru", "fr", "zh", "ar")]
    menus = [f"{'Startseite Politik Wirtschaft Sport Kultur Anmelden Suche'}\n\n{PAGE}", f"{FOREIGN['es']}\n\n{PAGE}"]
    return quoted + menus


def others() -> dict[str, Callable[[str], str]]:
    """Libraries to compare with, those that are here."""
    found: dict[str, Callable[[str], str]] = {}
    try:
        langid = importlib.import_module("py3langid")
        found["py3langid alone"] = lambda text: str(langid.classify(text)[0])
    except ImportError:
        pass
    try:
        lingua = importlib.import_module("lingua")
        detector = lingua.LanguageDetectorBuilder.from_all_languages().build()

        def by_lingua(text: str) -> str:
            told = detector.detect_language_of(text)
            return told.iso_code_639_1.name.lower() if told else "?"

        found["lingua"] = by_lingua
    except ImportError:
        pass
    try:
        cld2 = importlib.import_module("pycld2")
        found["pycld2"] = lambda text: str(cld2.detect(text)[2][0][1])
    except ImportError:
        pass
    return found


def main() -> None:
    """Prints, for each, how many sentences are told right, kept out, and read, and its speed."""
    same = {"nb": "no", "iw": "he", "in": "id", "zh-Hant": "zh"}
    print("| | named | kept out | briefs read | mixed read | longer named | ms a text |\n|---|---|---|---|---|---|---|")
    for name, tell in ({"onrecord": language} | others()).items():
        tell("to load it")
        started = time.process_time()
        told = {code: same.get(found := tell(text), found) for code, text in FOREIGN.items()}
        taken = 1000 * (time.process_time() - started) / len(FOREIGN)
        named = sum(code == found for code, found in told.items())
        out = sum(found != "en" for found in told.values())
        briefs = [tell(text) == "en" for text in ENGLISH]
        pages = [tell(text) == "en" for text in mixed()]
        longer = sum(same.get(found := tell(f"{text} " * 3), found) == code for code, text in FOREIGN.items())
        rows = (
            f"{named}/{len(told)}",
            f"{out}/{len(told)}",
            f"{sum(briefs)}/{len(briefs)}",
            f"{sum(pages)}/{len(pages)}",
        )
        print(f"| {name} | {' | '.join(rows)} | {longer}/{len(told)} | {taken:.2f} |", flush=True)
        wrong = {code: found for code, found in told.items() if code != found}
        print(f"<!-- {wrong} {[t[:20] for t, ok in zip(ENGLISH, briefs, strict=True) if not ok]} -->", flush=True)


if __name__ == "__main__":
    main()
