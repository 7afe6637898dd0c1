"""Tell a description of risk that any company could give from one that names something."""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")
SHORT = 3
"""Letters; shorter words name nothing."""
NEEDED = 2
"""Words of its own that a sentence needs. Of 344 sentences of 400 statements that were held to be
specific on a risk, 63 have fewer, name no particular and give no figure; to a reader, two or three
of these could be checked."""
COMPANY = re.compile(
    r"(?:\b[A-Z&][\w’'&.-]{0,30}\s){1,5}(?:Pty|Ltd|LTD|Limited|plc|PLC|LLP|Inc|Group)\b"
)
"""Its own name tells nothing of a risk."""
SMALL = re.compile(
    r"(?:about|across|after|again|ages|all|almost|along|also|although|always|among(?:st)?|and|another|any|are|around"
    r"|because|been|before|being|below|between|both|but|can|could|does|down|during|each|either|else|elsewhere|etc"
    r"|even|every|few|following|for|from|further|furthermore|had|has|have|having|hence|here|how|however|into|its"
    r"|itself|just|many|may|might|more|most|mostly|much|neither|nevertheless|none|nor|not|now|off|often|once|one|only"
    r"|other|others|our|ourselves|out|over|own|per|perhaps|rather|said|same|shall|should|since|some|such|than|that"
    r"|the|their|them|then|there|therefore|these|they|this|those|though|through(?:out)?|thus|too|toward|towards"
    r"|two|under|unless|until|upon|usually|very|via|was|well|were|what|when|where|whether|which|while|whilst|who"
    r"|whole|whom|whose|why|will|with(?:in|out)?|would|yes|yet|you|your)"
)
GENERAL = re.compile(
    # What the statement is about.
    r"(?:modern|modern-day|day|slave\w*|servitude|human|traffick\w*|forced|compulsory|labou?r|exploit\w*|abuses?|rights|violat\w*"
    r"|practices?|issues?|concerns?|cases?|instances?|incidents?|problems?|challeng\w*|matters?|complicit|vulnerab\w*|people|persons?|individual\w*"
    # How much of a risk it is.
    r"|risks?|risky|risk-based|high(?:er|est)?-risk|low-risk|high(?:er|est|ly)?|low(?:er|est)?|medium|moderate|great(?:er|est|ly)?|large\w*|biggest|small\w*"
    r"|elevat\w*|increas\w*|heighten\w*|inherent\w*|potential\w*|possib\w*|likel\w*|unlikely|probab\w*|level|levels|degree|extent"
    r"|exposure|expos\w*|prevalen\w*|incidence|relativ\w*|traditional\w*|proportionate\w*|significant\w*|major|majority|main|mainly"
    r"|primar\w*|principal\w*|predominan?t\w*|predominate\w*|key|critical|salient|sever\w*|overall|general\w*|particular\w*|specific\w*|certain|various|different|number|range|parts?"
    # Where it lies.
    r"|suppl(?:y|ies|ied|ier\w*)|suppliers[’']|chains?|operat\w+|business\w*|compan\w+[’']?s?|group[’']?s?|organi[sz]ation\w*|entit\w+|branch|model|models"
    r"|countr\w+|geograph\w*|locations?|located|region\w*|jurisdiction\w*|territor\w*|areas?|places?|sectors?|industr\w+|markets?|categor\w+"
    r"|products?|production|goods|services?|materials?|raw|sourc\w+|procur\w*|purchas\w*|import(?:s|ed)|produce|tiers?|first|second|third|part(?:y|ies)|third-party"
    r"|direct\w*|indirect\w*|local|global\w*|international\w*|overseas|abroad|afield|world\w*|outside|inside|outwith|external\w*|internal\w*|domestic\w*"
    r"|nature|types?|kinds?|stages?|stakeholder\w*|customers?|clients?|partners?|contractors?|vendors?|providers?|contact|points?"
    r"|employ\w*|staff|workforce|work\w*|corporate|strategic|activit\w*|relationships?"
    # How it is seen, and when.
    r"|identif\w*|identity|assess\w*|consider\w*|recogni[sz]\w*|acknowledg\w*|aware\w*|conscious|underst\w*|believ\w*|conclud\w*|determin\w*|review\w*|analys\w*"
    r"|map|maps|mapp\w*|profile\w*|process\w*|approach\w*|exercise|diligence|based|basis|undert\w*|conduct\w*|classif\w*|categoris\w*|rat(?:ed|ings?)|rank\w*"
    r"|scor\w+|ind(?:ex|ices)|data|information|research|tools?|framework\w*|criteri\w+|indicat\w*|factors?|according\w*|year\w*|period\w*|report\w*|statement\w*|act|section"
    r"|pty|ltd|current\w*|recent\w*|previous\w*|future|new|publish\w*|management|committee|board|teams?|experts?"
    # What is done, and other verbs that say nothing.
    r"|exist\w*|occur\w*|aris(?:e|es|ing)|present\w*|represent\w*|remain\w*|continu\w*|associat\w*|relat\w*|relevant|result\w*|includ\w*|involv\w*|connect\w*|link\w*"
    r"|address\w*|manag\w*|mitigat\w*|monitor\w*|control\w*|ensur\w*|priorit\w*|focus\w*|attention|impact\w*|provid\w*|offer\w*|us(?:e|ed|es|ing)|tak(?:e|es|en|ing)"
    r"|mak(?:e|es|ing)|giv(?:e|en|es|ing)|need\w*|find\w*|found|kn[eo]w\w*|see|seen|view\w*|think|feel|like|ways?|order|example|pos(?:e|es|ed|ing)|carr(?:y|ies|ied|ying)"
    r"|caus\w*|contribut\w*|subject\w*|fac(?:e|es|ing)|becom\w*|com(?:e|es|ing)|go|goes|going|li(?:e|es)|sit|sits|appl\w+|extend\w*|due|terms|respect|regard\w*"
    r"|perspective|context\w*|policy|policies|code|standard\w*|limited|lack|less|least|immune|complex\w*|divers\w*|visib\w*|transparen\w*|sole|solely|incorporated)"
)


def is_general(text: str) -> bool:
    """Say whether a sentence on a risk has hardly a word that others could not use of theirs.

    Parameters
    ----------
    text : str
        A sentence.

    Returns
    -------
    bool
        Numbers are not looked at, and a name counts as a word of its own.
    """
    words = (word.strip("’'-") for word in WORD.findall(COMPANY.sub(" ", text)))
    own = {word.lower() for word in words if len(word) >= SHORT}
    return sum(not _is_common(word) for word in own) < NEEDED


def _is_common(word: str) -> bool:
    return SMALL.fullmatch(word) is not None or GENERAL.fullmatch(word) is not None
