"""English courtesies: the politeness around a question, and small talk with the bot."""

import re
from collections.abc import Mapping

from bot.language.language import Courtesies, SmallTalk, SmallTalkWords, words

_GREETING = r"(?:hi|hello|hey|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|day)|excuse me|dear)"
_ADDRESSED = r"(?: (?:there|all|everyone|everybody|guys|folks|bot|friend|friends|team))*"
_REQUEST = (
    r"(?:please|kindly|(?:can|could|would|will) (?:you|u|anyone|someone|somebody|anybody)(?: please)?"
    r" (?:tell me|explain(?: to me)?|help me understand)"
    r"|(?:do|does) (?:you|anyone|anybody|someone) know|tell me(?: please)?(?: (?:something |more )?about)?"
    r"|i (?:want|would like|wanted|am trying) to(?: know)?|i need to know"
    r"|i am wondering|i was wondering|i wonder|just wondering|quick question|question|so|um|ok|okay|well)"
)

COURTESIES = Courtesies(
    opening=re.compile(rf"^(?:(?:{_GREETING}{_ADDRESSED}|{_REQUEST})(?: |$))+"),
    closing=re.compile(
        r"(?:(?:^| )(?:please|(?:thanks(?: a lot)?|thank you(?: so much| very much)?)(?: in advance)?|cheers))+$"
    ),
    opening_starts=(
        (words("hi hello hey hiya yo howdy greetings dear please kindly question so um ok okay well"),),
        (
            words("good excuse tell just quick i"),
            words("morning afternoon evening day me wonder wondering question"),
        ),
        (
            words("can could would will do does i"),
            words("you u anyone anybody someone somebody want would wanted am need was"),
            words("please tell explain help know to like trying wondering"),
        ),
    ),
    closing_ends=words("please thanks lot you much advance cheers"),
)

_PHRASES: Mapping[SmallTalk, tuple[str, ...]] = {
    SmallTalk.GREETING: ("sup", "whats up", "how are you", "how are you doing", "hows it going"),
    SmallTalk.THANKS: ("good bot", "that helped", "it works now"),
    SmallTalk.HELP: (
        *("help", "help me", "please help", "help please", "can you help", "can you help me", "i need help"),
        *("how do i use this", "how do i use you", "how does this work", "how do you work", "how do i ask"),
        *("what can you do", "what do you do", "what can i ask", "what can i ask you", "what do you know"),
        *("commands", "menu", "topics", "ask", "start"),
    ),
    SmallTalk.INTRODUCTION: (
        *("about", "who are you", "what are you", "whats your name", "what is your name", "who is this"),
        *("are you a bot", "are you a robot", "are you an ai", "are you human", "introduce yourself"),
    ),
}
_KEYS = {
    SmallTalk.THANKS: words("thanks thank thx thnx ty tysm tyvm cheers"),
    SmallTalk.GREETING: words("hello hi hey hiya howdy greetings yo"),
}
_FILLERS = {
    SmallTalk.THANKS: words(
        """
        a again all amazing and appreciated awesome bot bye cool everyone fixed for friend good great guys hello help
        helped helping hey hi i in advance it its lot man many mate much nice now oh ok okay perfect really so super
        team that thats the this u very well wonderful worked works yes you your
        """
    ),
    SmallTalk.GREETING: words(
        """
        a again all and are bot dear doing everybody everyone folks friend friends going guys how hows is it my nice
        people team there to today up whats world you
        """
    ),
}
SMALL_TALK = SmallTalkWords(
    phrases={phrase: kind for kind, phrases in _PHRASES.items() for phrase in phrases},
    keys=_KEYS,
    fillers=_FILLERS,
    rewrites=((re.compile(r"\bgood (?:morning|afternoon|evening|day)\b"), "hello"),),
    address=re.compile(r"\s(?:there|bot|all|everyone|everybody|again)$"),
)
