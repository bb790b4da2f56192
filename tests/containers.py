"""Made-up pages in every container that pages come in."""

from __future__ import annotations

import gzip
import io
import textwrap
import zipfile
import zlib
from collections.abc import Sequence

TITLE = "Arden accuses Belmar of breaking the Tarn Accord"
PARAGRAPHS = (
    "LARKHAVEN, March 7, 2019 - Arden's foreign minister Orla Benning said on Thursday that Belmar had violated the "
    "Tarn Accord and that the patrols on the lake would stop.",
    '"Belmar is in breach of the accord, and we will leave it in 60 days unless it returns to compliance," Benning '
    "said at a news conference in Larkhaven.",
    "The accord was signed in 1994 and limits patrols on the lake. Officials in both capitals have argued about it "
    "for months.",
)
BODY = "\n\n".join(PARAGRAPHS)
FRAGMENT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HTML = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{FRAGMENT}</body></html>".encode()


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids: list[int] = []
    for lines in pages:
        shown = b"".join(b"(" + line.replace("(", "\\(").encode("latin-1") + b") Tj T* " for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        form = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>"
        objects.append(form % (len(objects), b"<< /Font << /F1 3 0 R >> >>"))
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + tail


def printed() -> bytes:
    """The story as a PDF."""
    return pdf([[line for part in (TITLE, *PARAGRAPHS) for line in [*textwrap.wrap(part, 80), ""]]])


def word() -> bytes:
    """The story as a Word file, its last paragraph in a table."""
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_heading(TITLE, 0)
    for paragraph in PARAGRAPHS[:2]:
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = PARAGRAPHS[2]
    document.save(out)
    return out.getvalue()


def word_bomb(size: int) -> bytes:
    """A Word file that unpacks to this many bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(size // 1_000_000):
                part.write(bytes(1_000_000))
    return out.getvalue()


def gzip_bomb(size: int, start: bytes = b"") -> bytes:
    """Gzip that unpacks to this many bytes, made without holding them."""
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [packing.compress(start)]
    pieces += [packing.compress(b"a" * 1_000_000) for _ in range(size // 1_000_000)]
    return b"".join([*pieces, packing.flush()])


def message(related: bool = False) -> bytes:
    """The story as a message, or as a page saved with everything in it."""
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    outer = MIMEMultipart("related" if related else "alternative")
    outer["Subject"] = TITLE
    outer["Date"] = "Fri, 08 Mar 2019 10:00:00 +0000"
    outer["From"] = "<Saved by Blink>" if related else "desk@news.example"
    if related:
        outer["Snapshot-Content-Location"] = "https://news.example/2019/03/07/tarn"
    else:
        outer.attach(MIMEText("Read this in a browser.", "plain", "utf-8"))
    outer.attach(MIMEText(HTML.decode(), "html", "iso-8859-1"))
    return bytes(outer)


def feed(entries: int = 1) -> bytes:
    """A feed: the story, and entries of one line."""
    head = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>The Courier</title>"
    )
    whole = (
        f"<item><title>{TITLE}</title><link>https://news.example/1</link><pubDate>Thu, 07 Mar 2019 10:00:00 +0000"
        f"</pubDate><content:encoded><![CDATA[{FRAGMENT}]]></content:encoded></item>"
    )
    short = "".join(
        f"<item><title>Talks</title><link>https://news.example/{n}</link><description>One line.</description></item>"
        for n in range(2, entries + 2)
    )
    return f"{head}{whole}{short}</channel></rss>".encode()


def record(
    address: str,
    body: bytes,
    kind: str = "text/html",
    headers: bytes = b"",
    status: str = "200 OK",
    length: int | None = None,
) -> bytes:
    """A record of a web archive; ``length`` is what it claims to have."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n".encode() + headers + b"\r\n" + body
    size = len(http) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-03-09T03:04:05Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Records, each packed by itself, as archives are."""
    return b"".join(gzip.compress(one) for one in records)
