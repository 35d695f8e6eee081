"""Pages in HTML: headings, things that unfold, terms, and what they mark up for search engines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Severity
from bot.knowledge.draft import Draft
from bot.knowledge.html.page import html_rows
from bot.knowledge.html.tree import parse_html
from bot.knowledge.linting.coverage import coverage
from bot.knowledge.markup.html_reader import read_html

Row = tuple[str, str, str | None]


def read(text: str, path: str = "faq.html") -> list[Draft]:
    drafts, problems = read_html(text, path)
    assert not any(problem.severity is Severity.ERROR for problem in problems)
    return drafts


def rows(text: str, path: str = "faq.html") -> list[Row]:
    return [(draft.questions[0].text, draft.answer, draft.topic) for draft in read(text, path)]


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [
{"@type": "Question", "name": "Open?", "acceptedAnswer": {"@type": "Answer", "text": "<p>Yes, <b>now</b>.</p>"}},
{"@type": "Question", "name": "Far?", "acceptedAnswer": {"@type": "Answer", "text": "No &amp; never."}}]}</script>"""
MARKED = """<div itemscope itemtype="https://schema.org/Question"><h3 itemprop="name">Open?</h3>
<div itemprop="acceptedAnswer"><p itemprop="text">Yes, <b>now</b>.</p></div></div>"""
BUTTON = "<div class='item'><button aria-expanded='false'>{}</button><div hidden>{}</div></div>"
CLASS = "<div class='faq-question'>{}</div><div class='faq-answer'>{}</div>"
PAGES: dict[str, tuple[str, list[Row]]] = {
    "headings": (
        "<h1>FAQ</h1><h2>Hours</h2><h3>Open?</h3><p>Yes.<p>Always.<h3>Shut?</h3>No.",
        [("Open?", "Yes.\n\nAlways.", "Hours"), ("Shut?", "No.", "Hours")],
    ),
    "details": (
        "<h1>Help</h1><details><summary>Open?</summary>Yes.</details><details><summary><b>Far?</b></summary>No.</details>",
        [("Open?", "Yes.", "Help"), ("Far?", "No.", "Help")],
    ),
    "terms": (
        "<h2>Questions</h2><dl><dt>Open?<dd>Yes.<dd>Now.<dt>Far?<dd>No.</dl>",
        [("Open?", "Yes.\n\nNow.", None), ("Far?", "No.", None)],
    ),
    "buttons": (
        f"<h1>FAQ</h1>{BUTTON.format('Open?', 'Yes.')}{BUTTON.format('Far?', 'No.')}",
        [("Open?", "Yes.", None), ("Far?", "No.", None)],
    ),
    "classes": (
        f"<h1>FAQ</h1>{CLASS.format('Open?', 'Yes.')}{CLASS.format('Far?', 'No.')}",
        [("Open?", "Yes.", None), ("Far?", "No.", None)],
    ),
    "bold": (
        "<h1>FAQ</h1><p><b>Open?</b></p><p>Yes.</p><p><b>Far?</b><br>No.</p>",
        [("Open?", "Yes.", None), ("Far?", "No.", None)],
    ),
    "labels": (
        "<p>Q: Open now</p><p>A: Yes.</p><p>Q: Far</p><p>A: No.</p>",
        [("Open now", "Yes.", None), ("Far", "No.", None)],
    ),
    "table": (
        "<table><tr><th>Question<th>Answer<tr><td>Open?<td>Yes,<br>now.<tr><td>Far?<td>No.</table>",
        [("Open?", "Yes,\nnow.", None), ("Far?", "No.", None)],
    ),
    "linked data": (
        f"<h2>About us</h2><p>Hi.</p>{LINKED}",
        [("Open?", "Yes, **now**.", None), ("Far?", "No & never.", None)],
    ),
    "linked data of what is seen": (
        f"<h1>FAQ</h1><h2>Hours</h2><h3>Open?</h3><p>Yes, <b>now</b>.</p><h2>News</h2><p>None.</p>{LINKED}",
        [("Open?", "Yes, **now**.", "Hours"), ("Far?", "No & never.", None)],
    ),
    "boxes with a button each, and others below": (
        (
            "<title>FAQ</title><div>"
            "<div class=faq><button>Open? <i></i></button><div class=panel><p>Yes.<p>Always.</div></div>"
            "<div class=faq><button>Far?</button><div class=panel><p>No.</div></div></div>"
            "<section class=foot><h3>Find us</h3><p>Up the hill.<h3>Follow us</h3><p>On the web.</section>"
        ),
        [("Open?", "Yes.\n\nAlways.", None), ("Far?", "No.", None)],
    ),
    "boxes with a button in a heading each, which need not ask": (
        (
            "<h1>Help</h1><h2>Hours</h2>"
            "<div class=item><h2><button class='accordion-button'>Open?</button></h2><div>Yes.</div></div>"
            "<div class=item><h2><button class='accordion-button'>Far?</button></h2><div>No.</div></div>"
            "<div class=item><h2><button class='accordion-button'>Lost keys</button></h2><div>Ask Ann.</div></div>"
        ),
        [("Open?", "Yes.", "Hours"), ("Far?", "No.", "Hours"), ("Lost keys", "Ask Ann.", "Hours")],
    ),
    "classes of questions that need not ask": (
        (
            "<p class=question>Open?<p class=answer>Yes.<p class=question>Far?<p class=answer>No."
            "<p class=question>Lost keys<p class=answer>Ask Ann."
        ),
        [("Open?", "Yes.", None), ("Far?", "No.", None), ("Lost keys", "Ask Ann.", None)],
    ),
    "signs that unfold": (
        (
            "<div class=b><div class=faq-q><b>Open?</b> <i>+</i></div>Yes.</div>"
            "<div class=b><div class=faq-q><b>Far?</b> <i>+</i></div>No.</div>"
            "<div class=b><div class=faq-q><b>Lost keys</b> <i>+</i></div>Ask Ann.</div>"
        ),
        [("Open?", "Yes.", None), ("Far?", "No.", None), ("Lost keys", "Ask Ann.", None)],
    ),
    "sections beside the questions": (
        (
            "<h2>FAQ</h2><h4>Open?</h4>Yes.<h4>Far?</h4>No.<h4>Lost keys</h4>Ask Ann."
            "<h2>Prices</h2><h3>Gold</h3>Ten.<h3>Silver</h3>Five.<h2>3 comments</h2>Bob: nice."
        ),
        [("Open?", "Yes.", None), ("Far?", "No.", None), ("Lost keys", "Ask Ann.", None)],
    ),
    "items with a heading each": (
        (
            "<title>FAQ</title><ul><li><div><h3>Open?</h3></div><p>Yes.</p><ul><li>Always</li></ul></li>"
            "<li><h3>Lost keys</h3><p>Ask Ann.</p></li></ul>"
        ),
        [("Open?", "Yes.\n\n- Always", None), ("Lost keys", "Ask Ann.", None)],
    ),
    "boxes with a heading each, and links below": (
        (
            "<h1>FAQ</h1><div class=box><h2>Open?</h2><p>Yes.</div><div class=box><h2>Far?</h2><p>No.</div>"
            "<div><a hx-get=/start>Start</a> <a hx-get=/stop>Stop</a></div>"
        ),
        [("Open?", "Yes.", None), ("Far?", "No.", None)],
    ),
    "marked up": (f"<h1>Help</h1><h2>Hours</h2>{MARKED}", [("Open?", "Yes, **now**.", "Hours")]),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_questions_of_a_page_are_found(page: str) -> None:
    text, expected = PAGES[page]
    assert rows(text, "x.html") == expected


def test_an_answer_becomes_markdown() -> None:
    text = """<link rel=canonical href="https://example.org/faq/">
<h2 id="a">Open?<a class="headerlink" href="#a">¶</a></h2>
<p>Yes &amp; <b>no</b>, see <a href="../more.html">the guide</a>, <a href="#b">below</a> or <code>a*b</code> 2*3.</p>
<ul><li>one<li>two<ol><li>deep</ol></ul>
<pre><code class="language-sh">rm *
# all</code></pre><blockquote><p>Said.</p></blockquote><img src="p.png" alt="A [p]"><script>x()</script>"""
    (draft,) = read(text)
    assert draft.answer.split("\n") == [
        "Yes & **no**, see [the guide](https://example.org/more.html), below or `a*b` 2\\*3.",
        "",
        "- one",
        "- two",
        "  1. deep",
        "",
        "```sh",
        "rm *",
        "# all",
        "```",
        "",
        "> Said.",
        "",
        "![A [p\\]](https://example.org/faq/p.png)",
    ]


def test_links_of_a_page_without_an_address_become_text() -> None:
    assert rows("<h2>Open?</h2><p>See <a href='x.html'>x</a>, <a href='https://example.org'>y</a>.</p>") == [
        ("Open?", "See x, [y](https://example.org).", None)
    ]


def test_what_is_around_the_page_is_passed_over() -> None:
    text = "<nav><a href=/>Home?</a></nav><h1>FAQ</h1><h2>Open?</h2>Yes.<footer><h2>Who are we?</h2>Us.</footer>"
    assert rows(text) == [("Open?", "Yes.", None)]
    assert rows(f"<h2>Menu?</h2>x<main>{text}</main><h2>More?</h2>y") == [("Open?", "Yes.", None)]


def test_text_that_looks_like_markdown_stays_text() -> None:
    (draft,) = read("<h2>Open?</h2><p># no heading</p><p>- no item</p><p>1. no number</p><p>a_b_c *d* `e` &lt;b></p>")
    assert draft.answer == "\\# no heading\n\n\\- no item\n\n1\\. no number\n\na_b_c \\*d\\* \\`e\\` \\<b>"


def test_drafts_stand_on_the_lines_of_the_page() -> None:
    text = "<h1>FAQ</h1>\n\n<h2>\n Open?</h2>\n<p>\nYes.</p>\n<!-- x\n\n-->\n<h2>Far?</h2>\n<ul>\n<li>No.</ul>"
    assert [(draft.questions[0].number, draft.answer_line) for draft in read(text)] == [(3, 6), (10, 12)]


def test_a_table_of_contents_is_no_text() -> None:
    contents = '<ul><li><a href="#a">Is it really open?</a></li><li><a href="#b">Far, is it?</a></li></ul>'
    text = f'<h1>Help</h1>{contents}<h2 id="a">Open?</h2>Yes.<h2><a name="b"></a>Far?</h2>No.'
    assert rows(text) == [("Open?", "Yes.", "Help"), ("Far?", "No.", "Help")]
    assert "really" not in "".join(row for row, _ in html_rows(text))
    answer = '<ul><li><a href="#a">First</a></li><li><a href="#c">Second</a></li><li>Third</li></ul>'
    assert rows(f'<h2 id="a">Which steps?</h2>{answer}') == [("Which steps?", "- First\n- Second\n- Third", None)]


def test_lines_that_are_lost_are_those_of_the_page() -> None:
    text = "<p>Before.</p>\n<style>\nx {}\n</style>\n<h2>Open?</h2>\n<p>Yes.</p>"
    shown = html_rows(text)
    found = coverage("\n".join(row for row, _ in shown), read(text), [number for _, number in shown])
    assert (found.lines, found.numbers) == (3, (1,))


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<!-->", "<![CDATA[", "<a b='", "</", "<p>", "<div>", "<li>", "&", "<?", "<dt>x", "<td>"]
)
def test_a_page_full_of_damage_takes_time_in_its_length(piece: str) -> None:
    assert parse_html(piece * 20_000) is not None
    read_html(f"<h2>Open?</h2>{piece * 2_000}", "x.html")


PIECES = (
    "<p> </p> <h2> </h2> <ul> <li> <dl> <dt> <dd> </dl> <details> <summary> </details> <table> <tr> <td> <b> </b> "
    "<a> </a> <pre> <br> < &#x0; Open? x <!-- --> | `"
)
TAGS = st.sampled_from([*PIECES.split(), " ", "\n"])


@given(st.lists(TAGS, max_size=30).map("".join))
def test_any_page_is_read_or_reported(text: str) -> None:
    drafts, problems = read_html(text, "faq.html")
    last = text.count("\n") + 1
    assert all(1 <= draft.questions[0].number <= last for draft in drafts)
    assert all(0 <= problem.line <= last for problem in problems)


def test_tables_in_each_other_do_not_multiply() -> None:
    text = "<h1>FAQ</h1><h2>How?</h2>" + "<table><tr><td>" * 1000 + "So."
    drafts, _ = read_html(text, "faq.html")
    assert [draft.answer for draft in drafts] == ["So."]


def test_unfolding_questions_below_a_heading_that_asks_are_entries_beside_it() -> None:
    text = (
        "<h1>FAQ</h1><h2>Can we help?</h2><p>Of course.</p>"
        "<details><summary>How deep is it?</summary>Nine metres.</details>"
        "<details><summary>Is it cold?</summary>Very.</details>"
        "<h2>Is it open?</h2><p>Yes.</p><dl><dt>May I swim?</dt>"
        "<dd>Yes.</dd><dt>Are there fish?</dt><dd>Some.</dd></dl>"
    )
    drafts, _ = read_html(text, "page.html")
    assert [(draft.questions[0].text, draft.answer) for draft in drafts] == [
        ("Can we help?", "Of course."),
        ("How deep is it?", "Nine metres."),
        ("Is it cold?", "Very."),
        ("Is it open?", "Yes."),
        ("May I swim?", "Yes."),
        ("Are there fish?", "Some."),
    ]


@pytest.mark.parametrize(
    ("head", "url", "link"),
    [
        ("", "https://example.org/docs/help/faq.html", "https://example.org/docs/help/map.html"),
        (
            '<link rel="canonical" href="https://lake.example/faq">',
            "https://lake.example/faq",
            "https://lake.example/map.html",
        ),
        (
            '<meta property="og:url" content="https://lake.example/faq/"><base href="/files/">',
            "https://lake.example/faq/",
            "https://lake.example/files/map.html",
        ),
    ],
)
def test_addresses_come_from_the_page_or_from_the_folder_and_only_real_anchors_are_linked(
    head: str, url: str, link: str
) -> None:
    text = (
        f"<html><head>{head}</head><body><h2 id='deep'>How deep is it?</h2><p>See <a href='map.html'>map</a>.</p>"
        "<h2>Is it cold?</h2><p>Very.</p></body></html>"
    )
    drafts, _ = read_html(text, "faq.html", base_url="https://example.org/docs", source="help/faq.html")
    assert [draft.url for draft in drafts] == [f"{url}#deep", url]
    assert drafts[0].answer == f"See [map]({link})."


def test_without_an_address_relative_links_are_plain_text() -> None:
    drafts, _ = read_html("<base href='/x/'><h2>How deep?</h2><p>See <a href='map.html'>map</a>.</p>", "faq.html")
    assert [(draft.answer, draft.url) for draft in drafts] == [("See map.", "")]


def test_the_emphasised_beginnings_of_items_are_questions_if_one_asks() -> None:
    items = "<li><em>The zip is stuck</em><p>Wax it.</p><p>Wait.</p></li><li><em>Is it dry?</em><p>Yes.</p></li>"
    assert [row[:2] for row in rows(f"<h1>FAQ</h1><ol>{items}</ol>")] == [
        ("The zip is stuck", "Wax it.\n\nWait."),
        ("Is it dry?", "Yes."),
    ]
