"""Sketches of invented sentences: which are near-duplicates, and which are not."""

from __future__ import annotations

import random

import numpy as np
import pytest

from analyser.nearduplicates import N_BYTES, connect, group, sketch, words_of

LONG = (
    "We ask each of our tier one suppliers to answer a questionnaire on recruitment fees, wages "
    "and hours once a year"
)
WORDS = [f"word{number}" for number in range(400)]


def groups_of(*sentences):
    return group(sketch([words_of(sentence) for sentence in sentences])).tolist()


def are_near(one, other):
    first, second = groups_of(one, other)
    return first == second


def test_case_and_punctuation_are_not_compared():
    assert are_near(LONG, LONG.upper().replace(",", ";") + ".")


def test_years_are_alike():
    first = "This statement is made for the financial year ending 31 March 2023."
    assert are_near(first, first.replace("2023", "2024"))


def test_other_numbers_are_not_alike():
    assert words_of("412 workers") != words_of("31 workers")


def test_a_typographic_apostrophe_is_the_same():
    assert words_of("the Board’s approval") == words_of("the board's approval")


def test_one_word_more_is_a_near_duplicate():
    assert are_near(LONG, f"{LONG} online")


def test_another_name_at_the_start_is_a_near_duplicate():
    assert are_near(
        LONG.replace("We ask", "Larch Textiles asks"), LONG.replace("We ask", "Birch asks")
    )


@pytest.mark.parametrize(
    "other",
    [
        "We audit each of our factories on recruitment fees, wages and hours once a year in person",
        "Each of our tier two farms was visited by a trade union twice during the last season",
        "We trained 412 buyers of our head office on the signs of forced labour in March 2024",
    ],
)
def test_another_sentence_is_none(other):
    assert not are_near(LONG, other)


def test_a_chain_of_near_duplicates_is_one_group():
    words = WORDS[:40]
    steps = [[*words[: 40 - 4 * n], *(f"new{i}" for i in range(4 * n))] for n in range(4)]
    assert len(set(group(sketch(steps)).tolist())) == 1


def test_sentences_of_a_batch_do_not_run_into_each_other():
    sentences = [words_of(LONG), WORDS[:9], WORDS[20:33]]
    alone = np.concatenate([sketch([words]) for words in sentences])
    assert (sketch(sentences) == alone).all()


def test_a_sketch_is_the_same_on_every_machine():
    # Runs of one computer are compared with those of another.
    assert sketch([words_of(LONG)])[0, :6].tolist() == [170, 111, 224, 113, 162, 208]


def test_a_sketch_is_small():
    assert sketch([words_of(LONG)] * 3).shape == (3, N_BYTES)
    assert sketch([words_of(LONG)]).nbytes == 64


def test_nothing_gives_nothing():
    assert group(sketch([])).tolist() == []


def test_a_short_sentence_is_refused():
    with pytest.raises(ValueError, match="fewer than 6 words"):
        sketch([words_of(LONG), ["only", "five", "words", "are", "here"]])


def test_broken_characters_can_be_sketched():
    assert sketch([["\ud800"] * 6]).shape == (1, N_BYTES)


def test_groups_do_not_depend_on_the_order():
    rng = random.Random(3)
    sentences = [words_of(LONG)]
    for _ in range(300):
        words = list(rng.choice(sentences))
        words[rng.randrange(len(words))] = rng.choice(WORDS)
        sentences.append(words)
    order = list(range(len(sentences)))
    rng.shuffle(order)
    straight = group(sketch(sentences))
    shuffled = group(sketch([sentences[index] for index in order]))
    pairs = set(zip(straight[order].tolist(), shuffled.tolist(), strict=True))
    assert len(pairs) == len(set(straight.tolist())) == len(set(shuffled.tolist())) > 1


def test_a_similarity_of_four_fifths_is_found_and_of_two_fifths_is_not():
    rng = random.Random(5)
    found = {0.4: 0, 0.8: 0}
    for similarity in found:
        for _ in range(100):
            words = rng.sample(WORDS, 62)
            # Of 60 runs each, those before the cut are common: common / (120 - common).
            n_common = round(120 * similarity / (1 + similarity)) + 2
            others = [*words[:n_common], *rng.sample(WORDS, 62 - n_common)]
            found[similarity] += len(set(group(sketch([words, others])).tolist())) == 1
    assert found[0.8] >= 97
    assert found[0.4] <= 1


def test_items_linked_by_others_are_connected():
    one, other = np.array([0, 4, 1]), np.array([3, 3, 2])
    first, second, third, fourth, fifth, sixth = connect(one, other, 6).tolist()
    assert first == fourth == fifth
    assert second == third
    assert len({first, second, sixth}) == 3


def test_no_items_are_connected_to_nothing():
    assert connect(np.empty(0, dtype=int), np.empty(0, dtype=int), 0).tolist() == []
