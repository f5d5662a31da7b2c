"""An analyst's day in JupyterLab: run the welcome notebook, ask why, and take away a PDF."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from heard.desk.welcome import CHOSEN

from .conftest import git

KERNEL = "Python 3 (ipykernel)"
PATIENCE = 120_000  # milliseconds
TOLD_OF_CHANGES = re.compile("Nothing has changed since|No report of this year is in|are otherwise than in")
HAS_RUN = re.compile(r"\[\d+\]:")
OpenNotebook = Callable[..., Locator]

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def page(window: BrowserContext, lab: str) -> Iterator[Page]:
    page = window.new_page()
    page.goto(f"{lab}/login?token=only-for-this-test")
    yield page
    page.close()


@pytest.fixture
def opened(page: Page, lab: str) -> OpenNotebook:
    """Goes to an address of JupyterLab, and gives back its notebook once a kernel is ready for it."""

    def opened(address: str) -> Locator:
        page.goto(f"{lab}/{address}")
        notebook = page.locator(".jp-NotebookPanel:visible")
        expect(notebook.locator(".jp-KernelName")).to_have_text(KERNEL)
        expect(notebook.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle")
        return notebook

    return opened


def choose(page: Page, *names: str) -> None:
    """One item of a menu after the other."""
    for name in names:
        page.locator(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel").get_by_text(name, exact=True).click()


def ask(page: Page, notebook: Locator, line: str) -> None:
    """Type a line into a new cell below the last, and run it."""
    notebook.locator(".jp-CodeCell").last.locator(".jp-InputPrompt").click()
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(line)
    page.keyboard.press("Shift+Enter")
    expect(notebook.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle")


def test_the_welcome_notebook_goes_from_the_records_to_a_report_while_the_analyst_looks_on(
    page: Page, opened: OpenNotebook, checkout: Path
) -> None:
    notebook = opened("")
    expect(notebook.get_by_role("heading", name="Start here")).to_be_visible()
    choose(page, "Run", "Run All Cells")
    expect(notebook.get_by_text("… Writing the report", exact=True)).to_be_visible()
    expect(notebook.get_by_text("✓ Writing the report: ")).to_be_visible()
    expect(notebook.get_by_text("Published:")).to_be_visible()
    expect(notebook.get_by_role("link", name="annual-report.pdf")).to_be_visible()
    expect(notebook.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(HAS_RUN)
    assert (checkout / "reports" / "annual-2024-25" / "annual-report.pdf").is_file()
    with page.expect_download() as word:
        notebook.get_by_role("link", name="annual-report.docx").click()
    assert Path(word.value.path()).read_bytes()[:2] == b"PK"
    notebook.get_by_role("link", name="40_explore.ipynb").click()
    expect(page.locator(".jp-NotebookPanel:visible").get_by_role("heading", name="Ask why")).to_be_visible()


OF_A_COUNCIL = """council: {}
period: {{first_day: 2024-04-01, last_day: 2025-03-31}}
as_at: 2025-06-01
records: records
"""
ONE_TABLE = "activity_id,title,opened_on,closed_on\nA,Bus fares,2024-05-01,2024-08-01\n"


def test_of_several_councils_one_is_chosen_in_the_field_and_none_before_and_the_place_of_its_report_is_said(
    page: Page, opened: OpenNotebook, checkout: Path
) -> None:
    for name in ("ouse", "cam"):
        (checkout / name / "records").mkdir(parents=True)
        (checkout / name / "records" / "activities.csv").write_text(ONE_TABLE, encoding="utf-8")
        (checkout / name / f"{name}.yaml").write_text(OF_A_COUNCIL.format(name.title()), encoding="utf-8")
    (checkout / "reports" / "lab" / CHOSEN).unlink(missing_ok=True)
    notebook = opened("lab/tree/reports/lab/notebooks/00_start_here.ipynb?reset")
    choose(page, "Run", "Run All Cells")
    expect(notebook.get_by_text("No year is chosen: choose one in the field, and run all cells.")).to_be_visible()
    assert not [name for name in ("ouse", "cam") if (checkout / "reports" / name).exists()]
    notebook.get_by_label("Year").select_option(label="cam/cam.yaml")
    expect(notebook.get_by_text("Chosen. Now run all cells again")).to_be_visible()
    choose(page, "Run", "Run All Cells")
    place = checkout / "reports" / "cam"
    expect(notebook.get_by_text("The report of the chosen year will be written to")).to_contain_text(str(place))
    expect(notebook.get_by_text("Published:")).to_be_visible()
    assert (place / "annual-report.html").is_file() and not (checkout / "reports" / "ouse").exists()
    for name in ("ouse", "cam"):
        shutil.rmtree(checkout / name)
    (checkout / "reports" / "lab" / CHOSEN).unlink()


def test_why_is_answered_a_figure_changed_and_what_has_changed_told_and_taken_away_as_a_pdf(
    page: Page, window: BrowserContext, opened: OpenNotebook, checkout: Path, tmp_path: Path
) -> None:
    kept = checkout / "reports" / "lab" / CHOSEN
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(str(checkout / "sample" / "annual-2024-25.yaml"), encoding="utf-8")
    asked_elsewhere: list[str] = []
    window.on("request", lambda request: asked_elsewhere.append(request.url))
    notebook = opened("lab/tree/reports/lab/notebooks/40_explore.ipynb?reset")
    choose(page, "Run", "Run All Cells")
    expect(notebook.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(HAS_RUN)

    table = notebook.locator(".dt-container")
    expect(table.get_by_text(re.compile("Showing 1 to 10 of"))).to_be_visible()
    table.get_by_label("Search:").fill("feedback_on_time")
    expect(table.get_by_text(re.compile("filtered from"))).to_be_visible()

    activity = table.locator("tbody tr").first.locator("td").nth(2).inner_text()
    page.keyboard.press("Escape")
    ask(page, notebook, f'show.why("feedback_on_time", "{activity}")')
    expect(notebook.get_by_text(f"activity {activity}:")).to_be_visible()
    expect(notebook.get_by_alt_text(re.compile("^Open for .* days, from"))).to_be_visible()

    ask(page, notebook, "show")
    expect(notebook.get_by_text("What can be asked")).to_be_visible()
    ask(page, notebook, "show.what_if(minimum_days=56)")
    expect(notebook.get_by_text("If minimum_days were 56").first).to_be_visible()
    ask(page, notebook, "show.changes()")
    expect(notebook.get_by_text(TOLD_OF_CHANGES).last).to_be_visible()

    choose(page, "File", "Save and Export Notebook As")
    expect(page.locator(".lm-Menu-itemLabel").get_by_text("Report as Word", exact=True)).to_be_visible()
    offered = page.locator(".lm-Menu-itemLabel").all_inner_texts()
    assert not [each for each in offered if each.startswith(("Heard", "Qt", "Webpdf", "LaTeX", "Asciidoc"))]
    with window.expect_event("download") as pdf:
        choose(page, "Report as PDF")
    pdf.value.save_as(tmp_path / "ask-why.pdf")
    words = " ".join(text.extract_text() for text in PdfReader(tmp_path / "ask-why.pdf").pages)
    assert f"activity {activity}:" in " ".join(words.split())
    assert [address for address in asked_elsewhere if "127.0.0.1" not in address and address.startswith("http")] == []


def test_a_day_of_work_leaves_every_file_of_the_checkout_as_it_was(
    page: Page, opened: OpenNotebook, checkout: Path
) -> None:
    kept = checkout / "reports" / "lab" / CHOSEN
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(str(checkout / "sample" / "annual-2024-25.yaml"), encoding="utf-8")
    saved = checkout / "reports" / "lab" / "notebooks" / "40_explore.ipynb"
    shutil.copyfile(checkout / "notebooks" / saved.name, saved)  # without the cells that another test added
    notebook = opened("lab/tree/reports/lab/notebooks/40_explore.ipynb?reset")
    choose(page, "Run", "Run All Cells")
    expect(notebook.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(HAS_RUN)
    page.keyboard.press("Control+S")
    until = time.monotonic() + PATIENCE / 1000
    while '"execution_count": null' in saved.read_text(encoding="utf-8") and time.monotonic() < until:
        time.sleep(0.2)
    paper = checkout / "sample" / "annual-2024-25-committee-paper.md"
    shutil.copyfile(checkout / "reports" / "templates" / "committee-paper.md", paper)
    paper.write_text(paper.read_text(encoding="utf-8").replace("[to be written by Finance]", "None."), encoding="utf-8")
    assert git(checkout, "status", "--porcelain") == ""
    (checkout / "notebooks" / "40_explore.ipynb").write_bytes(saved.read_bytes())
    assert git(checkout, "status", "--porcelain") == " M notebooks/40_explore.ipynb\n"
    git(checkout, "checkout", "--", ".")


REGISTER = "Ref,Title,Launch date,Closing date,Committee date\n" + "".join(
    f"C{n},Shall the council change matter {n}?,{n} May 2024,{n} July 2024,{n} September 2024\n" for n in range(1, 21)
)


def test_a_register_is_mapped_by_keyboard_alone_and_no_key_reaches_a_cell(
    page: Page, window: BrowserContext, opened: OpenNotebook, checkout: Path
) -> None:
    (checkout / "sample" / "records" / "a register.csv").write_text(REGISTER, encoding="utf-8")
    kept = checkout / "reports" / "lab" / CHOSEN
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(str(checkout / "sample" / "annual-2024-25.yaml"), encoding="utf-8")
    asked_elsewhere: list[str] = []
    window.on("request", lambda request: asked_elsewhere.append(request.url))
    notebook = opened("lab/tree/reports/lab/notebooks/05_map_the_records.ipynb?reset")
    before = notebook.locator(".jp-CodeCell .jp-InputArea-editor").all_inner_texts()
    choose(page, "Run", "Run All Cells")
    expect(notebook.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(HAS_RUN)
    type_into(page, notebook.get_by_label("File"), "a register.csv")
    planned = notebook.get_by_label("Committee date", exact=True)
    expect(planned).to_have_value("left out")
    of_it = notebook.locator(".heard-field").filter(has=page.get_by_label("Committee date", exact=True))
    not_listed = of_it.locator(".heard-not-listed")
    type_into(page, planned, "add dd decision")
    expect(not_listed).to_be_visible()
    type_into(page, planned, "decision_planned_on")
    expect(not_listed).to_be_hidden()
    page.keyboard.press("Tab")
    expect(notebook.get_by_role("cell", name="2024-09-01").first).to_be_visible()
    notebook.get_by_role("button", name="Write the mapping").focus()
    page.keyboard.press("Space")
    expect(notebook.get_by_text("Written: ")).to_be_visible()
    mapping = (checkout / "sample" / "mappings" / "a-register.yaml").read_text(encoding="utf-8")
    assert "decision_planned_on: Committee date" in mapping
    assert notebook.locator(".jp-CodeCell .jp-InputArea-editor").all_inner_texts() == before
    ours = {"include": [[".jp-OutputArea-output"]]}  # JupyterLab's own is not ours to mend
    assert [each["id"] for each in Axe().run(page, context=ours).response["violations"]] == []
    assert [url for url in asked_elsewhere if "//127.0.0.1:" not in url and url.startswith("http")] == []


def type_into(page: Page, field: Locator, words: str) -> None:
    """Write over what stands in a field, key by key, and go on to the next."""
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
    page.keyboard.press("Tab")


SERVICES = ("Place & Economy", "Place and Economy", "Highways", "Highways Service", "Libraries")
NAMES = ("Ref", "Title of consultation", "Lead service", "Launch date", "Closing date")
MORE_NAMES = ("Committee date", "Results published", "Type")
ROWS = 310


def as_people_keep_it(path: Path) -> None:
    """The register of the design's example: a title above, days in five forms, a total below, two sheets beside."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Register"
    sheet.append(["Consultation register"])
    sheet.append(["Kept by the Research Group"])
    sheet.append([])
    sheet.append([*NAMES, *MORE_NAMES])
    forms = (
        "{d:02}/{m:02}/2024",
        "{d} {name} 2024",
        "{d:02}.{m:02}.24",
        "2024-{m:02}-{d:02}",
        "9am on {d} {name} 2024",
    )
    months = ("April", "May", "June", "July", "August", "September", "October", "November")

    def day(n: int, month: int) -> str:
        return forms[n % 5].format(d=n % 28 + 1, m=month, name=months[month - 4])

    for n in range(1, ROWS + 1):
        opened = 4 + n % 4
        closed = "31/06/2024" if n == 9 else day(n, opened + 2)
        told = day(n, 11) if n % 5 else ""
        kind = "Survey" if n % 3 else "Drop-in"
        first = [f"C{n}", f"Shall the council change matter number {n}?", SERVICES[n % 5], day(n, opened), closed]
        sheet.append([*first, day(n, 10), told, kind])
    sheet.append(["Total", f"{ROWS} consultations"])
    book.create_sheet("Lists").append(["Survey", "Drop-in"])
    hidden = book.create_sheet("Old copy")
    hidden.append([*NAMES, *MORE_NAMES])
    hidden.sheet_state = "hidden"
    book.save(path)


