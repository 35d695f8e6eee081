"""Patterns for English chat: how a question begins, and what people write around it.

These patterns match text that members write, so each must run in roughly linear time. Repetitions are possessive
(`*+`, `++`) or atomic (`(?>…)`), which prevents backtracking. `tests/language/test_reading_time.py` measures the time.
"""

import re

from bot.language.language import ChatPatterns, words

_WH = r"(?:who|whom|whose|what|when|where|why|how|which)"
_SHORT_WH = r"(?:(?:who|what|when|where|why|how)['’]?s|wat|wut|wats|hows|wheres|whens|whos)"
_SUBJECT = (
    r"(?:i|i['’]?d|we|you|u|he|she|it|they|there|this|that|these|those|the|a|an|my|your|ur|our|his|her|its|their|any|"
    r"anyone|anybody|someone|somebody|everyone|people|ppl|one|each|all|some|every)"
)
_AUXILIARY = (
    r"(?:is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may|might|must|has|have|had|isn['’]?t|"
    r"aren['’]?t|don['’]?t|doesn['’]?t|didn['’]?t|can['’]?t|won['’]?t|gotta)"
)
_LINK = r"(?:and|but|so|also|then|plus|btw|anyway|anyways|well|ok|okay|now|oh|um|just|or|n|&|because|cause)"

_OPENER = rf"(?:{_LINK}[\s,]++){{0,6}}+(?:{_WH}|{_SHORT_WH}|{_AUXILIARY}\s+{_SUBJECT})\b"
"""How a question begins, optionally after "and", "so" or "btw"."""

_OPENS = re.compile(rf"^\W*{_OPENER}", re.IGNORECASE)

_ASKS = re.compile(
    rf"^\W*(?:{_OPENER}|{_AUXILIARY}\b|any(?:one|body)? (?:know|way|chance|idea)|is there|are there|how to|help\b)"
    rf"|\b(?:how (?:do|can|to|would|does|could)|where (?:do|can|to|is|are)|what (?:is|are|do|if)|is there (?:a|an|any)"
    rf"|can (?:i|we|you|someone|somebody|anyone)|wondering|not sure (?:how|what|where|when|whether|if)"
    rf"|(?:no|any) (?:clue|idea) (?:how|what|where|when|why))\b",
    re.IGNORECASE,
)

_LEAD_IN = re.compile(
    rf"\b(?:wondering|wonder|ask(?:ing)?(?: you)?(?: is)?(?: was)?|question(?: is| was)?:?|know|knows"
    rf"|tell (?:me|us|you)|explain|idea|clue|figure out|says to (?:describe|explain)|about:?)"
    rf"\s+(?=(?:{_WH}|{_SHORT_WH}|if|whether)\b)",
    re.IGNORECASE,
)

_SPLIT = re.compile(
    rf"(?:\s*[,;:]\s*|\s+[-–—|+&/]+\s+|\s*\.{{2,}}+\s*|\s+(?=(?:and|but|btw|also|plus|anyway)\s))(?={_OPENER})",
    re.IGNORECASE,
)

_GREETING = (
    r"(?:h+i+|he+y+|hiya|hello+|yo+|sup|howdy|greetings|good (?:morning|afternoon|evening|day|night)|g?morning|evening"
    r"|afternoon|gm|dear|hola|heya|ahoy|happy \w+day)"
)
_ADDRESSED = (
    r"(?:[\s,]+(?:there|all|everyone|everybody|guys|folks|bot|friend|friends|team|gamers|people|again|peeps|y['’]?all"
    r"|mods|admins|hi|hey|me again|from \w+))*"
)
_REST = rf"(?:(?!\s+{_OPENER}|\s+(?:how|where|who|why)\s)[^.!?,;:])*"
"""The rest of a clause, up to where a question begins in it."""
_EXCUSE = (
    rf"(?:(?:so+ |very |really )?(?:sorry|sry|apologies|excuse me|forgive (?:me|my \w+)|pardon)\b{_REST}"
    rf"|(?:this is |it['’]?s )?(?:probably |maybe )?a? ?(?:really )?(?:dumb|stupid|silly|noob) question{_REST}"
    rf"|not sure (?:if|whether) this is the right (?:channel|place){_REST})"
)
_FILLER = (
    r"(?:ok(?:ay)?|so+|um+|uh+|well|anyway|anyways|oh|btw|like|just|quick one|small one|one more(?: thing)?"
    r"|(?:a |one |just |just a |just one |my )?(?:quick |small |short |little |another |second |last )*"
    r"(?:question|q|thing)(?: (?:before|from|about|for)\b[^.!?,;:]*)?|two things|dumb q|omg|lol|lmao"
    r"|haha[ha]*|hmm+|wait|ah+|please|pls|plz|kindly|also|and|but|then|now|again)"
)
_BEFORE = re.compile(rf"^(?:\W*(?:{_GREETING}{_ADDRESSED}|{_EXCUSE}|{_FILLER})(?=\W|$)[\s,.!:;…~-]*)+", re.IGNORECASE)

