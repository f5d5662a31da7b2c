"""Two real registers that nobody here wrote, each count worked out again by another road: plain SQL over the file.

An excerpt of each is in the project. The whole registers, too large for it, are read as well where a folder
`shared/data` lies beside the checkout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from heard.assess import assess_year
from heard.contracts import check_records
from heard.model.assessment import Assessment
from heard.model.records import Records
from heard.model.state import State, Verdict
from heard.params import ROOT, Params, load_annual
from heard.show.report.annual_report import AnnualReport
from heard.sources import read_records
from heard.year import Year

EXCERPTS = Path(__file__).parent / "excerpts"
WHOLE = ROOT.parent / "shared" / "data"
FOLDERS = {"canada": "canada_consulting_with_canadians", "uzbekistan": "uzbekistan_consultations"}
PERIODS = {"canada": ("2018-04-01", "2019-03-31"), "uzbekistan": ("2023-01-01", "2023-12-31")}
CANADA_SQL = """
    select row_number() over () + 1 as row,
           trim(owner_org) || '/' || trim(registration_number) as id,
           trim(owner_org_title) as service,
           try_cast(start_date as date) as opened,
           try_cast(end_date as date) as closed
    from read_csv(?, all_varchar = true, header = true)
"""
UZBEKISTAN_SQL = """
    select "row", trim("ID") as id, trim("Developer") as service,
           cast("Date of Posting" as date) as opened, cast("End of Posting" as date) as closed
    from supplied