@pytest.mark.proof
def test_a_register_as_people_keep_it_goes_from_the_file_to_a_published_report(
    page: Page, opened: OpenNotebook, checkout: Path, proved: Callable[[str], None]
) -> None:
    ours = checkout / "ours"
    (ours / "records").mkdir(parents=True)
    as_people_keep_it(ours / "records" / "register.xlsx")
    params = ours / "ours-2024-25.yaml"
    params.write_text("period: {first_day: 2024-04-01, last_day: 2025-03-31}\nrecords: records\n", encoding="utf-8")
    kept = checkout / "reports" / "lab" / CHOSEN
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(str(params), encoding="utf-8")
    began = time.monotonic()
    notebook = opened("lab/tree/reports/lab/notebooks/05_map_the_records.ipynb?reset")
    choose(page, "Run", "Run All Cells")
    expect(notebook.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(HAS_RUN)
    type_into(page, notebook.get_by_label("Answer: Committee date"), "the day planned for the decision")
    type_into(page, notebook.get_by_label("Answer: Results published"), "a blank means it did not happen")
    type_into(page, notebook.get_by_label("level: Survey"), "consult")
    type_into(page, notebook.get_by_label("level: Drop-in"), "engage")
    type_into(page, notebook.get_by_label("Highways | Highways Service"), "same")
    type_into(page, notebook.get_by_label("Place & Economy | Place and Economy"), "same")
    expect(notebook.get_by_text(re.compile("310 rows read, 1 dropped"))).to_be_visible()
    expect(notebook.get_by_text("To settle:")).to_be_hidden()
    notebook.get_by_role("button", name="Write the mapping").focus()
    page.keyboard.press("Space")
    expect(notebook.get_by_text("Written: ")).to_be_visible()
    mapped = time.monotonic() - began
    welcome = opened("lab/tree/reports/lab/notebooks/00_start_here.ipynb?reset")
    choose(page, "Run", "Run All Cells")
    expect(welcome.get_by_text("Published:")).to_be_visible()
    took = time.monotonic() - began
    report = (checkout / "reports" / params.stem / "annual-report.html").read_text(encoding="utf-8")
    assert "matter number 10" in report and "Highways Service" not in report
    proved(
        f"A register of {ROWS} rows with a title, a total and days in five forms, worked through by a browser in "
        f"JupyterLab: its mapping written after {mapped:.0f} s, its report published after {took:.0f} s."
    )
