"""Tables as spreadsheets export them."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Code, KnowledgeError, Severity, inspect, load
from bot.knowledge.draft import Draft
from bot.knowledge.table_reader import read_table


def read(text: str, path: str = "faq.csv") -> list[Draft]:
    drafts, problems = read_table(text, path)
    assert all(problem.severity is Severity.NOTE for problem in problems)
    return drafts


def read_one(text: str, path: str = "faq.csv") -> Draft:
    (draft,) = read(text, path)
    return draft


def questions(draft: Draft) -> list[str]:
    return [question.text for question in draft.questions]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_dialect_of_spreadsheets_is_read(delimiter: str, end: str) -> None:
    rows = [["Question", "Answer", "Topic"], ["Open?", f'"From nine{delimiter} say ""we"""', "Hours"]]
    draft = read_one(end.join(delimiter.join(row) for row in rows) + end)
    assert (questions(draft), draft.topic) == (["Open?"], "Hours")
    assert draft.answer == f'From nine{delimiter} say "we"'


@pytest.mark.parametrize(
    "header", ["q,a,category", "QUESTION,Answer ,Section", "Questions, answers,topic", "\u00a0question,ANSWER,Topic"]
)
def test_the_first_row_may_name_the_columns_in_several_ways(header: str) -> None:
    draft = read_one(f"{header}\nOpen?,Yes.,Hours")
    assert (questions(draft), draft.answer, draft.topic) == (["Open?"], "Yes.", "Hours")


def test_columns_may_stand_in_any_order_beside_others() -> None:
    draft = read_one('Nr,ID,Synonyms,Answer,Other_wordings,Question\n1,open,"jfk, kennedy",Yes.,Shut?|Now?,Open?')
    assert (draft.id, draft.synonyms, draft.topic) == ("open", ("jfk", "kennedy"), None)
    assert questions(draft) == ["Open?", "Shut?", "Now?"]


def test_without_names_the_columns_are_question_answer_topic_phrasings_id() -> None:
    draft = read_one("Open?,Yes.,Hours,Shut?,open")
    assert (questions(draft), draft.answer, draft.topic, draft.id) == (["Open?", "Shut?"], "Yes.", "Hours", "open")


@pytest.mark.parametrize("name", ["faq.tsv", "faq.TSV"])
def test_a_tsv_has_tabs_whatever_its_texts_hold(name: str) -> None:
    assert read_one("Open, now; here?\tYes, a, b", name).answer == "Yes, a, b"


def test_excels_own_first_line_tells_what_stands_between_fields() -> None:
    draft = read_one("sep=;\nquestion;answer\nOpen?;Yes, we are.")
    assert (draft.answer, draft.questions[0].number) == ("Yes, we are.", 3)


def test_phrasings_stand_on_lines_or_between_bars() -> None:
    assert questions(read_one('question,answer,phrasings\nA?,Yes.,"B | C?\nD?"')) == ["A?", "B | C?", "D?"]
    assert questions(read_one('questions,answer\n"A?\nB?",Yes.')) == ["A?", "B?"]
    assert questions(read_one('question,answer\n"A | B,\nor C?",Yes.')) == ["A | B, or C?"]


def test_an_answer_keeps_its_lines_and_a_row_is_told_of_by_its_first_one() -> None:
    first, second = read('question,answer\n\n"Open?","\nFrom nine,\n\n  to five.\n"\n,,\nShut?,No.')
    assert (first.answer, first.questions[0].number, first.answer_line) == ("From nine,\n\n  to five.", 3, 3)
    assert second.questions[0].number == 9


@pytest.mark.parametrize(
    ("row", "message", "hint"),
    [
        ("Open?,", "no answer to “Open?”", "write its answer in the same row"),
        ("Open?", "no answer to “Open?”", "write its answer in the same row"),
        (",Yes.", "text that answers no question: “Yes.”", "write its question"),
        ("?,Yes.", "a question without words", "write the question before its “?”"),
        ("Open?,Yes,we are", "more fields than columns: “we are”", "put the whole field in quotation marks"),
        ('Open?,"Yes', "a quotation mark that is never closed, in the row that begins here", "put the whole field in"),
        ('Open?,"Yes" we', "text behind a closing quotation mark, in the row that begins here", "put the whole field"),
    ],
)
def test_damage_is_named_with_its_line_and_cure(row: str, message: str, hint: str) -> None:
    drafts, (problem,) = read_table(f'question,answer\n"A\n?",B\n{row}\n', "faq.csv")
    assert (len(drafts), problem.line, problem.message) == (1, 4, message)
    assert problem.hint.startswith(hint)


