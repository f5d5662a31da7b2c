"""Every key of a mapping file, with what it says and an example: a mapping, and a file that it is of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyOfMapping:
    """Some keys that go together: what they say, a mapping that has them, and the file (or files) that it reads.

    `file` is the text of `register.csv`, or of several files by their names.
    """

    keys: tuple[str, ...]
    says: str
    mapping: str
    file: str | dict[str, str]


def _example(keys: str, says: str, mapping: str, file: str | dict[str, str]) -> KeyOfMapping:
    text = {name: _bare(each) for name, each in file.items()} if isinstance(file, dict) else _bare(file)
    return KeyOfMapping(tuple(keys.split()), says, _bare(mapping), text)


def _bare(text: str) -> str:
    """Without the blank lines that its quotation marks stand on."""
    return text.strip("\n") + "\n"


MAPPING_KEYS = (
    _example(
        "table file columns from",
        "`table` says which of our tables the file becomes, and `file` where it lies, as seen from the folder of "
        "records. Under `columns` stands our column, then theirs. Several of theirs are alternatives: the first that "
        "is filled is taken, and one of them must be there. A column that the file has under our own name, and that "
        "the mapping speaks of nowhere, is read as it stands.",
        """
table: activities
file: register.csv
columns:
  activity_id: Ref
  title: [Title of consultation, Consultation title]
  opened_on: {from: Launch date}
""",
        """
Ref,Title of consultation,Consultation title,Launch date,service
C1,Parks,,3 May 2024,Places
C2,,Buses,2024-06-01,Roads
""",
    ),
    _example(
        "tables row_when",
        "`tables` makes several tables of one file; `columns`, `words`, `row_when` and `unfold` then stand under the "
        "table that they are of. `row_when` names a column, or a column and the words, that say whether a row of the "
        "file is a row of the table: with it a blank says that it did not happen. Without it a row whose bold cell is "
        "blank says nothing, and whether it happened is not known.",
        """
file: register.csv
tables:
  activities:
    columns: {activity_id: Ref, title: Title, opened_on: Opened}
  feedback:
    row_when: Results published
    columns: {activity_id: Ref, published_on: Results published}
  decisions:
    row_when: {Decided?: [Yes, Y]}
    columns: {activity_id: Ref, decided_on: Decided on}
""",
        """
Ref,Title,Opened,Results published,Decided?,Decided on
C1,Parks,2024-05-03,2024-09-01,Yes,2024-08-01
C2,Buses,2024-06-01,,No,
""",
    ),
    _example(
        "sheet header_rows",
        '`sheet` names a sheet of a workbook, lists several, which are read one below the other, or is `"*"`: every '
        "sheet that is seen and has the columns. `header_rows` are at most the rows that hold names, the first of "
        "which has those of the columns; a row below is skipped where something stands in its columns of days, "
        "numbers and listed words, and nothing of it can be read. Left out, it is 1. (A CSV file has no sheets, and "
        "takes no notice of `sheet`.)",
        """
table: activities
file: register.csv
sheet: "*"
header_rows: 2
columns: {activity_id: Ref, title: Title, opened_on: Opened}
""",
        """
Ref,Title,Opened
our number,as published,day of launch
C1,Parks,2024-05-03
""",
    ),
    _example(
        "days as",
        "How days are written: `day first` or `month first` (each a family: *02/08/24*, *2 Aug 2024*, *18.08.2024.*, "
        "*9am Friday 2 August 2024*, *2024/8/2* and ISO side by side), `iso week`, `spreadsheet number`, `spreadsheet "
        "number 1904`, or a format of Python's `strptime`. `as` says so of a column and `days` of the whole file; both "
        "may be lists, and each cell takes the first that fits. The params file has `days` too, for every file that "
        "does not say. Where nobody says, days that can only be read one way decide, and if none does heard refuses.",
        """
table: activities
file: register.csv
days: day first
columns:
  activity_id: Ref
  title: Title
  opened_on: Opened
  recorded_on: {from: Entered, as: [day first, spreadsheet number]}
""",
        """
Ref,Title,Opened,Entered
C1,Parks,03/05/24,45415
C2,Buses,Saturday 1 June 2024,02/06/2024
""",
    ),
    _example(
        "language",
        "The language of month names besides English, by its code.",
        """
table: activities
file: register.csv
language: hr
columns: {activity_id: Ref, title: Title, opened_on: Opened}
""",
        """
Ref,Title,Opened
C1,Parkovi,3. svibnja 2024.
""",
    ),
    _example(
        "fill_down",
        "Columns in which a blank cell takes the cell above, as where cells were merged; not past a blank row or the "
        "end of a sheet.",
        """
