"""The few lists of English words that the analysis needs. A file in another language loses nothing by them."""

import re


def words_of(text: str) -> frozenset[str]:
    """The words that stand in a text with white space between."""
    return frozenset(text.split())


QUESTION_WORDS = words_of("what when where which who whom whose why how")

STOP_WORDS = QUESTION_WORDS | words_of(
    """
    a about after again against all am an and any are as at be because been before being between both but by can
    could did do does doing done down during each few for from further get gets got had happen happened happens
    has have having he her here hers him his i if in into is it its just let many me more most much my no nor
    not now of off on once only or other our out over own please said same say says shall she should so some
    such tell than that the their them then there these they thing this those through to too under until up
    very was we were will with would yes you your yours
    """
)
"""Words that say nothing of a subject. They are ranked by like all others; only a message made of nothing else is
never answered, and no explanation or topic names them. Question words are among them."""

PLACEHOLDERS = words_of(
    "anybody anyone anything everybody everyone everything somebody someone something stuff thing things"
)
"""Words that stand where names do, and name nothing."""

BEFORE_NOUNS = words_of(
    """
    a about after against an any are at between by does during each every for from her his in into is its many much my
    of on our some than the their these this those under with without your
    """
)
"""Words that a noun, or an adjective before one, tends to follow; a verb seldom does."""

BEFORE_VERBS = words_of("i to we you")
"""Words that a verb tends to follow, and what it is done to after that."""

DENIALS = words_of("not no never")
NEGATIONS = DENIALS | words_of("without off")
"""Stop words that turn a question into another."""

OPPOSITES = words_of(
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
"""Pairs of words: a question with the one is another question than with the other."""
OPPOSITE_BEGINNINGS = words_of("de/ de/en de/in dis/ dis/en down/up ex/im ex/in non/ off/on over/under post/pre un/")
"""Pairs of beginnings that do the same: "install" and "uninstall", "encrypt" and "decrypt"."""

EITHER_WAY = words_of("a an and nor or the versus vs with")
"""Two names with nothing but these between them say the same in either order."""

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
"""Chat spelling to plain words."""

NEGATED = {"won't": "will", "can't": "can", "shan't": "shall"}
CONTRACTED = {"s": "is", "re": "are", "m": "am", "ll": "will", "ve": "have", "d": "would"}
BEFORE_IS = QUESTION_WORDS | frozenset(("it", "that", "there", "here", "he", "she", "let"))
"""After these, "'s" is "is"; after any other word it is a possessive and is dropped."""

LEMMAS = {
    "was": "is", "were": "is", "are": "is", "am": "is", "been": "is", "be": "is", "being": "is",
    "did": "do", "does": "do", "done": "do", "doing": "do", "has": "have", "had": "have", "having": "have",
    "said": "say", "says": "say", "went": "go", "gone": "go", "goes": "go", "going": "go", "met": "meet",
    "made": "make", "making": "make", "took": "take", "taken": "take", "taking": "take", "gave": "give",
    "given": "give", "giving": "give", "wrote": "write", "written": "write", "writing": "write", "sent": "send",
    "thought": "think", "bought": "buy", "paid": "pay", "lost": "lose", "left": "leave", "leaving": "leave",
    "found": "find", "told": "tell", "kept": "keep", "began": "begin", "begun": "begin", "got": "get",
    "getting": "get", "gotten": "get", "stole": "steal", "stolen": "steal", "broke": "break", "broken": "break",
    "children": "child", "men": "man", "women": "woman", "people": "person", "using": "use", "used": "use",
    "putting": "put", "this": "this", "his": "his", "its": "its", "yes": "yes", "thus": "thus",
    "need": "need", "speed": "speed", "feed": "feed", "thing": "thing", "during": "during",
    "something": "something", "anything": "anything", "nothing": "nothing", "everything": "everything",
    "morning": "morning", "evening": "evening", "us": "us", "news": "news",
}  # fmt: skip
"""Irregular forms, and words that only look inflected."""

_GREETING = r"(?:hi|hello|hey|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|day)|excuse me|dear)"
_ADDRESSED = r"(?: (?:there|all|everyone|everybody|guys|folks|bot|friend|friends|team))*"
_REQUEST = (
    r"(?:please|kindly|(?:can|could|would|will) (?:you|u|anyone|someone|somebody|anybody)(?: please)?"
    r" (?:tell me|explain(?: to me)?|help me understand)"
    r"|(?:do|does) (?:you|anyone|anybody|someone) know|tell me(?: please)?(?: (?:something |more )?about)?"
    r"|i (?:want|would like|wanted|am trying) to(?: know)?|i need to know"
    r"|i am wondering|i was wondering|i wonder|just wondering|quick question|question|so|um|ok|okay|well)"
)
OPENING = re.compile(rf"^(?:(?:{_GREETING}{_ADDRESSED}|{_REQUEST})(?: |$))+")
"""What people say before the question itself; matched against folded words joined by single spaces."""
OPENS = words_of("hi hello hey hiya yo howdy greetings dear please kindly question so um ok okay well")
"""The words that it may begin with, whatever comes next ..."""
OPENS_AS_PAIR = (
    words_of("good excuse tell just quick i"),
    words_of("morning afternoon evening day me wonder wondering question"),
)
"""... those that it begins with if one of these is the second ..."""
OPENS_AS_TRIPLE = (
    words_of("can could would will do does i"),
    words_of("you u anyone anybody someone somebody want would wanted am need was"),
    words_of("please tell explain help know to like trying wondering"),
)
"""... and those with which it takes a second and a third: elsewhere there is nothing to match."""
CLOSING = re.compile(
    r"(?:(?:^| )(?:please|(?:thanks(?: a lot)?|thank you(?: so much| very much)?)(?: in advance)?|cheers))+$"
)
"""What people say after it."""
LAST_OF_CLOSING = words_of("please thanks lot you much advance cheers")
"""The words that it may end with."""
