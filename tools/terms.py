"""The glossary's multi-word terms in their one form: rules that a machine can check."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cached_property

from tools.glossary import Term
from tools.source import Pair, first_words

# Not words of the text: code, addresses of links, HTML.
NOT_PROSE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)|<[^>\n]*>|https?://\S+", re.DOTALL)
# English joins these with a hyphen before a noun ("high-value customers"): both spellings are right.
ATTRIBUTIVE = {"high value", "medium value", "low value", "at risk"}
# The noun has the hyphen, the verb has not ("to win back a customer").
VERBS = {"win-back"}
# Class names that are ordinary words as well: their Chinese form cannot be demanded.
ORDINARY = {"at risk", "cannot lose", "about to sleep", "word of mouth"}


class EnglishTerm:
    """How one English term of several words may and may not be written."""

    def __init__(self, text: str):
        self.text = text
        self.separators = re.findall(r"[ -]", text)
        self.words = re.split(r"[ -]", text)

    @cached_property
    def any_spelling(self) -> re.Pattern[str]:
        """Match the term and its variants: other joints, other case, American spelling, plural."""
        words = [re.escape(word).replace("our", "ou?r") for word in self.words]
        return re.compile(r"(?<![\w-])(" + r"[\s-]?".join(words) + r")(?:e?s)?(?![\w-])", re.IGNORECASE)

    @cached_property
    def other_orders(self) -> re.Pattern[str] | None:
        """Match the same words in another order; only for terms of three or four words."""
        if len(self.words) not in (3, 4):
            return None
        orders = [
            r"[\s-]".join(re.escape(word) for word in order)
            for order in set(itertools.permutations(self.words)) - {tuple(self.words)}
        ]
        return re.compile(r"(?<![\w-])(" + "|".join(orders) + r")s?(?![\w-])", re.IGNORECASE)

    def is_right(self, found: str) -> bool:
        found = re.sub(r"\s", " ", found)
        forms = {self.text}
        if self.text in ATTRIBUTIVE:
            forms.add(self.text.replace(" ", "-"))
        if self.text in VERBS:
            forms.add(self.text.replace("-", " "))
        return any(_same_but_for_capitals(found, form) for form in forms)


class Terms:
    """The rules of a glossary.

    Parameters
    ----------
    terms : list of Term
        The glossary.
    """

    def __init__(self, terms: list[Term]):
        self.terms = terms
        several = [term for term in terms if re.search(r"[ -]", _bare(term.en))]
        # Longest first, so that "net present value" is not read as "present value".
        self.english = sorted(
            ((EnglishTerm(_bare(term.en)), term) for term in several), key=lambda pair: -len(pair[0].text)
        )
        self.forbidden = {word: term.zh for term in terms for word in re.findall(r"never (\S+)", term.note)}
        main = [_bare(term.zh) for term in terms]
        self.second_forms = {
            _bare(form): _bare(term.zh)
            for term in terms
            for form in term.also_accepted
            if not any(_bare(form) in other for other in main)
        }
        self.mixed = [_bare(term.zh) for term in terms if re.search(r"[A-Za-z]", _bare(term.zh))]

    def faults(self, pair: Pair, name: str) -> Iterator[str]:
        """Yield a sentence for each term of `pair` that is not in its one form."""
        where = f'{name}, the text "{first_words(pair.zh)}"'
        zh, en = NOT_PROSE.sub(" ; ", pair.zh), NOT_PROSE.sub(" ; ", pair.en)
        for word, right in self.forbidden.items():
            if word in zh:
                yield f"{where}: “{word}” is written “{right}”."
        for form, right in self.second_forms.items():
            if form in zh and right not in zh:
                yield f"{where}: “{form}” may stand only beside the course's own form “{right}”."
        for right in self.mixed:
            for found in re.findall(_spaced(right), zh, re.IGNORECASE):
                if found != right:
                    yield f"{where}: “{found}” is written “{right}”."
        for english, term in self.english:
            if english.other_orders:
                for match in english.other_orders.finditer(en):
                    yield f"{where}: “{match.group()}” is written “{english.text}”."
            matches = list(english.any_spelling.finditer(en))
            for match in matches:
                if not english.is_right(match.group(1)):
                    yield f"{where}: “{match.group()}” is written “{english.text}”."
            accepted = [_bare(term.zh), *map(_bare, term.also_accepted)]
            if matches and english.text not in ORDINARY and not any(form in zh for form in accepted):
                yield f"{where}: English says “{english.text}”, Chinese has no “{accepted[0]}”."
            en = english.any_spelling.sub(" ; ", en)


def _bare(text: str) -> str:
    """Return a term without what stands in parentheses after it."""
    return re.sub(r"\s*[(（].*?[)）]", lambda match: "" if match.end() == len(text) else match.group(), text)


def _same_but_for_capitals(found: str, form: str) -> bool:
    """Tell whether `found` is `form`, where the first letter of a word may be a capital."""
    if len(found) != len(form):
        return False
    for index, (a, b) in enumerate(zip(found, form, strict=True)):
        starts_word = index == 0 or form[index - 1] == " "
        if a != b and not (starts_word and a == b.upper()):
            return False
    return True


def _spaced(term: str) -> str:
    """Match a term of Latin and Chinese letters however it is spaced and hyphenated."""
    parts = re.findall(r"[A-Za-z]+|[^A-Za-z\s-]+", term)
    return r"(?<![A-Za-z])" + r"[\s-]*".join(re.escape(part) for part in parts)