table: channels
file: register.csv
fill_down: [Ref]
columns: {activity_id: Ref, channel: Way}
""",
        """
Ref,Way
C1,meeting
,workshop
C2,talk
""",
    ),
    _example(
        "drop_rows_where",
        'Rows of another kind, by the words that mark them; `""` is a blank cell. They are kept apart and counted.',
        """
table: activities
file: register.csv
drop_rows_where: {Ref: [Total, ""]}
columns: {activity_id: Ref, title: Title, opened_on: Opened}
""",
        """
Ref,Title,Opened
C1,Parks,2024-05-03
Total,1 consultation,
,(as of June),
""",
    ),
    _example(
        "ignore",
        "Their columns that have no place, each with the reason: what is neither mapped nor listed here is named by "
        "`heard check`, so that a column that is new next year is noticed.",
        """
table: activities
file: register.csv
columns: {activity_id: Ref, title: Title, opened_on: Opened}
ignore: {Contact officer: says who}
""",
        """
Ref,Title,Opened,Contact officer
C1,Parks,2024-05-03,J. Bloggs
""",
    ),
    _example(
        "split_at part",
        "A cell is split wherever one of `split_at` stands in it, and `part` is which part is meant: 1, 2, … or "
        "`last`. One that is not there is blank; a day without a month or a year takes them from the last. In a column "
        "that holds a list, `part` is left out and every part is an item.",
        """
table: activities
file: register.csv
columns:
  activity_id: Ref
  title: Title
  opened_on: {from: Period, split_at: [" - ", " to "], part: 1}
  closed_on: {from: Period, split_at: [" - ", " to "], part: last}
  divisions: {from: Wards, split_at: ","}
""",
        """
Ref,Title,Period,Wards
C1,Parks,3 to 30 May 2024,"Abbey, Arbury"
""",
    ),
    _example(
        "join with",
        "Several of their columns as one, with some text between. Parts that are blank are left out.",
        """
table: activities
file: register.csv
columns:
  activity_id: {join: [Org, Number], with: "/"}
  title: Title
  opened_on: {join: [Year, Month, Day], with: "-", as: "%Y-%m-%d"}
""",
        """
Org,Number,Title,Year,Month,Day
tc,1,Parks,2024,5,3
""",
    ),
    _example(
        "value words",
        '`value` is the same in every row. `words` says which of their words is which of ours; `""` says that their '
        "word says nothing. `heard check` counts what could not be read.",
        """
table: activities
file: register.csv
columns: {activity_id: Ref, title: Title, opened_on: Opened, level: Type, run_by: {value: council}}
words: {level: {Survey: consult, Notice: inform, Other: ""}}
""",
        """
Ref,Title,Opened,Type
C1,Parks,2024-05-03,Survey
C2,Buses,2024-06-01,Other
""",
    ),
    _example(
        "unfold word_to cell_to",
        "Columns turned into rows, one for each of their cells that is filled. `columns` gives our word for each "
        "column, which goes to `word_to`; what stands in the cell goes to `cell_to`. Without `cell_to` a cell of 0 or "
        "no makes no row.",
        """
table: channels
file: register.csv
unfold:
  columns: {Online: online survey, Paper: postal survey}
  word_to: channel
  cell_to: contributions
columns: {activity_id: Ref}
""",
        """
Ref,Online,Paper
C1,120,0
C2,45,
""",
    ),
    _example(
        "(file) (sheet)",
        "These stand for the name of the file, without its ending, and for that of the sheet, wherever a column of "
        "theirs can. A name with `*`, `?` or `[…]` is every file that fits, and `file` may also be a list.",
        """
table: responses
file: survey_*.csv
columns:
  activity_id: {from: "(file)", split_at: "_", part: 2}
  response_id: {join: ["(file)", ID], with: "/"}
""",
        {"survey_C1.csv": "ID\n1\n2\n", "survey_C2.csv": "ID\n1\n"},
    ),
    _example(
        "query",
        "In a database, a SELECT whose rows are read as if they were a table. A file is then not named.",
        """
table: activities
query: SELECT ref AS activity_id, title, opened AS opened_on FROM register
""",
        {},
    ),
    _example(
        "seen",
        "heard's own: the names, forms of days and words of the file when the mapping was made, for next year. "
        "Leave it as it is.",
        """
table: activities
file: register.csv
columns: {activity_id: Ref, title: Title, opened_on: Opened}
seen: {names: [Ref, Title, Opened]}
""",
        """
Ref,Title,Opened
C1,Parks,2024-05-03
""",
    ),
)
