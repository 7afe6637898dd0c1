"""Agenda: what a statement only lists as still to be done is told from what is in place."""

from __future__ import annotations

import time

import pytest

from analyser.agenda import MAX_BELOW, find_planned


def test_what_stands_below_a_heading_of_plans_is_planned():
    texts = [
        "Training",
        "All buyers take a course.",
        "7. Actions planned for 2026",
        "1. A more detailed look at our mills, and at the agencies that send them cooks.",
        "2) Train 40 buyers.",
        "We trained 12 of them last spring.",
        "We keep a register of agencies.",
        "A plan will then be set for mills.",
        "Close work with mills lets us see deep into how our standards are lived.",
        "Contact",
        "• Write to the company secretary.",
    ]
    assert find_planned(texts) == {3, 4, 7}


def test_items_of_a_list_share_the_intention_of_its_lead_in():
    texts = [
        "In the coming year we will:",
        "• map our mills;",
        "‣ train buyers; and",
        "• continue to visit agencies.",
        "Our code is public.",
        "We map:",
        "• mills;",
    ]
    assert find_planned(texts) == {1, 2}


def test_items_without_bullets_are_known_by_their_verbs_and_ends():
    texts = [
        "Next year we plan to take the following further steps to combat slavery:",
        "Devising a questionnaire for mills;",
        "Develop a register of agencies.",
        "Training for buyers on our code; and",
        "Employee training on the Act.",
        "Fennick Tools buys from mills in Spain.",
        "Train buyers.",
    ]
    assert find_planned(texts) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    "heading",
    [
        "Next steps",
        "5. Further steps to prevent modern slavery",
        "Our next steps",
        "LOOKING AHEAD",
        "Going forward",
        "Plans for the future",
        "Our priorities for the coming year",
        "Planned activities in 2026",
    ],
)
def test_headings_of_plans_are_known(heading):
    assert find_planned([heading, "• Train 40 buyers."]) == {1}


@pytest.mark.parametrize(
    "heading",
    [
        "Steps taken in 2024",
        "Further steps of the process",
        "Further steps taken in 2024",
        "Progress this year and next steps",
        "Achievements and next steps",
        "Our actions in 2024 and future plans",
        "Risk Action taken Next steps",
        "Work planned and delivered in 2024",
        "Planned activities completed in 2024",
        "5. Next steps ..... 4",
        "Looking ahead 14",
        "Moving Forward Together: Modern Slavery Statement 2024",
        "Plans for 2023",
        "The next steps of a complaint are set out here.",
        "Our policies",
    ],
)
def test_other_headings_make_no_plans(heading):
    assert not find_planned([heading, "• Train 40 buyers."])


@pytest.mark.parametrize(
    "text",
    [
        "• Completed 42 audits of suppliers.",
        "• Trained 40 buyers in 2024.",
        "• All suppliers are audited.",
        "Our hotline is open to all workers.",
        "• They audit ten mills.",
        "• Procurement staff complete the course each year.",
        "Our buyers visit mills twice a year.",
        "Every supplier must sign our code.",
        "Fennick Tools will not tolerate it.",
        "• Fennick Tools plc trains its buyers.",
        "• Continuing to visit agencies.",
    ],
)
def test_what_may_be_in_place_stays_so_under_a_heading_of_plans(text):
    assert not find_planned(["Next steps", text])


@pytest.mark.parametrize(
    "texts",
    [
        ["Our next steps are:", "• map our mills.", "All mills will be audited."],
        ["In 2026 we will:", "a) map our mills.", "4. Training", "4.1 All buyers take a course."],
        ["Next steps", "(c) Due diligence", "Mills will be audited if a worker complains."],
        ["Next steps", "Training for people in our buying offices", "• A course for buyers."],
        ["We intend to build on our present controls:", "• audits of mills;"],
        ["We will keep the following policies under review:", "• Whistleblowing Policy"],
        ["Before we buy we will take the following steps:", "Assess the mill."],
    ],
)
def test_section_or_list_ends_where_another_begins(texts):
    assert not find_planned(texts) & {len(texts) - 1}


def test_heading_reaches_no_further_than_a_section():
    assert max(find_planned(["Next steps", *["• Train buyers."] * 50])) == MAX_BELOW - 1


@pytest.mark.parametrize("unit", ["next ", "plans for ", "- ", "1. ", "our ", "next steps to "])
def test_hostile_headings_are_read_quickly(unit):
    start = time.process_time()
    find_planned([unit * (5000 // len(unit)), unit * 12] * 5)
    assert time.process_time() - start < 2
