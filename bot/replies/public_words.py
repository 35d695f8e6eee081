"""Keeps what members write out of public replies, unless the knowledge base or a list of harmless words has it."""

import re
from dataclasses import replace
from typing import TypeVar

from bot.answering import Outcome
from bot.language import Language

OutcomeT = TypeVar("OutcomeT", bound=Outcome)

HARMLESS_WORDS = frozenset(
    """
    access account address admin afternoon age android animal answer app appointment april arrival article assignment
    august author autumn badge bag balance ball bank bar battery bed bell bike bill bird birthday blog blue board boat
    book booking bot bottle box break breakfast bridge browser bug building bus business button cable cake calendar call
    camera camp cancel car card cash castle cat category certificate chair change channel charge chat check city class
    clock clothes club code coffee color colour command community company computer concert contact contest contract
    copy country course credit currency customer dark dashboard data date day deadline december delivery deposit desk
    desktop device dinner discount dishwasher doctor document dog domain donation door download draft drink driver earth
    email emoji employee engine english error evening event exam exchange export fee feedback festival file film fish
    flight flower folder font food football form forum friday friend fruit game garage garden gift glass gold grade
    grant green group guest guide guitar hair hall hardware hat health heating help holiday homework hospital hotel hour
    house icon id image import insurance internet interview invoice ios island item january job july june kettle key
    keyboard kitchen lake language laptop lecture lesson letter library licence license lift light link linux list
    location login logo lunch mac machine mail manager map march market may meal meeting member membership menu message
    microphone milk mobile mod moderator monday money month monitor moon morning mountain mouse movie museum music name
    network news night noon note november number october office online order package page paper parcel parent parking
    part party password passport pay payment pen permission pet phone photo picture plan plant platform player plugin
    policy pool post price printer privacy product profile program project promotion python question quiz rain
    ranking receipt recipe record red refund register release rent repair report reservation restaurant return review
    river road robot role room rule salary sale saturday schedule school score screen season seat secret security
    semester september server service session setting shampoo shelf ship shipping shirt shoe shop sign size skin sleep
    snow soap software song sound space speaker spring staff stairs standard star station status stock store story
    stream street student subscription summer sun sunday support survey switch table tablet tax taxi teacher team
    template tent term test thread thursday ticket time title today tool topic tour tournament toy traffic train
    training transfer translation travel tree trial trip tuesday tutorial umbrella uniform unlock update upgrade upload
    username vacation version video village visa visit voice voucher wait wall warranty watch water weather website
    wednesday week weekend wheel wifi wind window windows winter work workshop year yesterday zone zoo
    """.casefold().split()
)
"""Everyday words. Leave out all that insults, or names a person, a people, a faith or a party."""

_WORD = re.compile(r"\w[\w'’-]*")


def for_public(outcome: OutcomeT, language: Language) -> OutcomeT:
    """The outcome with only those words of the question that are safe to repeat where everyone reads them.

    These are words of the best entry, `HARMLESS_WORDS` and stop words. `evidence.withheld` gets the other words of
    `read_as`.
    """
    entry = outcome.hits[0].entry if outcome.hits else None
    text = "\n".join((*entry.questions, entry.answer)).casefold() if entry else ""

    def is_in_entry(word: str) -> bool:
        return bool(re.search(rf"(?<!\w){re.escape(language.stem(word.casefold()))}", text))

    def may_be_repeated(word: str) -> bool:
        return word.casefold() in language.stop_words or is_harmless(word) or is_in_entry(word)

    evidence = outcome.evidence
    matched, unknown = (tuple(filter(may_be_repeated, part)) for part in (evidence.matched, evidence.unknown))
    withheld = tuple(word for word in _WORD.findall(outcome.read_as) if not may_be_repeated(word))
    return replace(outcome, evidence=replace(evidence, matched=matched, unknown=unknown, withheld=withheld))


def is_harmless(word: str) -> bool:
    """Whether a word, or what it is the plural of, is on the list."""
    folded = word.casefold()
    return folded in HARMLESS_WORDS or (folded.endswith("s") and folded[:-1] in HARMLESS_WORDS)


def without(text: str, withheld: tuple[str, ...]) -> str:
    """The text with "…" for every word that must not be repeated."""
    hidden = {word.casefold() for word in withheld}
    return _WORD.sub(lambda match: "…" if match[0].casefold() in hidden else match[0], text) if hidden else text
