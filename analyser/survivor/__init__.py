"""Find what a statement says of the people affected: twelve survivor-centred labels."""

from __future__ import annotations

from analyser.survivor.finding import MODEL as MODEL
from analyser.survivor.finding import NEEDS_CONFIRMATION as NEEDS_CONFIRMATION
from analyser.survivor.finding import SURVIVOR_LABELS as SURVIVOR_LABELS
from analyser.survivor.finding import find_survivor_evidence as find_survivor_evidence
from analyser.survivor.finding import survivor_proba as survivor_proba
from analyser.survivor.support import DOMAINS as DOMAINS
from analyser.survivor.support import breadth_of_support as breadth_of_support
from analyser.survivor.support import find_support as find_support
from analyser.survivor.support import gather_people as gather_people
