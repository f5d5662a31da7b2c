"""The commands, as `heard --help` lists them. What one needs is imported when it is called, so that help is quick."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING, Annotated

import typer

from heard.cli.app import (
    Anew,
    ParamsFile,
    app,
    checked,
    loaded,
    loaded_and_day,
    loaded_on,
    refuse_unknown_measures,
    say,
    steps,
    with_nothing_kept,
)
from heard.english import some
from heard.errors import HeardError, ParamsError
from heard.press.staging import private_folder

if TYPE_CHECKING:
    from heard.model.records import Records
    from heard.params import Params
    from heard.params.calendar import Item


@app.command()
def sample(
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write; made where it is not there.")],
    year: Annotated[str, typer.Option(help="The year, such as 2024-25; the last of several.")] = "2024-25",
    years: Annotated[int, typer.Option(min=1, help="How many years follow each other.")] = 1,
    activities: Annotated[int, typer.Option(min=1, help="How many activities close in each year.")] = 100,
    responses: Annotated[int, typer.Option(min=0, help="How many people answer in each year.")] = 4_000,
    seed: Annotated[int, typer.Option(min=0, help="Another number invents another council.")] = 1,
) -> None:
    """Invent a council: its tables, a params file, and truth.csv with the states that were planted.

    Of several years: the same for each, truth-trends.csv with what was planted across them, and a review's params file.
    """
    from heard.sample import write_sample

    with steps() as begin:
        begin("Inventing a council")
        written = write_sample(out, year=year, years=years, activities=activities, responses=responses, seed=seed)
    typer.echo(f"Invented: {written}")


SOMETHING_TO_LOOK_AT = SOME_REFUSED = 1
SAME = "is the same, byte for byte, made again from what it says it was made from"


@app.command()
def check(
    params: Annotated[Path | None, typer.Argument(metavar="PARAMS", help="The params file of a year.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every sentence, however many are alike.")] = False,
    readings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A CSV file to write: how the cells of each column were read.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where a page of it goes, with Great Expectations' own pages.")
    ] = None,
    anew: Anew = False,
    forget: Annotated[bool, typer.Option("--forget", help="Empty the cache of what was checked.")] = False,
) -> None:
    """Say how the records were read, and hold them to their contracts.

    Exit 0: clean, but for notes; 1: something to look at; 2: refused.
    """
    if forget:
        _forget()
    if params is None:
        if forget:
            return
        raise typer.BadParameter("PARAMS is missing: name the params file of a year.")
    with_nothing_kept(anew)
    from heard.show.terminal import show_check, show_to_settle
    from heard.show.to_settle import unsettled
    from heard.year.reconciliation import reconciliation

    if out:
        year, records = _check_with_page(params, out)
    else:
        year, records = checked(params)
    pairs = reconciliation(year, records)
    say(show_check(records, every=every))
    say(show_to_settle(pairs, year.answers.name, every=every))
    changes = _changes_since_mapped(year)
    for change in changes:
        typer.echo(change)
    if readings:
        from heard.press.open_data import write_readings

        write_readings(records, readings)
        typer.echo(f"Written: {readings}")
    raise typer.Exit(SOMETHING_TO_LOOK_AT if records.to_look_at or changes or unsettled(pairs) else 0)


def _forget() -> None:
    from heard.sources.kept import forget

    typer.echo(f"Forgotten: {some(forget(), 'checks')}.")


def _changes_since_mapped(year: Params) -> list[str]:
    """What of the mapped files is otherwise than when they were mapped."""
    if not year.mappings:
        return []
    from heard.answers.mapping_since import since_made

    return [*since_made(year)]


def _check_with_page(path: Path, out: Path) -> tuple[Params, Records]:
    """The records, checked, and a page of what was found in `out`."""
    from heard.press.check_pack import publish_check
    from heard.press.publish import refuse_to_replace_inputs

    params = loaded(path)
    place = out / f"check-{params.name}"
    refuse_to_replace_inputs(params, place)
    with steps() as begin:
        records = publish_check(params, place, begin)
    typer.echo(f"Written: {place}")
    return params, records


@app.command()
def annual(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put the report that is there aside, with all that lies in its folder.")
    ] = False,
    workers: Annotated[
        int, typer.Option(min=1, max=2, metavar="N", help="How many processes make it; 1 where many are made at once.")
    ] = 2,
    anew: Anew = False,
) -> None:
    """Assess the year and publish its report. Exit 0: published; 2: refused; 3: could not run."""
    with_nothing_kept(anew)
    from heard.params.shipped import REPORTS
    from heard.press.publish import refuse_to_replace_inputs

    year = loaded(params)
    place = (out or REPORTS) / year.name
    refuse_to_replace_inputs(year, place)
    from heard.press.fingerprint import unchanged_since
    from heard.press.place import refuse_what_is_theirs, theirs

    if not replace:
        refuse_what_is_theirs(place, can_put_aside=True)
    since = None if anew else unchanged_since(year, place)
    if since is not None and not theirs(place):
        typer.echo(f"Nothing changed since {since.astimezone():%Y-%m-%d %H:%M}: {place} stands as it is.")
        return
    from heard.press.annual_pack import publish_annual

    with steps() as begin:
        published = publish_annual(year, out or REPORTS, begin, replace=replace, workers=workers)
    typer.echo(f"Published: {published}")


@app.command()
def verify(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="The folder of a published report.")],
    records: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where its inputs lie too, whatever they are called there.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="PUBLIC", help="The public key of whoever is to have signed it, in PEM.")
    ] = None,
) -> None:
    """Hold a published report against itself, and make it again. Exit 0: the same; 1: differs; 2: no report.

    Where its inputs are not to hand it is not made again, and exit 0 says that it holds together.
    """
    with_nothing_kept(True)  # made again from the records themselves
    from heard.press.made_again import MadeAgain, make_again
    from heard.press.signature import signature_at_fault
    from heard.press.verify import first_difference

    if found := first_difference(report) or (signature_at_fault(report, key) if key else ""):
        again = MadeAgain(found)
    else:
        with steps() as begin:
            again = make_again(report, records, begin)
    if again.difference:
        typer.echo(f"{report} differs: {again.difference}.")
        raise typer.Exit(SOMETHING_TO_LOOK_AT)
    typer.echo(f"{report} {f'holds together; not made again: {again.why_not}' if again.why_not else SAME}.")


@app.command()
def sign(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="The folder of a published report.")],
    key: Annotated[Path, typer.Option(metavar="FILE", help="Your private key: Ed25519, in PEM.")],
) -> None:
    """Sign what a published report says of itself, in statement.sig. Exit 0: signed; 2: refused."""
    from heard.press import signature

    typer.echo(f"Signed: {signature.sign(report, key)}")


@app.command()
def profiles(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=61, metavar="N", help="How many processes share the work.")] = 1,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers see the same folders.")
    ] = "",
) -> None:
    """Write a page for each activity that closed, for its service. Exit 0: published; 2: refused; 3: could not run."""
    _refuse_both(workers, cluster)
    from heard.params.shipped import REPORTS

    year = loaded(params)
    from heard.press.profiles import place_of_profiles, publish_profiles
    from heard.press.publish import refuse_to_replace_inputs

    refuse_to_replace_inputs(year, place_of_profiles(year, out or REPORTS))
    with steps() as begin:
        published = publish_profiles(year, out or REPORTS, begin, workers=workers, cluster=cluster)
    typer.echo(f"Published: {published}")


@app.command()
def batch(
    councils: Annotated[Path, typer.Argument(metavar="COUNCILS", help="A file that names the params file of each.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the councils' folders go; by default heard's reports/.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=61, metavar="N", help="How many reports are made at once.")] = 1,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers see the same folders.")
    ] = "",
) -> None:
    """Publish the annual reports of many councils. Exit 0: all published; 1: some refused; 3: could not run."""
    _refuse_both(workers, cluster)
    from heard.params.councils import load_councils
    from heard.params.shipped import REPORTS
    from heard.press.batch import TABLE, publish_batch

    named = load_councils(councils)
    with steps() as begin:
        made = publish_batch(named, out or REPORTS, begin, workers=workers, cluster=cluster)
    published = sum(each.exit == 0 for each in made)
    typer.echo(f"{published:,} of {len(made):,} published: {(out or REPORTS) / TABLE} has a line for each.")
    raise typer.Exit(0 if published == len(made) else SOME_REFUSED)


@app.command()
def compare(
    packs: Annotated[list[Path], typer.Argument(metavar="PACK...", help="Folders or ZIPs of published open data.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write.")],
) -> None:
    """Say what is usual among councils, by what they published. Exit 0: all compared; 1: some left out; 2: refused."""
    from heard.press.compare import PAGE, publish_comparison

    compared, left_out = publish_comparison(packs, out)
    for sentence in left_out:
        typer.echo(sentence, err=True)
    typer.echo(f"{compared:,} of {len(packs):,} packs compared: {out / PAGE}")
    raise typer.Exit(SOME_REFUSED if left_out else 0)


def _refuse_both(workers: int, cluster: str) -> None:
    if cluster and workers > 1:
        raise typer.BadParameter("--workers and --cluster exclude one another: give one of them.")


@app.command()
def site(
    params: ParamsFile,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="As on this day; by default today.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
    gone: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="So many pages may lose their activity: that is meant.")
    ] = None,
) -> None:
    """Write the public pages of all activities, as files to put up. Exit 0: published; 2: refused; 3: could not run."""
    from heard.params.shipped import REPORTS

    year = loaded_on(params, on)
    from heard.press.public_site import publish_site

    with steps() as begin:
        published = publish_site(year, out or REPORTS, begin, gone=gone)
    typer.echo(f"Published: {published}")


SOMETHING_LATE = SOMETHING_FALLS_SHORT = 1
FEW = 10  # lines at a terminal; the page has them all


@app.command()
def owed(
    params: ParamsFile,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="As on this day; by default today.")] = None,
    service: Annotated[str | None, typer.Option(metavar="NAME", help="What this service owes, and no other.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
) -> None:
    """Say what is due to the public by when, and what is late, with calendar files and a page for each service.

    Exit 0: nothing late; 1: something late; 2: refused; 3: could not run.
    """
    from heard.params.shipped import REPORTS

    year, day = loaded_and_day(params, on)
    from heard.press.owed_pack import publish_owed
    from heard.show.owed_words import in_short, log, most_pressing

    with steps() as begin:
        published, found = publish_owed(year, day, out or REPORTS, begin, service or "")
    is_read = sys.stdout.isatty()
    lines = (in_short(found), *most_pressing(found, FEW)) if is_read else log(found, strftime("%Y-%m-%dT%H:%M:%S"))
    for line in lines:
        typer.echo(line)
    typer.echo(f"Published: {published}")
    raise typer.Exit(SOMETHING_LATE if found.is_late else 0)


@app.command()
def plan(
    params: ParamsFile,
    draft: Annotated[
        str, typer.Argument(metavar="DRAFT.yaml|ACTIVITY_ID", help="A draft in a file, or an activity not closed yet.")
    ],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="As on this day; by default today.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
) -> None:
    """Try one consultation against the rules before it opens: its days, what falls short, and what would mend it.

    Exit 0: nothing falls short; 1: something does; 2: refused; 3: could not run.
    """
    from heard.params.shipped import REPORTS

    year = loaded_on(params, on)
    from heard.press.plan_pack import publish_plan
    from heard.show.plan_words import change_in_words, in_short, window_in_words

    with steps() as begin:
        published, found = publish_plan(year, draft, out or REPORTS, begin)
    typer.echo(in_short(found))
    for sentence in (window_in_words(found), change_in_words(found.change, falls_short=found.falls_short)):
        if sentence:
            typer.echo(sentence)
    typer.echo(f"Published: {published}")
    raise typer.Exit(SOMETHING_FALLS_SHORT if found.falls_short else 0)


@app.command()
def review(
    params: Annotated[Path, typer.Argument(metavar="PARAMS", help="The params file of a review.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where reports go; by default heard's reports/.")
    ] = None,
) -> None:
    """Read the years of a review again and publish its pack. Exit 0: published; 2: refused; 3: could not run."""
    from heard.params.review_params import load_review
    from heard.params.shipped import REPORTS
    from heard.press.publish import refuse_to_replace_inputs

    given = load_review(params)
    refuse_unknown_measures(given.strategy)
    place = (out or REPORTS) / given.name
    refuse_to_replace_inputs(given, place)
    for year in given.years:
        if year.params:
            refuse_to_replace_inputs(year.params, place)
    from heard.press.review_pack import publish_review

    with steps() as begin:
        published = publish_review(given, out or REPORTS, begin)
    typer.echo(f"Published: {published}")


@app.command()
def explain(
    params: ParamsFile,
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="A measure of any kind, or a commitment.")],
    unit_id: Annotated[str | None, typer.Argument(metavar="[UNIT_ID]", help="One unit, or one line, of it.")] = None,
) -> None:
    """Say why: the sentence of the strategy, the rule or what is counted, the figures, and the rows behind them."""
    from heard.show.explain.explanation import Explanation
    from heard.year.steps import judged_year

    year, records = checked(params)
    say(Explanation(judged_year(year, records)).of(measure, unit_id))


@app.command()
def judge(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write; by default one in heard's reports/.")
    ] = None,
    read: Annotated[Path | None, typer.Option(metavar="FILE", help="A filled file, to put on record.")] = None,
    activities: Annotated[int, typer.Option(min=1, help="How many activities to draw.")] = 12,
    seed: Annotated[int, typer.Option(help="Another number draws others.")] = 1,
    commitment: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="To be scored, in place of the usual; give it again for more."),
    ] = None,
) -> None:
    """Write a file for two people to score, apart; with --read, record scores. Exit 0: done; 2: refused; 3: failed."""
    if read and (out or commitment):
        raise typer.BadParameter("--read adds to the records; it takes neither --out nor --commitment.")
    year, records = checked(params)
    from heard.answers.scoring import enter_scores, write_scoring_file

    if read:
        typer.echo(enter_scores(year, records, read))
    else:
        asked = commitment or ()
        written = write_scoring_file(year, records, out, activities=activities, seed=seed, commitments=asked)
        typer.echo(f"Written: {written}")


SOMETHING_REFUSED = 1


@app.command()
def form(
    params: ParamsFile,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write; by default one in heard's reports/.")
    ] = None,
    read: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A filled form, to put on record; give it again for more."),
    ] = None,
) -> None:
    """Write a form with a page for each consultation; with --read, record its answers.

    Exit 0: done; 1: some answers could not be taken; 2: refused; 3: failed.
    """
    if read and out:
        raise typer.BadParameter("--read adds to the records; it does not take --out.")
    year, records = checked(params)
    from heard.answers.recording_form import read_forms, write_form

    if not read:
        typer.echo(write_form(year, records, out))
        return
    recorded = read_forms(year, records, read)
    typer.echo(recorded)
    raise typer.Exit(SOMETHING_REFUSED if recorded.refused else 0)


SOMETHING_TO_SETTLE = 1


@app.command("map")
def map_records(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="CSV, TSV, a workbook, ODS, JSON or Parquet.")],
    table: Annotated[str | None, typer.Option(help="The table it becomes; by default told from the file.")] = None,
    sheet: Annotated[str, typer.Option(help="The sheet of a workbook.")] = "",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A key of the mapping, as 'columns.closed_on=End date'."),
    ] = None,
    again: Annotated[
        Path | None, typer.Option(metavar="MAPPING", help="Compare the file with what this mapping was made from.")
    ] = None,
    to: Annotated[Path | None, typer.Option(metavar="MAPPING", help="Write the mapping there.")] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="PARAMS", help="Write it beside this params file, and its line into it.")
    ] = None,
) -> None:
    """Propose which of a file's columns is which of ours, with a reason for each, and show its rows so read.

    Nothing is written without --to or --into. Exit 0: nothing to settle; 1: something is; 2: refused; 3: could not run.
    """
    if to and into:
        raise typer.BadParameter("--to and --into exclude one another: give one of them.")
    if len(files) > 1 and (to or again):
        raise typer.BadParameter("--to and --again take one file.")
    from heard.answers.mapping_records import map_file, map_into, shown, what_they_tell, write_mapping

    if again:
        _say_since(files[0], again, to)
        return
    settle = 0
    for file in files:
        mapped = map_file(file, table=table, sheet=sheet, settings=settings or ())
        typer.echo("\n".join(shown(mapped)))
        settle += len(mapped.to_settle)
        if to or into:
            typer.echo(f"Written: {write_mapping(mapped, to) if to else map_into(mapped, into or Path())}")
    if into:
        with private_folder() as run_dir:
            typer.echo(f"Then: {what_they_tell(into, run_dir)}")
    raise typer.Exit(SOMETHING_TO_SETTLE if settle else 0)


def _say_since(file: Path, mapping: Path, to: Path | None) -> None:
    """What has changed since a mapping was written, and with `to` the mapping so mended."""
    from heard.answers.mapping_since import mend_mapping, since

    found = since(file, mapping)
    if not found.changed:
        typer.echo("Nothing has changed.")
        return
    for sentence in found.sentences:
        typer.echo(sentence)
    if to:
        typer.echo(f"Written: {mend_mapping(found, mapping, to)}")
    elif found.gone:
        raise found.refusal(file)
    raise typer.Exit(SOMETHING_TO_SETTLE)


@app.command()
def new(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder to begin in; made if need be.")
    ] = None,
    council: Annotated[str | None, typer.Option(help="The council's name.")] = None,
    committee: Annotated[str | None, typer.Option(help="The committee that the report goes to.")] = None,
    year: Annotated[str | None, typer.Option(help="The year, such as 2024-25.")] = None,
    records: Annotated[
        Path | None, typer.Option(metavar="PATH", help="A folder with your tables, or one file of consultations.")
    ] = None,
) -> None:
    """Begin a council: its params file, folders, and a mapping of each file that needs one.

    Exit 0: written; 1: something is to settle, or a file was left; 2: refused; 3: failed.
    """
    asks = sys.stdin.isatty()
    for flag, value in (("--council", council), ("--year", year)):
        if not (value or asks):
            found = f"{flag} is not given, and there is no terminal to ask at"
            raise ParamsError("heard new", found, f"Add {flag}")
    folder = folder or Path(_asked("Which folder", ".", asks))
    council = council or _asked("The council's name", None, asks)
    committee = _asked("The committee that the report goes to", "", asks) if committee is None else committee
    year = year or _asked("The year, such as 2024-25", None, asks)
    named = records or _asked("A folder with your tables, or one file of consultations", "", asks)
    from heard.answers.beginning import begin_council

    begun = begin_council(folder, council, committee, year, Path(named) if named else None)
    typer.echo(begun)
    raise typer.Exit(SOMETHING_TO_SETTLE if begun.to_settle else 0)


def _asked(question: str, default: str | None, asks: bool) -> str:
    """What a person answers at a terminal; the default, where there is none to ask."""
    if not asks:
        return default or ""
    answer: str = typer.prompt(question, default=default, show_default=bool(default))
    return answer.strip()


@app.command()
def due(
    calendar: Annotated[
        Path | None, typer.Argument(metavar="[CALENDAR]", help="The calendar; by default params/calendar.yaml.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="As on this day; by default today.")] = None,
    run: Annotated[bool, typer.Option("--run", help="Make what is due.")] = False,
) -> None:
    """Say what is due by when; with --run, make it. Exit 0: nothing late; 1: something late; 2 or 3: a run failed."""
    from heard.params.annual import day_given
    from heard.params.calendar import load_calendar
    from heard.params.shipped import CALENDAR, REPORTS
    from heard.press.due import due_on, in_short

    day = day_given(on) if on else datetime.now(UTC).astimezone().date()
    items = load_calendar(calendar or CALENDAR)
    found = due_on(items, day, REPORTS)
    for each in found:
        typer.echo(each)
    typer.echo(in_short(found))
    worst = max((_made(each.item) for each in found if run and each.to_run), default=0)
    late = any(each.is_late for each in due_on(items, day, REPORTS))
    raise typer.Exit(worst or (SOMETHING_LATE if late else 0))


def _made(item: Item) -> int:
    """Make one item as its own command does, and give back how that ended; the others are made all the same."""
    try:
        return int(typer.main.get_command(app).main([item.command, str(item.params)], standalone_mode=False) or 0)
    except HeardError as error:
        typer.echo(error, err=True)
        return error.exit_code


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    options_metavar="[OPTIONS] [-- JUPYTER]",
)
def lab(
    context: typer.Context,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Say the address, and open no window.")] = False,
) -> None:
    """Open JupyterLab at the welcome notebook; what else is given is JupyterLab's own, such as --port 8899."""
    from heard.desk.lab import open_lab

    open_lab([*(["--no-browser"] if no_browser else []), *context.args])
