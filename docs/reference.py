"""The reference pages, written from the code when the site is built: nothing in them is typed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import typer
import typer.main
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from heard.cli.app import app
from heard.contracts.contract_files import load_contract
from heard.measures import MEASURES, Columns, Measure
from heard.measures.cases import Nothing
from heard.model.period import Period
from heard.model.records import BECAUSE, PART, ROW, STANDING, Checked, Records, Standing
from heard.model.standards import NAMES
from heard.model.tables import DAYS, TABLES, ColumnSpec, Kind, TableSpec
from heard.params import load_standards
from heard.params.mapping_keys import MAPPING_KEYS, KeyOfMapping
from heard.params.mappings import load_mappings
from heard.params.shipped import CONTRACTS, STRATEGY
from heard.params.strategies import load_strategy
from heard.sources import read_records

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the reference to those that are written by hand."""
    pages = {"commands": commands, "tables": tables, "measures": measures, "figures": figures}
    for name, page in pages.items():
        files.append(File.generated(config, f"reference/{name}.md", content="\n".join(page())))
    return files


def commands() -> Iterator[str]:
    """Every command as `--help` tells it."""
    yield "# Commands\n"
    yield "Each command says `--help`. An exit code of 0 is done; the text below names the others.\n"
    group = typer.main.get_group(app)
    for name, command in group.commands.items():
        yield f"## heard {name} {{ #{name} }}\n"
        yield f"{command.help}\n"
        yield "```text"
        yield typer.Context(command, info_name=f"heard {name}").command.get_usage(
            typer.Context(command, info_name=f"heard {name}")
        )
        yield "```\n"
        rows = [(_names(each), getattr(each, "help", None) or "") for each in command.params if each.name != "help"]
        yield from table(("Option", "What it says"), rows)


def _names(parameter: object) -> str:
    """`--out DIR`, or the metavar of an argument."""
    metavar = getattr(parameter, "metavar", None) or ""
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    return f"`{' '.join(filter(None, [', '.join(options), metavar])) or getattr(parameter, 'name', '')}`"


def tables() -> Iterator[str]:
    """Every canonical table: its columns, what they hold, and what its contract asks."""
    yield "# Tables\n"
    yield "Only `activities` is required, and of each table only the columns in **bold**. Days are ISO (2024-05-03)."
    yield "Blank means *not recorded*, never *no*, unless the table says what blank means.\n"
    for name, each in TABLES.items():
        yield f"## {name} {{ #{name} }}\n"
        yield f"A row is {each.row_is}.{f' Its key is {_key(each.key)}.' if each.key else ''}\n"
        yield from table(("ColumnSpec", "Holds", "Blank is read as"), [_column(c) for c in each.columns.values()])
        yield from _contract(each)


def _key(columns: Sequence[str]) -> str:
    return " with ".join(f"`{name}`" for name in columns)


def _column(column: ColumnSpec) -> tuple[str, str, str]:
    name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
    holds = f"{column.kind}: {', '.join(column.words)}" if column.words else str(column.kind)
    return name, holds, column.blank_is or ""


def _contract(of: TableSpec) -> Iterator[str]:
    """Its rules, folded away: they are long, and read when one of them has spoken."""
    rules = load_contract(CONTRACTS / f"{of.name}.yaml").rules
    yield f'??? note "What its contract asks: {len(rules)} rules"\n'
    for line in table(("Rule", "Does", "Because"), [(rule.id, str(rule.action), rule.because) for rule in rules]):
        yield f"    {line}" if line else ""


def measures() -> Iterator[str]:
    """Every measure, chapter by chapter: what it asks, of what, and the rules in order."""
    yield "# Measures\n"
    yield "A measure reads its rules from the top. The first that is true gives the state; at the first that nobody can"
    yield "tell, it stops, and the state is *no evidence*. † is described and judges nothing.\n"
    year = _any_year()
    for measure in MEASURES:
        yield from _measure(measure, year)


def _measure(measure: Measure, year: Columns) -> Iterator[str]:
    cases = measure.units(year)
    assert not isinstance(cases, Nothing), f"{measure.id}: a table without rows still names its units"
    yield f"## {measure.id} {{ #{measure.id} }}\n"
    yield f"**{measure.title}**{' †' if measure.described else ''}\n"
    yield f"Serves {', '.join(measure.serves(year.strategy))}. Its unit is the {cases.unit}. Evidence: {measure.word}. "
    yield f"Definition {measure.definition}. {measure.caveat}\n"
    rules = measure.rules(cases, year.standards)
    rows = [(rule.words if rule.condition is not None else f"otherwise: {rule.words}", rule.state) for rule in rules]
    yield from table(("Rule", "State"), rows)


