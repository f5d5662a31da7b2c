"""The strategy as data: each sentence of the source in exactly one place, and every commitment accounted for."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from heard.errors import ParamsError
from heard.measures import MEASURES
from heard.model.commitment import Strategy, Strength
from heard.params import ROOT
from heard.params.strategies import load_strategy, sentences_of

STRATEGIES = Path(__file__).parents[2] / "params" / "strategies"

IDS = {
    "PROMISE": "1 2 3 4 5 6 7",
    "LISTEN": "1 2 3 3a 3b 3c 3d 3e 3f 4",
    "ENGAGE": "1 2 3 4",
    "CONSULT": "1 2 3 4 5 6 7 7a 7b 7c 7d 8 9 10 11",
    "APPROACH": "1 2 3 4 5 6 7 8",
    "BOARDS": "1 2 3 4",
    "MEMBERS": "1 2 3 4",
    "LEGAL": "1 2 3 4 5 6 7 8",
    "DELIVER": "1 2 3 4 5 6",
    "CONTACT": "1 2",
}

DESCRIPTIONS = "PROMISE-7 APPROACH-1 MEMBERS-1 MEMBERS-2 MEMBERS-3 MEMBERS-4"
# What the Council does itself is told, from this sentence on, of what it will do.
WILL_CARRY_OUT = """The remainder of this document outlines how Cambridgeshire County Council will carry out engagement
    and consultation work."""


@pytest.fixture(scope="module")
def commitment_2015() -> Strategy:
    return load_strategy(STRATEGIES / "commitment-2015.yaml")


@pytest.fixture(scope="module")
def strategy_2017(commitment_2015: Strategy) -> Strategy:
    return load_strategy(STRATEGIES / "strategy-2017.yaml", earlier=commitment_2015)


# The two strategies that heard ships with.


def test_2017_has_every_id_of_the_specification_in_order_and_no_other(strategy_2017: Strategy) -> None:
    expected = [f"{chapter}-{number}" for chapter, numbers in IDS.items() for number in numbers.split()]
    assert [each.id for each in strategy_2017.commitments] == expected
    assert list(strategy_2017.chapters) == list(IDS)


def test_2015_has_ids_in_the_order_of_its_text(commitment_2015: Strategy) -> None:
    source = sentences_of((STRATEGIES / "commitment-2015.txt").read_text(encoding="utf-8"))
    assert [each.id for each in commitment_2015.commitments] == [f"2015-{n}" for n in range(1, 33)]
    positions = [source.index(text) for each in commitment_2015.commitments for text in each.texts]
    assert positions == sorted(positions)


def serves(test: str) -> dict[str, str]:
    """What the test of a chapter of measures says that each of them serves: its `SERVES`."""
    assigned = (node for node in ast.parse(test).body if isinstance(node, ast.Assign))
    said = [ast.literal_eval(node.value) for node in assigned if ast.unparse(node.targets[0]) == "SERVES"]
    return {measure: commitments for each in said for measure, commitments in each.items()}


def test_each_commitment_is_measured_by_what_the_specification_says_serves_it(strategy_2017: Strategy) -> None:
    served = {(measure, each.id) for each in strategy_2017.commitments for measure in each.measured_by}
    said = [serves(path.read_text(encoding="utf-8")) for path in (ROOT / "tests" / "measures").glob("test_*.py")]
    assert served == {(measure, id) for each in said for measure, ids in each.items() for id in ids.split()}


def test_a_commitment_without_a_measure_says_why(strategy_2017: Strategy) -> None:
    unmeasured = {each.id for each in strategy_2017.commitments if each.not_measured_because}
    assert unmeasured == set()


def test_what_is_counted_and_not_judged_says_why(commitment_2015: Strategy, strategy_2017: Strategy) -> None:
    judging = {measure.id for measure in MEASURES if not measure.described}
    for strategy in (commitment_2015, strategy_2017):
        counted = {each.id for each in strategy.commitments if each.measured_by and not judging & {*each.measured_by}}
        assert {each.id for each in strategy.commitments if each.not_judged_because} == counted


def test_only_what_is_past_or_what_others_may_do_is_a_description(strategy_2017: Strategy) -> None:
    described = [each.id for each in strategy_2017.commitments if each.strength is Strength.DESCRIBES]
    assert described == DESCRIPTIONS.split()
    assert len(strategy_2017.promises) == 52


@pytest.mark.parametrize("strength", [Strength.WILL, Strength.SHOULD, Strength.BELIEVES, Strength.IDEALLY])
def test_a_strength_is_the_word_of_the_sentence_or_of_the_line_that_opens_its_list(
    strategy_2017: Strategy, strength: Strength
) -> None:
    openers = {
        "PROMISE": "This strategy explains how the Council will ensure that the public:",
        "LISTEN": "We believe that:",
        "ENGAGE": "This should:",
        "CONSULT": "In addition, we should:",
        "LEGAL": "In ensuring that the County Council complies with its duty to act fairly in respect of engagement "
        "and consultation it will:",
        "DELIVER": "In order to achieve the commitments outlined within this strategy the County Council will:",
        **dict.fromkeys(("APPROACH", "BOARDS", "CONTACT"), WILL_CARRY_OUT),
    }
    by_law = "LEGAL-8"  # a duty the law lays down, which is more than will
    word = "believe" if strength is Strength.BELIEVES else strength.value
    of_that_strength = [each for each in strategy_2017.commitments if each.strength is strength]
    assert of_that_strength
    for each in (each for each in of_that_strength if each.id != by_law):
        assert re.search(rf"\b{word}\b", f"{each.text} {openers.get(each.chapter, '')}"), each.id


def test_2015_has_the_measures_of_what_continues_it(commitment_2015: Strategy, strategy_2017: Strategy) -> None:
    continued_by = {former: each for each in strategy_2017.commitments for former in each.continues}
    for each in commitment_2015.commitments:
        heir = continued_by.get(each.id)
        assert each.measured_by == (heir.measured_by if heir else ()), each.id


def test_what_2017_dropped_says_so(commitment_2015: Strategy, strategy_2017: Strategy) -> None:
    continued = {former for each in strategy_2017.commitments for former in each.continues}
    dropped = {each.id for each in commitment_2015.commitments} - continued
    assert dropped == {"2015-1", "2015-2", "2015-3"}
    for each in commitment_2015.commitments:
        assert each.not_measured_because.startswith("Left out in 2017") == (each.id in dropped)


def test_what_continues_is_nearly_the_same_sentence_where_it_is_a_list(
    commitment_2015: Strategy, strategy_2017: Strategy
) -> None:
    for each in strategy_2017.commitments:
        for former in each.continues:
            earlier = commitment_2015.find(former)
            assert earlier is not None
            if each.chapter in ("PROMISE", "LISTEN", "CONSULT") and each.id != "PROMISE-7":
                shared = set(words(each.text)) & set(words(earlier.text))
                assert len(shared) >= 0.8 * len(set(words(each.text))), each.id


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_each_document_has_the_day_it_was_adopted(commitment_2015: Strategy, strategy_2017: Strategy) -> None:
    assert strategy_2017.adopted_on == {"strategy": date(2017, 12, 31), "commitment": date(2015, 2, 28)}
    assert commitment_2015.adopted_on == {"commitment": date(2015, 2, 28)}


# What the loader refuses: the shipped strategy, altered.


Top = dict[str, Any]
SHIPPED: Top = yaml.safe_load((STRATEGIES / "strategy-2017.yaml").read_text(encoding="utf-8"))


def altered(tmp_path: Path, change: Callable[[Top], object]) -> Path:
    """A copy of the strategy of 2017 with a change made to it, its source beside it."""
    top = deepcopy(SHIPPED)
    change(top)
    source = STRATEGIES / "strategy-2017.txt"
    (tmp_path / source.name).write_bytes(source.read_bytes())
    path = tmp_path / "strategy-2017.yaml"
    path.write_text(yaml.safe_dump(top, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def entry(top: Top, id: str) -> Top:
    found: Top = next(each for each in top["commitments"] if each["id"] == id)
    return found


def test_a_copy_with_nothing_altered_is_the_same_strategy(tmp_path: Path, strategy_2017: Strategy) -> None:
    assert load_strategy(altered(tmp_path, lambda top: top)) == strategy_2017


REFUSED: dict[str, tuple[Callable[[Top], object], str]] = {
    "a sentence left out": (
        lambda top: entry(top, "BOARDS-1")["text"].remove("Identify common themes and problems."),
        "'Identify common themes and problems.' of strategy-2017.txt is left out",
    ),
    "a commitment left out": (
        lambda top: top["commitments"].remove(entry(top, "DELIVER-2")),
        "Maintain and update the Consultation Toolkit .* is left out",
    ),
    "a reason left out with its sentence": (
        lambda top: top["not_a_commitment"].pop(0),
        "'Working Together' of strategy-2017.txt is left out",
    ),
    "a sentence twice": (
        lambda top: top["not_a_commitment"][0]["text"].append("Talks."),
        "'Talks.' is there 2 times, in strategy-2017.txt 1",
    ),
    "a sentence altered by one word": (
        lambda top: entry(top, "LEGAL-5").update(text="Proposers should give sufficient reasons for the proposal."),
        "'Proposers should give .*' is not a sentence of .* the nearest is 'Proposers must give sufficient reasons",
    ),
    "a sentence under another heading": (
        lambda top: entry(top, "LISTEN-1").update(place="Introduction"),
        "'People who live .*' of LISTEN-1 does not stand under 'Introduction' .* under How the Council will listen",
    ),
    "both a measure and a reason for none": (
        lambda top: entry(top, "LEGAL-5").update(not_measured_because="Nobody knows."),
        r"\(LEGAL-5\): both of 'measured_by' and 'not_measured_because'",
    ),
    "neither a measure nor a reason": (
        lambda top: entry(top, "LEGAL-5").pop("measured_by"),
        r"\(LEGAL-5\): neither of 'measured_by' and 'not_measured_because'",
    ),
    "an empty list of measures": (
        lambda top: entry(top, "LEGAL-5").update(measured_by=[]),
        r"\(LEGAL-5\): neither of 'measured_by' and 'not_measured_because'",
    ),
    "an id twice": (
        lambda top: entry(top, "LEGAL-5").update(id="LEGAL-6"),
        "the id LEGAL-6 is there twice",
    ),
    "an id twice, in another case": (
        lambda top: (entry(top, "LEGAL-5").update(id="Legal-6"), top["chapters"].update(Legal="Law")),
        "the id LEGAL-6 is there twice",
    ),
    "what is not an id": (lambda top: entry(top, "LEGAL-5").update(id="LEGAL 5"), "'id' is 'LEGAL 5'"),
    "no id": (lambda top: entry(top, "LEGAL-5").pop("id"), r"\(without an id\): 'id' is missing"),
    "a chapter nobody named": (lambda top: top["chapters"].pop("LEGAL"), "LEGAL-1 has no chapter"),
    "a part without its whole": (
        lambda top: entry(top, "CONSULT-7").update(id="CONSULT-17"),
        "CONSULT-7a is a part, but there is no CONSULT-7",
    ),
    "a strength that is none": (
        lambda top: entry(top, "LEGAL-5").update(strength="shoud"),
        "'strength' is 'shoud'. Did you mean 'should'",
    ),
    "a misspelt key of a commitment": (
        lambda top: entry(top, "LEGAL-5").update(mesured_by=["formative"]),
        r"\(LEGAL-5\): the key 'mesured_by' is not known. Did you mean 'measured_by'",
    ),
    "a misspelt key at the top": (
        lambda top: top.update(commitment=top.pop("commitments")),
        "the key 'commitment' is not known. Did you mean 'commitments'",
    ),
    "a misspelt key of what commits to nothing": (
        lambda top: top["not_a_commitment"][0].update(reasons="the title"),
        "the key 'reasons' is not known. Did you mean 'reason'",
    ),
    "no reason for what commits to nothing": (
        lambda top: top["not_a_commitment"][0].pop("reason"),
        "'reason' is missing",
    ),
    "no text": (lambda top: entry(top, "LEGAL-5").update(text=[]), r"\(LEGAL-5\): 'text' is missing"),
    "no title": (lambda top: entry(top, "LEGAL-5").pop("title"), r"\(LEGAL-5\): 'title' is missing"),
    "no commitments": (lambda top: top.update(commitments=[]), "there are no commitments"),
    "a misspelt document": (
        lambda top: top["documents"].update(strategies={"adopted_on": date(2017, 12, 31)}),
        "the key 'strategies' is not known. Did you mean 'strategy'",
    ),
    "a day that is none": (
        lambda top: top["documents"].update(strategy={"adopted_on": "in 2017"}),
        "'adopted_on' is 'in 2017', not a day",
    ),
    "no day": (lambda top: top["documents"].update(strategy={}), "the key 'adopted_on' is missing"),
    "a source that is not there": (
        lambda top: top.update(source="strategy-2016.txt"),
        "'source' names strategy-2016.txt, and there is no such file",
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_fault_is_refused_in_one_sentence(tmp_path: Path, fault: str) -> None:
    change, sentence = REFUSED[fault]
    with pytest.raises(ParamsError, match=sentence) as refused:
        load_strategy(altered(tmp_path, change))
    assert "strategy-2017.yaml" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_continues_an_unknown_id_is_refused_where_the_earlier_version_is_given(
    tmp_path: Path, commitment_2015: Strategy
) -> None:
    path = altered(tmp_path, lambda top: entry(top, "LEGAL-5").update(continues="2015-99"))
    assert load_strategy(path).find("LEGAL-5") is not None
    with pytest.raises(ParamsError, match="LEGAL-5 continues 2015-99, which commitment-2015 does not have"):
        load_strategy(path, earlier=commitment_2015)


# Another council's strategy.


def made_up(tmp_path: Path, source: str | None, texts: list[str]) -> Path:
    top: Top = {
        "title": "A made-up strategy",
        "documents": {"strategy": {"adopted_on": date(2020, 1, 1)}},
        "chapters": {"HEAR": "Hearing"},
        "commitments": [
            {
                "id": "HEAR-1",
                "title": "hear",
                "place": "Hearing",
                "strength": "will",
                "text": texts,
                "continues": ["OLD-1", "OLD-2"],
                "measured_by": "everything_read",
            }
        ],
        "not_a_commitment": [{"text": "Hearing", "reason": "a heading"}],
    }
    if source is not None:
        (tmp_path / "made-up.txt").write_text(source, encoding="utf-8")
        top["source"] = "made-up.txt"
    path = tmp_path / "made-up.yaml"
    path.write_text(yaml.safe_dump(top), encoding="utf-8")
    return path


def test_a_strategy_without_a_source_document_is_taken_at_its_word(tmp_path: Path) -> None:
    strategy = load_strategy(made_up(tmp_path, None, ["We will hear."]))
    assert strategy.source is None
    assert strategy.commitments[0].continues == ("OLD-1", "OLD-2")
    assert strategy.commitments[0].measured_by == ("everything_read",)


def test_a_sentence_that_the_source_has_twice_stands_in_two_places(tmp_path: Path) -> None:
    source = "Hearing\n\n- We will hear.\n- We will hear.\n"
    assert load_strategy(made_up(tmp_path, source, ["We will hear.", "We will hear."])).source == "made-up.txt"
    with pytest.raises(ParamsError, match=r"'We will hear\.' of made-up.txt is left out"):
        load_strategy(made_up(tmp_path, source, ["We will hear."]))


# How a document falls into sentences.


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One here. Two there.", ["One here.", "Two there."]),
        ("Would you help? Then write.", ["Would you help?", "Then write."]),
        ("A heading\n\nA line.", ["A heading", "A line."]),
        ("- A bullet\n - A bullet within", ["A bullet", "A bullet within"]),
        ("2. A numbered line", ["A numbered line"]),
        ("Working**The Council's\nStrategy 2017**", ["Working", "The Council's", "Strategy 2017"]),
        ("Media (e.g. Facebook, Twitter).", ["Media (e.g. Facebook, Twitter)."]),
        ("Boards, i.e. Partnership Boards.", ["Boards, i.e. Partnership Boards."]),
        ("Others (Healthwatch, etc). We learn.", ["Others (Healthwatch, etc).", "We learn."]),
        ("The duty (Equality Act 2010) applies.", ["The duty (Equality Act 2010) applies."]),
        ("An opinion; we will therefore say why.", ["An opinion; we will therefore say why."]),
        ("Box No: SH1012", ["Box No: SH1012"]),
        ("He said “No.” We noted it.", ["He said “No.”", "We noted it."]),
        ("The council’s ‘add on’ – kept.", ["The council’s ‘add on’ – kept."]),
        ("Two  spaces \t gone.  ", ["Two spaces gone."]),
        ("Up to 3.5 days.", ["Up to 3.5 days."]),
        ("", []),
    ],
)
def test_a_document_falls_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == tuple(sentences)
