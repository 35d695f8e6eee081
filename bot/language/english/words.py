"""English words: stop words, question words, opposites, shorthand and irregular forms."""

from bot.language.language import AnswerType, QuestionForms, pairs, words

COMMON_WORDS = words(
    """
    a about an and any are at be by can did do does for from get has have how i if in is it me my not of on or our
    should the there they this to was we were what when where which who why will with you your
    """
)

QUESTION_WORDS = words("what when where which who whom whose why how")

STOP_WORDS = QUESTION_WORDS | words(
    """
    a about after again against all am an and any are as at be because been before being between both but by can
    could did do does doing done down during each few for from further get gets got had happen happened happens
    has have having he her here hers him his i if in into is it its just let many me more most much my no nor
    not now of off on once only or other our out over own please said same say says shall she should so some
    such tell than that the their them then there these they thing this those through to too under until up
    very was we were will with would yes you your yours
    """
)

PLACEHOLDERS = words(
    "anybody anyone anything everybody everyone everything somebody someone something stuff thing things"
)

BEFORE_NOUNS = words(
    """
    a about after against an any are at between by does during each every for from her his in into is its many much my
    of on our some than the their these this those under with without your
    """
)

BEFORE_VERBS = words("i to we you")

IN_LABELS = words("of in for")

DENIALS = words("not no never")
NEGATIONS = DENIALS | words("without off")

ANTONYMS = pairs(
    """
    accept/decline accept/refuse accept/reject add/delete add/remove after/at after/during after/in after/on
    allow/forbid always/never arrive/depart arrive/leave attack/defend before/after before/at before/during
    before/in before/on begin/end best/worst better/worse big/small borrow/lend bottom/top buy/sell buyer/seller
    cheap/expensive close/open come/go create/delete create/remove deposit/withdraw earliest/latest early/late
    easy/difficult easy/hard empty/full enter/exit enter/leave fast/slow faster/slower find/lose finish/start
    first/last forward/backward front/back gain/lose give/take good/bad grant/revoke guilty/innocent hide/show
    high/low higher/lower hire/fire import/export in/out include/exclude inside/outside join/leave join/quit
    large/small left/right legal/illegal less/more light/dark login/logout long/short longer/shorter lose/win
    max/min maximum/minimum more/fewer most/least mount/eject new/old newest/oldest north/south on/off open/closed
    over/under pass/fail pause/resume public/private pull/push raise/lower rise/fall send/receive sink/float
    start/end start/stop strong/weak succeed/fail true/false turn/stop up/down victory/defeat war/peace warm/cold
    win/loss with/without
    """
)
ANTONYM_PREFIXES = pairs("de/ de/en de/in dis/ dis/en down/up ex/im ex/in non/ off/on over/under post/pre un/")

SYMMETRIC = words("a an and nor or the versus vs with")

SHORTHAND = {
    "abt": "about", "bc": "because", "b4": "before", "btw": "by the way", "cuz": "because", "dont": "do not",
    "doesnt": "does not", "didnt": "did not", "cant": "can not", "wont": "will not", "isnt": "is not",
    "gonna": "going to", "gotta": "got to", "hows": "how is", "idk": "i do not know", "im": "i am", "ive": "i have",
    "lemme": "let me", "msg": "message", "n": "and", "pls": "please", "plz": "please", "ppl": "people",
    "pwd": "password", "r": "are", "thats": "that is", "thx": "thanks", "u": "you", "ur": "your", "w": "with",
    "wanna": "want to",
    "whats": "what is", "whens": "when is", "wheres": "where is", "whos": "who is", "whys": "why is", "wat": "what",
    "wut": "what", "y": "why", "cannot": "can not",
    "jan": "january", "feb": "february", "aug": "august", "sept": "september", "oct": "october", "nov": "november",
}  # fmt: skip

BARE_CONTRACTIONS = frozenset(f"{word}nt" for word in STOP_WORDS)
"""Such as "couldnt"."""

_AUXILIARIES = words("am are can could did do does had has have is may must shall should was were will would")
_NAMED = {
    **dict.fromkeys(("time", "day", "date", "month", "year"), AnswerType.TIME),
    **dict.fromkeys(("place", "city", "country", "room"), AnswerType.PLACE),
}
QUESTIONS = QuestionForms(
    lead_ins=words("and at but by exactly for from in of on or since so to until with"),
    auxiliaries=_AUXILIARIES,
    by_word={
        "why": AnswerType.REASON,
        "when": AnswerType.TIME,
        **dict.fromkeys(("who", "whom", "whose"), AnswerType.PERSON),
        "where": AnswerType.PLACE,
    },
    by_next_word={
        "how": {
            "come": AnswerType.REASON,
            **dict.fromkeys(("many", "much"), AnswerType.AMOUNT),
            **dict.fromkeys((*sorted(_AUXILIARIES), "to", "i", "we", "you"), AnswerType.MANNER),
        },
        "what": _NAMED,
        "which": _NAMED,
    },
    defining=words("explain define"),
    defining_openings=frozenset((word, verb) for word in ("what", "who") for verb in ("is", "are", "was", "were")),
    defining_frames=frozenset((("what", "mean"), ("what", "means"))),
)