def _any_year() -> Columns:
    """One activity and every other table without a row: enough for a measure to say its rules."""
    one = {"activity_id": "A", "lead_id": "L", "opened_on": YEAR.first_day, "closed_on": YEAR.last_day}
    rows = {name: [one | {ROW: 2, PART: 0, STANDING: Standing.KEPT.value}] * (name == "activities") for name in TABLES}
    checked = {name: Checked(each, _frame(each, rows[name])) for name, each in TABLES.items()}
    return Columns(Records(checked), YEAR, YEAR.last_day, load_standards(), (), load_strategy(STRATEGY))


def _frame(of: TableSpec, rows: list[dict[str, object]]) -> pd.DataFrame:
    columns = (*of.columns, ROW, PART, STANDING, BECAUSE)
    return pd.DataFrame({name: pd.array([row.get(name) for row in rows], dtype=_dtype(of, name)) for name in columns})


def _dtype(of: TableSpec, column: str) -> str:
    if column in (ROW, PART):
        return "int64"
    kind = of.columns[column].kind if column in of.columns else Kind.TEXT
    return "date32[pyarrow]" if kind in DAYS else {Kind.WHOLE: "Int64", Kind.MONEY: "Float64"}.get(kind, "string")


def figures() -> Iterator[str]:
    """Every figure that has a name."""
    yield "# Figures\n"
    yield "A council puts its own in their place with `standards:` in its params file. The report prints which figures"
    yield "are not in the strategy, and which of the strategy's were changed.\n"
    standards = load_standards()
    rows = [
        (f"`{name}`", getattr(standards, name), "the strategy's" if note.strategy else "ours", note.reason)
        for name in NAMES
        for note in [standards.notes[name]]
    ]
    yield from table(("Name", "Figure", "Whose", "Why"), rows)


MAPPING_PAGE = Path(__file__).parent / "pages" / "reference" / "mapping.md"


def mapping() -> Iterator[str]:
    """Every key of a mapping file, with an example and what comes of it. Kept: `python docs/reference.py` writes it."""
    yield "# Mapping files\n"
    yield "A mapping file says how the file of another system becomes tables that heard knows, without code. A"
    yield "params file names it under `mappings`, by its table, with a list where a table comes from several mapping"
    yield "files, read in order as one (of a row that is there twice the first is kept); or it has a plain list of"
    yield "mapping files, each of which says its tables. `with` and `split_at` are plain text: no key holds a pattern"
    yield "or an expression.\n"
    yield "Rows above the names of the columns are not read, nor are blank rows, or rows that give the names again;"
    yield "they are counted. A column without a name, or with one that is there twice, is called by its letter, as"
    yield "*column F*."
    for each in MAPPING_KEYS:
        yield f"\n## {', '.join(f'`{key}`' for key in each.keys)}\n"
        yield f"{each.says}\n"
        yield f"```yaml\n{each.mapping}```"
        yield from _read_so(each)


def _read_so(each: KeyOfMapping) -> Iterator[str]:
    """The file of an example, and the rows that come of it."""
    files = {"register.csv": each.file} if isinstance(each.file, str) else each.file
    if not files:
        return
    for name, text in files.items():
        yield f"\n`{name}`:\n"
        yield f"```text\n{text}```"
    for name, rows in read_example(each.mapping, files).items():
        yield f"\n`{name}`:"
        yield from table(rows.columns, rows.itertuples(index=False))


def read_example(mapping: str, files: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """The tables that come of some files by a mapping, less the columns in which nothing stands."""
    with TemporaryDirectory() as folder:
        for name, text in {**files, "their.yaml": mapping}.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        mappings = load_mappings(Path(folder) / "their.yaml")
        supplied = read_records([Path(folder)], {each.table: (each,) for each in mappings})
    rows = {
        name: each.rows[[column for column in each.table.columns if each.has(column)]]
        for name, each in supplied.items()
    }
    return {name: each.astype("string").fillna("") for name, each in rows.items()}


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table in Markdown, with an empty line on both sides."""
    lines = [list(map(_cell, head)), *(list(map(_cell, row)) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    yield ""
    yield from (f"| {' | '.join(line)} |" for line in lines)
    yield ""


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    MAPPING_PAGE.write_text("\n".join(mapping()) + "\n", encoding="utf-8", newline="\n")
