from __future__ import annotations

import pytest

from heard.show.report.labels_and_scores import in_words, judgements

ACTIVITIES = "activity_id,title,opened_on,closed_on\nA,Bus,2024-05-01,2024-08-01\nB,Road,2024-05-01,2024-08-01"
SCORES = """activity_id,commitment,assessor,kind,score,judged_on
    A,CONSULT-1,x,self,4,2024-09-01
    A,CONSULT-1,y,peer,4,2024-09-01
    B,CONSULT-1,x,self,5,2024-09-01
    B,CONSULT-1,y,peer,2,2024-09-01
    B,CONSULT-2,x,self,5,2024-09-01
"""


def test_scores_are_told_by_who_gave_them_and_how_many_rest_on_the_service_alone(year, text):
    said = text(judgements(year(activities=ACTIVITIES, judgements=SCORES)))
    assert "Assessors gave 5 scores on 3 points: 3 by the service itself and 2 by a peer." in said
    assert "1 of 3 rest on self-assessment alone." in said
    assert "The service and others: the same score in 1 of 2 pairs." in said
    assert "kappa" not in said and "Of fewer than 20 pairs we do not say what chance alone would give." in said


def test_without_scores_there_is_nothing_to_agree_on(year, text):
    assert "No assessor's score was supplied" in text(judgements(year(activities=ACTIVITIES)))


@pytest.mark.parametrize(
    ("kappa", "words"),
    [
        (-0.36, "no agreement (kappa −0.36, linear weights, 24 pairs)"),
        (0.35, "fair agreement (kappa 0.35, linear weights, 24 pairs)"),
        (0.7, "substantial agreement (kappa 0.70, linear weights, 24 pairs)"),
        (1.0, "almost perfect agreement (kappa 1.00, linear weights, 24 pairs)"),
    ],
)
def test_agreement_is_said_in_words_with_its_number_its_weights_and_its_pairs(kappa, words):
    assert in_words(kappa, 24) == words