"""


@dataclass(frozen=True)
class Register:
    """A register as heard assessed it, and as SQL reads it."""

    params: Params
    records: Records
    assessment: Assessment
    sql: duckdb.DuckDBPyConnection

    @cached_property
    def page(self) -> BeautifulSoup:
        """The report as a reader gets it."""
        year = AnnualReport(Year(self.params, self.records, self.assessment))
        parts = (year.one_page(), year.year_in_figures(), year.chapters(), year.trust())
        return BeautifulSoup("".join(part.html for part in parts), "html.parser")

    @property
    def words(self) -> str:
        """Its words, pictures told by their alternative text."""
        pictures = " ".join(str(image["alt"]) for image in self.page.find_all("img"))
        return re.sub(r"\s+", " ", f"{self.page.get_text(' ')} {pictures}")

    def table(self, caption: str) -> dict[str, list[int]]:
        """A table of the report: its numbers by the first cell of each row."""
        (found,) = (t for t in self.page.find_all("table") if t.caption and t.caption.get_text(strip=True) == caption)
        rows = [
            [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in found.tbody.find_all("tr")
        ]
        return {row[0]: [int(cell.replace(",", "").replace("\u2212", "-")) for cell in row[1:]] for row in rows}

    def count(self, where: str) -> int:
        (found,) = self.sql.execute(f"select count(*) from usable where {where}").fetchone() or (0,)
        return int(found)

    def ids(self, where: str) -> tuple[str, ...]:
        return tuple(sorted(row[0] for row in self.sql.execute(f"select id from usable where {where}").fetchall()))


def assessed(params_file: Path) -> tuple[Params, Records, Assessment]:
    params = load_annual(params_file)
    supplied = read_records(params.record_folders, params.mappings)
    ids = [commitment.id for commitment in params.strategy.commitments]
    records = check_records(supplied, folder=ROOT / "data_contracts", as_at=params.as_at, commitments=ids)
    return params, records, assess_year(records, params)


def params_for(folder: Path, source: str, records: Path, first: str, last: str) -> Path:
    path = folder / f"{source}.yaml"
    path.write_text(
        f"period: {{first_day: {first}, last_day: {last}}}\nrecords: {records.as_posix()}\n"
        f"mappings: {{activities: {(ROOT / 'params' / 'mappings' / source).as_posix()}.yaml}}\n",
        encoding="utf-8",
    )
    return path


def usable(sql: duckdb.DuckDBPyConnection, query: str, *given: object) -> duckdb.DuckDBPyConnection:
    """The rows that stand: both days in reach, not closed before opening, and the first of each id that is so."""
    sql.execute(f"create table every_row as {query}", list(given))
    sql.execute("""
        create table usable as
        select *, closed - opened + 1 as days from every_row
        where id is not null and opened between '2000-01-01' and '2100-12-31'
          and (closed is null or (closed between '2000-01-01' and '2100-12-31' and closed >= opened))
        qualify row_number() over (partition by id order by "row") = 1
    """)
    return sql


def canada(sql: duckdb.DuckDBPyConnection, data: Path) -> duckdb.DuckDBPyConnection:
    return usable(sql, CANADA_SQL, str(data / FOLDERS["canada"] / "consultations.csv"))


def uzbekistan(sql: duckdb.DuckDBPyConnection, data: Path) -> duckdb.DuckDBPyConnection:
    path = data / FOLDERS["uzbekistan"] / "2019-2024.13.March.2026.xlsx"
    supplied = pd.read_excel(path, dtype={"ID": str}, engine="openpyxl")
    supplied.insert(0, "row", range(2, len(supplied) + 2))
    sql.register("supplied", supplied)
    return usable(sql, UZBEKISTAN_SQL)


READERS = {"canada": canada, "uzbekistan": uzbekistan}


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((country, data), id=f"{country}-{data.name}")
        for country in sorted(FOLDERS)
        for data in (EXCERPTS, WHOLE)
        if data.is_dir()
    ],
)
def register(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Register, str, str]]:
    """A register, and the first and last day of the year that it is assessed for."""
    country, data = request.param
    first, last = PERIODS[country]
    params = params_for(tmp_path_factory.mktemp(country), country, data / FOLDERS[country], first, last)
    with duckdb.connect() as sql:
        yield Register(*assessed(params), READERS[country](sql, data)), first, last


def test_each_consultation_that_closed_in_the_year_is_counted_once(register: tuple[Register, str, str]) -> None:
    real, first, last = register
    found = real.assessment.result("open_long_enough").all
    assert found.units == real.count(f"closed between '{first}' and '{last}'") > 100


def test_how_long_each_was_open_is_what_its_days_say(register: tuple[Register, str, str]) -> None:
    real, first, last = register
    closed = f"closed between '{first}' and '{last}'"
    found = real.assessment.result("open_long_enough").all.ids
    assert found.get(State.NOT_MET, ()) == real.ids(f"{closed} and days < 28")
    assert found.get(State.MET, ()) == real.ids(f"{closed} and days >= 84")
    assert found.get(State.NO_EVIDENCE, ()) == real.ids(f"{closed} and days between 28 and 83")


def test_every_service_is_counted_apart(register: tuple[Register, str, str]) -> None:
    real, first, last = register
    query = f"select service, count(*) from usable where closed between '{first}' and '{last}' group by 1"
    wanted = {f"service={service}": n for service, n in real.sql.execute(query).fetchall()}
    tallies = real.assessment.result("open_long_enough").tallies
    assert {tally.group: tally.units for tally in tallies[1:]} == wanted


def test_a_bad_row_is_listed_and_no_other(register: tuple[Register, str, str]) -> None:
    real, _, _ = register
    aside = real.records.tables["activities"].aside
    query = 'select "row" from every_row where "row" not in (select "row" from usable)'
    assert sorted(int(row) for row in aside["row"]) == sorted(row for (row,) in real.sql.execute(query).fetchall())
    named = {fault.row for fault in real.records.faults if fault.table == "activities"}
    assert set(aside["row"]) <= named


def test_there_is_no_evidence_wherever_the_register_does_not_say(register: tuple[Register, str, str]) -> None:
    real, first, last = register
    said = {"open_long_enough", "on_the_forward_plan"}
    n = real.count(f"closed between '{first}' and '{last}'")
    for result in real.assessment.results:
        if result.measure not in said:
            units = (0,) if result.measure == "withdrawals_explained" else (1, 2, n)  # none is known to be withdrawn
            assert set(result.all.ids) <= {State.NO_EVIDENCE} and result.all.units in units, result.measure
    planned = real.assessment.result("on_the_forward_plan").all
    assert planned.units == planned.n(State.NO_EVIDENCE) == real.count(f"opened between '{first}' and '{last}'")


def test_no_commitment_is_called_kept_on_so_little(register: tuple[Register, str, str]) -> None:
    real, _, _ = register
    verdicts = {outcome.commitment: outcome.verdict for outcome in real.assessment.outcomes}
    assert Verdict.KEPT not in verdicts.values()
    assert verdicts["PROMISE-3"] is Verdict.CANNOT_TELL


def test_the_report_says_how_many_closed(register: tuple[Register, str, str]) -> None:
    real, first, last = register
    n = real.count(f"closed between '{first}' and '{last}'")
    assert f"Consultations {n:,}" in real.words


def test_the_way_from_the_register_to_what_is_counted_adds_up(register: tuple[Register, str, str]) -> None:
    real, first, last = register
    (supplied,) = real.sql.execute("select count(*) from every_row").fetchone() or (0,)
    closed = real.count(f"closed between '{first}' and '{last}'")
    wanted = {
        "Rows supplied": [supplied],
        "set aside, for a fault in the row": [real.count("true") - supplied],
        "closed before the year": [-real.count(f"closed < '{first}'")],
        "closed after the year": [-real.count(f"closed > '{last}'")],
        "Activities that closed in the year": [closed],
        "Consultations": [closed],
    }
    found = real.table("From the register to what is counted")
    assert {step: n for step, n in found.items() if n != [0]} == {step: n for step, n in wanted.items() if n != [0]}


def test_the_services_of_the_report_are_those_of_the_file(register: tuple[Register, str, str]) -> None:
    real, first, last = register
    query = f"select service, count(*) from usable where closed between '{first}' and '{last}' group by 1"
    wanted = {service: [n, 0, n] for service, n in real.sql.execute(query).fetchall()}
    shown = real.table("By service")
    total = shown.pop("All")
    found = {name: row for name, row in shown.items() if not name.endswith(" services more")}
    if len(found) < len(wanted):
        found |= real.table("The other services")
    assert found == wanted
    n = sum(row[0] for row in wanted.values())
    assert total == [n, 0, n]


def test_each_count_of_days_in_the_report_is_that_of_the_file(register: tuple[Register, str, str]) -> None:
    real, first, last = register
    closed = f"closed between '{first}' and '{last}'"
    short, long = real.count(f"{closed} and days < 28"), real.count(f"{closed} and days >= 84")
    between, months = (
        real.count(f"{closed} and days between 28 and 83"),
        f"{closed} and closed + 1 >= opened + interval 3 month",
    )
    assert f"open long enough: {long:,} of {long + short:,}, see" in real.words
    assert between == 0 or f"{between:,} {'has' if between == 1 else 'have'} no record" in real.words
    n, four = real.count(closed), real.count(f"{closed} and days >= 28")
    assert f"Of {n:,} consultations, {four:,} were open for 28 days or more, {long:,} for 84 or more, and" in real.words
    assert f"and {real.count(months)} for three months or more" in real.words


def test_how_many_were_open_at_once_is_what_the_file_says(register: tuple[Register, str, str]) -> None:
    real, first, last = register
    days = f"""
        select max(n) from (
            select day, count(*) as n
            from generate_series(date '{first}', timestamp '{last}', interval 1 day) as days(day)
            join usable on opened <= day and closed >= day
            group by day)
    """
    (most,) = real.sql.execute(days).fetchone() or (0,)
    assert f"At most {most:,} were open on one day, " in real.words