_THANKS = (
    r"(?:(?:many |so many )?(?:thanks+|thank (?:you|u)|thx+|thnx|tysm|tyvm|ty+|cheers|merci|danke|gracias)"
    r"(?: (?:so much|very much|a lot|a bunch|again|all|everyone|everybody|guys|mate|in advance|you|u|ty))*"
    r"|much appreciated|(?:any )?help (?:is |would be )?(?:much )?appreciated|i['’]?d be (?:very |really )?grateful.*"
    r"|have a (?:great|nice|good) \w+|no rush)"
)
_AFTERWORD = (
    r"(?:asking for a friend|(?:it['’]?s )?not for me\b.*|i swear"
    r"|(?:pls |please )?help(?: me| a \w+ out)?(?: pls| please)?|any(?:one|body)\??|someone\??"
    r"|lol+|lmao+|rofl|xd+|haha[ha]*|hehe[he]*|ffs|smh|tbh"
    r"|pls+|plz+|please|bro|dude|man|mate|or (?:nah|what|not)|idk|i don['’]?t know|thoughts|right|thx"
    r"|[:;=][-']?[)(dp3]+|[)(]+)"
)
_PAUSE = r"[\s,.!?;…-]"
_AFTER = re.compile(
    rf"(?:^|(?<!{_PAUSE}){_PAUSE}++)(?>(?:{_THANKS}|{_AFTERWORD})(?!\w))"
    rf"(?:[\s,.!?;…)~-]++(?>(?:{_THANKS}|{_AFTERWORD})(?!\w)))*+[\s,.!?;…)~-]*+$",
    re.IGNORECASE,
)

_DANGLING = re.compile(
    r"\b(?:i|you|we|they|the|an?|to|do|does|did|is|are|can|could|will|would|my|your|of|for|and|or|in|on|someone|"
    r"somebody|anyone|anybody)$",
    re.IGNORECASE,
)

_SIGNATURE = re.compile(
    r"(?<=[\n.!?…)\"'”’])[^\S\n]*+\n?[^\S\n]*(?:--+\s|~\*~|(?:--+\s)?sent from my\b"
    r"|(?:kind|best|warm|many) (?:regards|wishes)\b|sincerely\b|yours (?:truly|faithfully)\b)[^?？]{0,120}$",
    re.IGNORECASE,
)

_ABBREVIATIONS = words(
    """
    approx ca cf dept dr e.g etc fig i.e jr mr mrs ms no nr prof sr st u.k u.s vs
    """
)

_REFERS = words("it that this they them there these those one he she")

_SMALL_TALK = re.compile(
    rf"^(?:\W++|(?>(?:{_GREETING}{_ADDRESSED}|{_THANKS}|{_AFTERWORD}|{_FILLER}|{_EXCUSE}"
    r"|(?:i |we )?(?:really |just )?(?:love|like) (?:the|this|your) (?:server|bot|community)|awesome community"
    r"|hope (?:you|everyone|all)(?:(?!\s+(?:how|where|who|why|what|when)\s)[^?:;])*"
    r"|new here|i['’]?m new(?: here)?|long[- ]time lurker|first[- ]time poster"
    r"|one question|one q)(?!\w)))*+$",
    re.IGNORECASE,
)

CHAT = ChatPatterns(
    opens=_OPENS,
    asks=_ASKS,
    lead_in=_LEAD_IN,
    split=_SPLIT,
    before=_BEFORE,
    after=_AFTER,
    dangling=_DANGLING,
    signature=_SIGNATURE,
    small_talk=_SMALL_TALK,
    abbreviations=_ABBREVIATIONS,
    refers=_REFERS,
)
