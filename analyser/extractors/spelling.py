"""The words that an American dictionary lacks: British spellings, and the words of the field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


FIELD_WORDS = _words(
    "accountabilities accreditations aml analytics antibribery antislavery antitrafficking app "
    "approx apps apr aug benchmarked benchmarking biofuels brexit bsci bsr ceo ceos cfo cips "
    "companywide componentry coo corporates counterparties counterparty covid csddd csr dec "
    "delist delisted delisting ecpat eicc elearning emea esg etc eti eur euro extractives "
    "eyewear factsheet faq faqs feb foodservice freephone fscs ftse fy gangmaster gangmasters "
    "gbp gdpr gla glaa gmbh gri hmrc homeware homeworkers homeworking housebuilder "
    "housebuilders housebuilding hr html http https ict ihrb ii iii ilo impactful inbox inc "
    "incl infographic inhouse investee investees iom iso iv ix jan jul jun jv kph kpi kpis "
    "learnings lifecycle lifecycles linkedin livelihoods llc llp ltd mar mitigants mitigations "
    "modernslavery mou mrs msa msas nda ngo ngos nhs nov nrm oct oecd ohchr onboard onboarded "
    "onboarding onsite org outsourcing packhouse packhouses pdf phd plc ppe ppm pre "
    "prequalification pty questionnaire questionnaires rba remediate remediated remediates "
    "remediating reputational rfp roadmap rollout rspo saq saqs sdg sdgs sedex sep smartphone "
    "smartphones sme smes smeta socio stakeholder stakeholders subcontract subcontracted "
    "subcontracting subcontractor subcontractors subsidiaries tenderers timeframe timeframes "
    "timelines tisc toolkit toolkits traceability uk un undp ungc ungp ungps unicef upskill "
    "upskilled upskilling usa usd vat vi vii viii watchlist webinar webinars webpage webpages "
    "wellbeing whistleblow whistleblower whistleblowers whistleblowing womenswear worksite "
    "worksites www xi xii "
)
"""What companies write in statements and a general dictionary leaves out."""
TWO_LETTERS = _words(
    "ad ah ai am an as at be by co do dr eg eu ex go he hi hr id ie if in io is it kg km me mm "
    "mr ms my no of oh ok on or ox pa pm re so to tv uk un up us vs we "
)
"""All words of two letters; a lexicon has every second pair of letters for an abbreviation."""
OUR = (
    "arb ard arm behavi cand clam clang col demean endeav fav ferv flav glam harb hon hum lab "
    "neighb od parl ranc rig rum sav savi splend succ tum val vap vig"
)
RE = "cent lit lust met scept spect theat"
ENDINGS = "(s|ed|ing|ers?|ably|able|ful|fully|ites?|hoods?|ly|less|al|ally)?"
RULES = (
    ("iz", re.compile(r"(\w{2,})iz(e[sd]?|ing|ers?|ations?|ational(?:ly)?|able)"), r"\1is\2"),
    ("yz", re.compile(r"(\w{2,})yz(e[sd]?|ing|ers?)"), r"\1ys\2"),
    ("or", re.compile(rf"(\w*?(?:{OUR.replace(' ', '|')}))or{ENDINGS}"), r"\1our\2"),
    ("ter", re.compile(rf"(\w*?(?:{RE.replace(' ', '|')}))er(s)?"), r"\1re\2"),
    ("ter", re.compile(rf"({RE.replace(' ', '|')})er(ed|ing)"), r"\1r\2"),
    ("led", re.compile(r"(\w*[^aeiou][aeiou]l)(ed)"), r"\1l\2"),
    ("ling", re.compile(r"(\w*[^aeiou][aeiou]l)(ing)"), r"\1l\2"),
    ("ler", re.compile(r"(\w*[^aeiou][aeiou]l)(ers?|ery)"), r"\1l\2"),
)
"""Letters to look for first, what an American spelling looks like, what becomes of it."""
OTHERS = {
    "acknowledgment": "acknowledgement", "aging": "ageing", "aluminum": "aluminium",
    "analog": "analogue", "artifact": "artefact", "catalog": "catalogue", "check": "cheque",
    "cozy": "cosy", "defense": "defence", "dialog": "dialogue", "draft": "draught",
    "encyclopedia": "encyclopaedia", "fiber": "fibre", "caliber": "calibre", "meager": "meagre",
    "enroll": "enrol", "enrollment": "enrolment",
    "fulfill": "fulfil", "fulfillment": "fulfilment", "gram": "gramme", "gray": "grey",
    "installment": "instalment", "jewelry": "jewellery", "judgment": "judgement",
    "license": "licence", "maneuver": "manoeuvre", "mold": "mould", "offense": "offence",
    "pediatric": "paediatric", "plow": "plough", "practice": "practise",
    "practiced": "practised", "practicing": "practising", "pretense": "pretence",
    "program": "programme", "skeptical": "sceptical", "skillful": "skilful", "tire": "tyre",
    "ton": "tonne", "willful": "wilful",
}  # fmt: skip


def british(words: Collection[str]) -> Iterator[str]:
    """Spell American words as the British do.

    Parameters
    ----------
    words : collection of str
        In small letters.

    Yields
    ------
    str
        The other spelling of each word that has one, and some that nobody uses.
    """
    for word in words:
        for letters, pattern, spelling in RULES:
            if letters in word and (match := pattern.fullmatch(word)):
                yield match.expand(spelling)
    for spelling in OTHERS.values():
        yield from (spelling, f"{spelling}s")
