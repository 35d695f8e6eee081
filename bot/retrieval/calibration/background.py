"""Questions that a knowledge base is unlikely to answer, from which it learns what no answer looks like.

Where it does answer one of them, the calibration notices and leaves that one out.
"""

SMALL_TALK = """
hi
hello
hey there
good morning
good night
how are you
how is it going
thanks
thank you very much
bye
see you later
what's your name
who made you
are you a bot
are you human
tell me something funny
i am bored
you are great
that is wrong
help
can you help me
what can you do
ok
yes
no
lol
really
what do you think
why
what happened
who
when was that
where is it
say that again
i don't understand
what do you mean
never mind
are you there
do you like music
what day is it
""".strip().splitlines()
"""What people say to a bot that is no question of substance."""

GENERAL = """
what is the tallest mountain in the world
how do i cook rice
who wrote hamlet
what is the speed of light
how many planets are there
which phone should i buy this year
how do i change a flat tyre
what will the weather be tomorrow
who won the election
how old is the universe
what is the currency of japan
how do vaccines work
where can i watch the game
why is the sky blue
how do i learn to play the guitar
what causes earthquakes
who discovered penicillin
when was the printing press invented
how far away is the sun
what is the largest ocean
how do i get a refund
where is my package
how do i cancel my subscription
what are your opening hours
do you ship abroad
how do i make a website
which programming language should i learn
what is a black hole
who painted the starry night
how long do turtles live
what is the film about
how do i remove a stain
where do penguins live
what did the ancient romans eat
why did the dinosaurs die out
what happened in the french revolution
who was the first man in space
what is inflation
how does a car engine work
what is the population of india
is coffee bad for you
what should i wear today
who is the fastest runner
how many grams are in an ounce
what is machine learning
how do i tie a tie
why do cats purr
when is the next holiday
what did the president say yesterday
who is the prime minister
can i park here
how much is a ticket
what does that word mean
how do i install the program
where was the treaty signed
who led the army
what was the cause of the war
why did the company close
""".strip().splitlines()
"""Questions about anything under the sun."""

TEMPLATES = """
who invented {}
how much does {} cost
where is {}
how old is {}
what is the best {}
who killed {}
when was {} born
is {} still alive
how do i get to {}
what colour is {}
who is married to {}
how many {} are there in the world
what does {} eat
where can i buy {}
what is the history of {}
who owns {}
how tall is {}
what happened to {} last year
which film is about {}
how do you spell {}
what language does {} speak
when does {} open
why is {} so famous
did {} ever win a prize
""".strip().splitlines()
"""Questions that share a word with a knowledge base and are answered by none of its entries, "{}" being the word."""
