"""Filled-in questionnaires, as people send them: which columns are read, what an answer says, what is refused."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

import pytest
from openpyxl import Workbook

from bot.coaching.library import loader
from bot.coaching.questionnaires.files import read_tables
from bot.coaching.questionnaires.given import Says
from bot.coaching.questionnaires.tables import CELL, MOST_ROWS
from bot.coaching.shapes.checklist.given_answers import Questionnaire, read_questionnaire, say_question
from bot.coaching.shapes.checklist.model import scored
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from bot.model.runs import VariantName

Rows = Iterable[Sequence[object]]

CAIQ = (
    ["CONSENSUS ASSESSMENTS INITIATIVE QUESTIONNAIRE (CAIQ) v4.0.3"],
    [],
    ["Question ID", "Question", "CSP CAIQ Answer", "SSRM Control Ownership", "CSP Implementation Description",
     "CCM Control ID", "CCM Control Specification"],
    ["A&A-02.1", "Independent audits each year?", "Yes", "CSP-owned", "SOC 2 type II, March", "A&A-02", "Conduct …"],
    ["TVM-06.1", "Tests by third parties?", "NO", "CSP-owned", "", "TVM-06", "Define …"],
    ["DSP-16.1", "Retention as laws ask?", "N/A", "", "", "DSP-16", "Retention …"],
    ["STA–07.1", "An inventory of suppliers?", " yes. ", "", "", "STA-07", "Develop …"],
    ["DSP-19.1", "Where is data kept?", "", "", "", "DSP-19", "Define …"],
    ["IPY-04.1", "Terms at the end?", "Yes, on the large plan", "", "", "IPY-04", "Agreements …"],
)  # fmt: skip
HECVAT = (
    ["HECVAT 4.1.0 Product"],
    ["ID", "Question", "Preferred Response", "Answer", "Additional Information", "Guidance"],
    ["AAAI-01", "Single sign-on?", "Yes", "No", "On our list for spring", "Describe any plans."],
    ["APPL-01", "Roles?", "Yes", "=1+1", "", "Yes"],
    ["AAAI-09", "Logs?", "Yes", None, None, "Yes"],
)


@pytest.fixture(scope="module")
def vendor() -> Checklist:
    checklist = Checklist.of(loader.load_installed(None)["vendor"])
    assert checklist
    return checklist


def as_csv(rows: Rows, separator: str = ",", encoding: str = "utf-8") -> bytes:
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=separator).writerows(rows)
    return sheet.getvalue().encode(encoding)


def as_workbook(*sheets: Rows) -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    book.save(content)
    return content.getvalue()


def read(vendor: Checklist, content: bytes) -> Questionnaire:
    return read_questionnaire(vendor, read_tables(content))


def says(read: Questionnaire) -> dict[str, Says | None]:
    return {answer.question.name: answer.says for answer in read.answered}


@pytest.mark.parametrize(
    "content",
    [
        as_csv(CAIQ),
        as_csv(CAIQ, ";", "utf-8-sig"),
        as_csv(CAIQ, "\t", "utf-16"),
        as_csv(CAIQ, ";", "cp1252"),
        as_workbook([["Read me first"], ["Fill in the next sheet"]], CAIQ),
        as_workbook(CAIQ, CAIQ),
    ],
)
def test_a_caiq_in_any_file_is_read_alike(vendor: Checklist, content: bytes) -> None:
    sheet = read(vendor, content)
    assert says(sheet) == {
        "attest": Says.DIFFERS,
        "pentest": Says.NO,
        "personal": Says.NOT_APPLICABLE,
        "erasure": Says.NOT_APPLICABLE,
        "contracted": Says.YES,
        "export": Says.WORDS,  # a yes with a condition is none
    }
    audited = next(answer for answer in sheet.answered if answer.question.name == "attest").given[0]
    assert (audited.asked, audited.comment) == ("Independent audits each year?", "SOC 2 type II, March")
    assert len(sheet.answered) + len(sheet.open) == len(sheet.answers)


def test_what_a_questionnaire_prefers_is_no_answer_and_no_formula_is_worked_out(vendor: Checklist) -> None:
    sheet = read(vendor, as_workbook(HECVAT))
    assert says(sheet) == {"signin": Says.NO}
    assert [each.comment for each in sheet.answered[0].given] == ["On our list for spring"]


def test_without_a_heading_the_column_of_yes_and_no_has_the_answers(vendor: Checklist) -> None:
    sheet = read(vendor, as_csv([["x", "A&amp;A-02.1", "Audits?", "Yes"], ["y", "TVM-06.1.", "Tests?", "N.A."]]))
    assert says(sheet) == {"attest": Says.DIFFERS, "pentest": Says.NOT_APPLICABLE}


def test_what_the_vendor_answers_counts_before_what_others_say_to_it(vendor: Checklist) -> None:
    heads = ["ID", "Answer", "Vendor answer", "Comment"]
    sections = [["", "Please answer all that is asked, also in part"], ["", "Preferred response", "", ""]]
    rows = [heads, *sections, ["AAAI-01", "Yes", "No", ""], ["APPL-01", "Yes", "", "See the manual"]]
    sheet = read(vendor, as_csv(rows))
    assert says(sheet) == {"signin": Says.NO, "permissions": Says.WORDS}
    assert sheet.answered[1].given[0].comment == "See the manual"


def test_our_own_sheet_comes_back_filled_in(vendor: Checklist) -> None:
    asked = [say_question(each) for each in scored(vendor.variant(VariantName.FULL).questions.values())]
    rows = [["Topic", "Question", "Also asked in", "Answer", "Who says so, and where"]]
    rows += [["t", question, "CAIQ v4 A&A-02.1", "tbd", ""] for question in asked]
    rows[1][3:], rows[2][3:] = ["Yes", "Anna, by mail"], ["Every night, in batches", ""]
    sheet = read(vendor, as_csv(rows, ";"))
    assert [each.says for each in sheet.answers[:2]] == [Says.YES, Says.WORDS]
    assert len(sheet.answered) == 2 and len(sheet.open) == len(asked) - 2
    assert sheet.answered[0].given[0].comment == "Anna, by mail"


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        ([["Id", "Question", "Answer"], ["AAC-01.1", "Old", "Yes"], ["IPY-04.1", "Formats?", "Yes"]], "CAIQ v4"),
        ([["HECVAT - Lite, version 3.06"], ["Id", "Answer"], ["AAAI-01", "Yes"]], "HECVAT 4.1"),
        ([["Id", "Answer"], ["QUAL-01", "Yes"], ["AAAI-01", "Yes"]], "HECVAT 4.1"),
    ],
)
def test_an_item_of_another_version_answers_nothing(vendor: Checklist, rows: Rows, other: str) -> None:
    sheet = read(vendor, as_csv(rows))
    assert sheet.other_versions == (other,) and not sheet.answered


def test_a_sheet_of_something_else_is_said_to_be_none(vendor: Checklist) -> None:
    for content in (as_csv([["Name", "Answer"], ["Anna", "Yes"]]), b"just a line", as_workbook([["A&A-02.1"]])):
        with pytest.raises(UserError, match="I find no column"):
            read(vendor, content)


def test_an_answer_that_another_sheet_repeats_is_quoted_once_and_another_answer_beside_it(vendor: Checklist) -> None:
    report = [["ID", "Vendor Answer", "Analyst Notes"], ["AAAI-01", "No", "ask again"]]
    (once,) = read(vendor, as_workbook(HECVAT, report)).answered
    assert [(each.sheet, each.comment) for each in once.given] == [("Sheet", "On our list for spring")]
    (both,) = read(vendor, as_workbook(HECVAT, [report[0], ["AAAI-01", "Yes", ""]])).answered
    assert both.says is Says.DIFFERS and [each.answer for each in both.given] == ["No", "Yes"]


def test_an_answer_steers_no_terminal(vendor: Checklist) -> None:
    sheet = read(vendor, as_csv([["Id", "Answer"], ["AAAI-01", "\x1b[2JSAML\u202e only"]]))
    assert sheet.answered[0].given[0].answer == "[2JSAML only"


def test_what_is_left_out_of_a_long_sheet_is_known() -> None:
    short, long = ([["a", "b" * (CELL + 9)], *[["", ""]] * MOST_ROWS, *more] for more in ([], [["late", ""]]))
    for write in (as_csv, as_workbook):
        for rows, complete in ((short, True), (long, False)):
            (table,) = read_tables(write(rows))
            assert table.complete is complete and len(table.rows) == 1 and len(table.rows[0][1]) == CELL


# Hostile files


def packed(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def replaced(content: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed(**{each: part if each == name else archive.read(each) for each in archive.namelist()})


BOOK = as_workbook(CAIQ)
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing in this file"),
        (b" \r\n", "nothing in this file"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old .xls, or locked"),
        (b"\x89PNG\0\0\0", "neither a CSV file nor an xlsx"),
        (b'a,"' + b"x" * 200_000, "neither a CSV file nor an xlsx"),
        (packed(bomb=bytes(41 * 1024 * 1024)), "Unpacked, this workbook is far too large"),
        (packed(**{str(number): b"" for number in range(501)}), "Unpacked, this workbook is far too large"),
        (packed(other=b"a zip file, but no workbook"), "I cannot read this workbook"),
        (BOOK[: len(BOOK) // 2], "I cannot read this workbook"),
        (replaced(BOOK, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "I cannot read this workbook"),
        (replaced(BOOK, "xl/worksheets/sheet1.xml", LAUGHS), "I cannot read this workbook"),
        (replaced(BOOK, "xl/worksheets/sheet1.xml", OUTSIDE), "I cannot read this workbook"),
        (replaced(BOOK, "xl/workbook.xml", LAUGHS), "I cannot read this workbook"),
        (as_workbook(*[[["a"]]] * 41), "more than 40 sheets"),
    ],
)
def test_a_file_that_would_do_harm_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_tables(content)


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:A1"/>'
        b'<sheetData><row r="2"><c r="B2"><v>2</v></c><c r="XFD2"><v>1</v></c></row>'
        b'<row r="1048576"><c r="A1048576"><v>3</v></c></row></sheetData></worksheet>'
    )
    (table,) = read_tables(replaced(BOOK, "xl/worksheets/sheet1.xml", far))
    assert table.rows == (("", "2", *[""] * 58),)
    (table,) = read_tables(as_csv([["x"] * 9000]))
    assert table.rows == (("x",) * 60,)