def test_a_half_filled_table_is_served_without_its_open_rows(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_text("question,answer\nOpen?,Yes.\nFar?,\n???,Maybe.\n,Never.\nCold?,No.\n", encoding="utf-8")
    found = inspect([path])
    assert [entry.question for entry in found.base.entries] == ["Open?", "Cold?"]
    assert [problem.line for problem in found.problems if problem.code is Code.HALF_ENTRY] == [3, 4, 5]
    assert load([path]).entries == found.base.entries


def test_a_table_without_any_answer_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_text("question,answer\nOpen?,\nFar?,\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no question in this file"):
        load([path])


def test_rows_that_are_counted_in_several_tables_do_not_stop_the_bot(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,question,answer\n1,Open?,Yes.\n2,Far?,No.\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("id,question,answer\n1,Cold?,No.\n2,Warm?,Yes.\n", encoding="utf-8")
    found = inspect([tmp_path])
    assert [entry.id for entry in found.base.entries] == ["1", "2", "1-2", "2-2"]
    assert [(problem.code, problem.line) for problem in found.problems] == [(Code.SHARED_NUMBER, 2)]
    assert len(load([tmp_path]).entries) == 4


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_long_answers_full_of_other_delimiters_do_not_confuse(delimiter: str) -> None:
    others = "".join(sign for sign in ",;|\t" if sign != delimiter)
    rows = [["Is it open?", f"First{others}then{others}at last."], ["Is it far?", f"No{others}or yes."]]
    drafts, _ = read_table("\n".join(delimiter.join(row) for row in rows), "faq.csv")
    assert [(questions(draft), draft.answer) for draft in drafts] == [([question], answer) for question, answer in rows]


def test_a_column_that_is_missing_is_named() -> None:
    for header, missing in (("question", "answer"), ("answer", "question")):
        drafts, (problem,) = read_table(f"{header}\nOpen?\n", "faq.csv")
        assert (drafts, problem.line, problem.message) == ([], 1, f"no column is called “{missing}”")


@pytest.mark.parametrize(
    "header",
    [
        "Frage;Antwort",
        "Pregunta;Respuesta",
        "Question;Réponse",
        "QUESTIONS;REPONSES",
        "质问;回答",
        "Вопрос;Ответ",
        "prompt;completion",
        "title;body",
        "key;response",
        "Instruction;Output",
        "userQuestion;bot_response",
        "FAQ question (en);FAQ answer (en)",
    ],
)
def test_names_of_columns_in_other_languages_and_words_are_known(header: str) -> None:
    drafts, (note,) = read_table(f"Nr;{header}\n1;Offen;Ja.\n2;Zu;Nein.\n", "faq.csv")
    assert [(questions(draft), draft.answer) for draft in drafts] == [(["Offen"], "Ja."), (["Zu"], "Nein.")]
    assert (note.severity, note.line) == (Severity.NOTE, 1)
    assert "ignored: “Nr”" in note.message


def test_the_surer_name_wins_and_the_other_column_is_ignored() -> None:
    drafts, (note,) = read_table("title,question,text,answer\nT,Open?,Long text,Yes.\n", "faq.csv")
    assert [(questions(draft), draft.answer) for draft in drafts] == [(["Open?"], "Yes.")]
    assert note.message == "columns: ignored: “title”, “text”"


def test_columns_of_unknown_names_are_told_by_what_stands_in_them() -> None:
    text = "Nr,Wie,Was\n1,Ist offen?,Ja, jeden Tag.\n".replace("Ja, ", "Ja ") + "2,Ist zu?,Nur am Sonntag.\n"
    drafts, (warning,) = read_table(text, "faq.csv")
    assert [(draft.questions[0], draft.answer) for draft in drafts] == [
        ((2, "Ist offen?"), "Ja jeden Tag."),
        ((3, "Ist zu?"), "Nur am Sonntag."),
    ]
    assert (warning.severity, warning.line) == (Severity.WARNING, 1)
    assert warning.message == (
        "columns, guessed from their cells: “Wie” is the question, “Was” is the answer; ignored: “Nr”"
    )


def test_a_first_row_is_never_silently_an_entry() -> None:
    short, (warning,) = read_table("Foo,Bar\nRefunds,We pay every parcel back within thirty days.\n", "faq.csv")
    assert [questions(draft) for draft in short] == [["Refunds"]]
    assert warning.severity is Severity.WARNING
    plain, (warning,) = read_table("Refunds,Yes.\nParcels,No.\n", "faq.csv")
    assert len(plain) == 2
    assert "the first row is read as an entry: “Refunds”" in warning.message


def test_a_row_of_names_that_comes_again_is_no_entry() -> None:
    assert len(read("question,answer\nOpen?,Yes.\nquestion,answer\nShut?,No.\n")) == 2


def test_an_export_of_qna_maker_is_read() -> None:
    header = "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId"
    rows = [
        'Open?\tFrom "nine\\n\\nto five.\thttps://example.org/faq\t\t[]\tFalse\t[]\t1',
        "Where?\tHere.\tEditorial\t\t[]\tFalse\t[]\t2",
        'Shut?\tFrom "nine\\n\\nto five.\thttps://example.org/faq\t\t[]\tFalse\t[]\t1',
    ]
    first, second = read("\n".join([header, *rows]), "faq.tsv")
    assert (questions(first), first.answer) == (["Open?", "Shut?"], 'From "nine\n\nto five.')
    assert (first.url, second.url) == ("https://example.org/faq", "")


def test_a_column_of_addresses_leads_to_more() -> None:
    drafts, (warning,) = read_table("question,answer,url\nA?,B,https://example.org/a\nC?,D,page 7\n", "faq.csv")
    assert [draft.url for draft in drafts] == ["https://example.org/a", ""]
    assert (warning.line, warning.message) == (3, "not the address of a page: “page 7”")


def test_phrasings_may_be_a_list_in_json() -> None:
    assert questions(read_one('question,answer,variants\nA?,B,"[""C?"", ""D?""]"')) == ["A?", "C?", "D?"]


TEXT = "question,answer\nOpen?,“Yes” – café"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_spreadsheets_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_bytes(TEXT.encode(encoding))
    found = inspect([path])
    assert [entry.answer for entry in found.base.entries] == ["“Yes” – café"]
    assert found.problems == ()


def test_windows_1252_is_read_with_a_warning_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_bytes(TEXT.encode("cp1252"))
    found = inspect([path])
    assert [entry.answer for entry in found.base.entries] == ["“Yes” – café"]
    (problem,) = found.problems
    assert (problem.severity, problem.line) == (Severity.WARNING, 2)
    assert "Windows-1252 (cp1252)" in problem.message


@pytest.mark.parametrize("raw", [b"\xff\xfea", b"q,a\nb,\x81", b"PK\x03\x04", b"q,a\nb,\x00c", b"", b"q,a\n"])
def test_bytes_that_are_no_table_are_an_error(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_bytes(raw)
    found = inspect([path])
    assert [problem.severity for problem in found.problems] == [Severity.ERROR]
    assert found.base.entries == ()


CELLS = st.text("ab ,;\t\"|'\nä?", min_size=1, max_size=12).map(lambda text: f"x{text}x")


@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4),
    delimiter=st.sampled_from([",", ";", "\t"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_is_written_is_read_back(rows: list[tuple[str, str]], delimiter: str, quoting: int) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]  # one of its constants
    writer.writerow(("Question", "Answer"))
    writer.writerows((question.replace("\n", " "), answer) for question, answer in rows)
    assert [(questions(draft), draft.answer) for draft in read(written.getvalue())] == [
        ([" ".join(question.split())], answer) for question, answer in rows
    ]


@given(st.text('",;\n\t ab?qé', max_size=40))
def test_any_table_is_read_or_reported(text: str) -> None:
    drafts, problems = read_table(text, "faq.csv")
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in problems)
    assert all(1 <= draft.answer_line <= lines for draft in drafts)


def test_a_huge_field_is_read_and_the_limit_of_others_is_kept() -> None:
    limit = csv.field_size_limit()
    assert len(read_one(f"Open?,{'y' * 1_000_000}").answer) == 1_000_000
    assert csv.field_size_limit() == limit


def test_a_title_above_the_names_of_the_columns_is_passed_over() -> None:
    (draft,) = read("FAQ of 2024;;\n;;\nAnswer;Question;Topic\nYes.;Open?;Hours\n")
    assert (draft.questions[0], draft.answer, draft.topic) == ((4, "Open?"), "Yes.", "Hours")


def test_the_first_row_may_name_the_columns_in_longer_words() -> None:
    (draft,) = read("No.,FAQ question (en),Our answer,Status\n1,Open?,Yes.,done\n")
    assert (draft.questions[0].text, draft.answer) == ("Open?", "Yes.")
    assert len(read("Any question?,See the answer\nOpen?,Yes.\n")) == 2
    assert len(read("Open?,Yes.\nMy question,The answer\n")) == 2


def test_a_topic_that_stands_first_holds_for_the_rows_below_as_in_merged_cells() -> None:
    rows = "{0}\nHours,Open?,Yes.\n,Shut?,No.\nPlace,Where?,Here.\n"
    assert [draft.topic for draft in read(rows.format("Topic,Question,Answer"))] == ["Hours", "Hours", "Place"]
    assert [draft.topic for draft in read("question,answer,topic\nOpen?,Yes.,Hours\nShut?,No.,\n")] == ["Hours", None]


def test_a_topic_may_be_called_like_a_column() -> None:
    (draft,) = read("Open?,Yes.,A\n")
    assert (draft.questions[0].text, draft.topic) == ("Open?", "A")


def test_a_row_with_a_single_text_is_the_topic_of_the_questions_below() -> None:
    drafts, (note,) = read_table("q,a\nTENTS,\nWet?,No.\nDry?,Yes.\nDOGS,\nLoud?,No.\n", "faq.csv")
    assert [draft.topic for draft in drafts] == ["TENTS", "TENTS", "DOGS"]
    assert (note.line, note.message) == (2, "rows with a single text are topics: “TENTS”, “DOGS”")
    for rows in ("Wet?,No.\nPrices,\nDry?,Yes.\n", "TENTS,\nWet?,No.\nDry?,Yes.\nPrices,\n"):
        drafts, problems = read_table(f"q,a\n{rows}", "faq.csv")
        (half,) = (problem for problem in problems if problem.code is Code.HALF_ENTRY)
        assert (len(drafts), half.message) == (2, "no answer to “Prices”")


def test_further_columns_of_questions_are_phrasings() -> None:
    assert questions(read_one("Question 1,Question 2,Question 3,Answer\nOpen?,Shut?,,Yes.")) == ["Open?", "Shut?"]
    assert questions(read_one('question,answer\n"Open?\nopening hours",Yes.')) == ["Open?", "opening hours"]


def test_numbers_dates_and_addresses_are_no_questions() -> None:
    rows = "1,2024-01-02,Tents in the rain,Hang it up first and dry it.,a@example.org\n"
    rows += "2,2024-01-03,Packing,Use the bag that it came in.,b@example.org\n"
    drafts, _ = read_table(f"Nr,Blob,Blub,Blab,Bleb\n{rows}", "faq.csv")
    assert [draft.questions[0].text for draft in drafts] == ["Tents in the rain", "Packing"]
    assert drafts[0].answer == "Hang it up first and dry it."


def test_the_columns_of_a_form_have_the_names_of_its_questions() -> None:
    header = "Timestamp,Email Address,What is your question?,Answer (by staff)"
    draft = read_one(f"{header}\n2024/01/02,a@example.org,Open?,Yes.")
    assert (questions(draft), draft.answer) == (["Open?"], "Yes.")


def test_a_table_as_wide_as_no_sheet_is_an_error_in_a_short_message() -> None:
    drafts, (problem,) = read_table("q,a" + ",x" * 20_000 + "\nOpen?,Yes.\n", "faq.csv")
    assert (drafts, problem.code) == ([], Code.TOO_LARGE)
    _, (note,) = read_table("q,a" + ",x" * 1000 + "\nOpen?,Yes.\n", "faq.csv")
    assert note.message.endswith("“x” and 980 more")


def test_a_column_of_few_texts_to_the_left_of_the_questions_is_the_topic() -> None:
    rows = "".join(
        f"{topic},{place},Is {place} open?,It is open.\n" for place, topic in enumerate(("Camp", "Dogs") * 3)
    )
    drafts, (warning,) = read_table(rows, "faq.csv")
    assert [draft.topic for draft in drafts] == ["Camp", "Dogs"] * 3
    assert "column 1 is the topic" in warning.message


def test_tags_in_a_text_of_several_lines_become_markdown() -> None:
    draft = read_one(
        "question,answer\nOpen?,\"Yes, <b>now </b>and\n<a target='_blank' href='https://x.example'>here</a>.\""
    )
    assert draft.answer == "Yes, **now** and\n[here](https://x.example)."
    assert read_one('question,answer\nTag?,"Write `<b>x</b>`\nthere."').answer == "Write `<b>x</b>`\nthere."


@pytest.mark.parametrize("labels", [("Q1", "A1", "Q2", "A2"), ("Question:", "Answer:") * 2, ("Frage", "Antwort") * 2])
def test_a_column_of_labels_tells_questions_from_answers(labels: tuple[str, ...]) -> None:
    rows = zip(labels, ("Open?", "Yes.", "How to get in", "Ring."), strict=True)
    drafts = read("\n".join(",".join(row) for row in rows))
    assert [(questions(draft), draft.answer) for draft in drafts] == [(["Open?"], "Yes."), (["How to get in"], "Ring.")]
    assert [draft.questions[0].number for draft in drafts] == [1, 3]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Frage;Antwort\nFährt ein Bus für Gäste?;Für 2 € über die Straße."),
        ("cp1251", "Вопрос;Ответ\nКак зажечь фонарь?;Повернуть ручку."),
        ("koi8-r", "Вопрос;Ответ\nКак зажечь фонарь?;Повернуть ручку."),
        ("cp932", "質問;回答\n灯りのつけ方は？;つまみを回します。"),
        ("cp949", "질문;답변\n등불은 어떻게 켜나요?;손잡이를 돌리세요."),
        ("gb18030", "问题;答案\n怎么点灯？;转动旋钮。"),
    ],
)
def test_older_encodings_are_read_with_a_warning(encoding: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_bytes(text.encode(encoding))
    found = inspect([path])
    (entry,) = found.base.entries
    assert f"{entry.questions[0]};{entry.answer}" == text.split("\n")[1]
    assert [problem.code for problem in found.problems if problem.severity is Severity.WARNING] == [
        Code.READ_AS_WINDOWS_1252
    ]


def test_commas_without_quotation_marks_are_text_if_the_row_then_fits() -> None:
    text = "question,answer\nHow do I light it?,Turn it, wait, and look.\nWhere, when and how?,Here.\nDark?,No,yes\n"
    drafts, problems = read_table(text, "faq.csv")
    assert [(draft.questions[0].text, draft.answer) for draft in drafts] == [
        ("How do I light it?", "Turn it, wait, and look."),
        ("Where, when and how?", "Here."),
    ]
    assert [(problem.line, problem.code) for problem in problems] == [
        (2, Code.GUESSED_COLUMNS),
        (3, Code.GUESSED_COLUMNS),
        (4, Code.SYNTAX),
    ]


def test_a_column_of_topics_beside_the_answers_holds_the_questions() -> None:
    drafts, _ = read_table("Nr,Topic,Answer\n1,Lighting it,Turn the knob.\n2,Oil,A cup of it.\n", "faq.csv")
    assert [(draft.questions[0].text, draft.answer, draft.topic) for draft in drafts] == [
        ("Lighting it", "Turn the knob.", None),
        ("Oil", "A cup of it.", None),
    ]


def test_numbers_and_labels_go_if_every_row_has_them() -> None:
    drafts, _ = read_table("question,answer\n1. How hot?,A: Very.\nQ2: Who pays?,A: Nobody.\n", "faq.csv")
    assert [(draft.questions[0].text, draft.answer) for draft in drafts] == [
        ("How hot?", "Very."),
        ("Who pays?", "Nobody."),
    ]
    drafts, _ = read_table("question,answer\n1. How hot?,A: Very.\nWho pays?,Nobody.\n", "faq.csv")
    assert [draft.questions[0].text for draft in drafts] == ["1. How hot?", "Who pays?"]
    assert drafts[0].answer == "A: Very."
