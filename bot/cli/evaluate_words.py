"""What `evaluate --help` says."""

DESCRIPTION = """\
Asks the questions of FILE and compares the outcomes with what is expected. One question per line, then a tab, then the
stored question that answers it (or the entry's id; several, any of which will do, with " | " between them), or OOS if
nothing stored answers it; a further tab and a word for the kind of question may follow:

  why'd they put rockets on cuba<TAB>Why did Khrushchev put missiles in Cuba?<TAB>synonyms
  who killed kennedy<TAB>OOS

A file named .jsonl holds objects instead: {"question": …, "expected": a question, an id, a list of them, or null}.

Without FILE the knowledge base is tested on itself, and the report says what that can and cannot show.

Measures, each with a bootstrap interval at 95 % (the names are those of --floor and --json):
  success@1      answerable questions whose best hit is right
  success@3      answerable questions with a right entry among the best three hits
  mrr            mean of 1 / place of the right entry
  auroc          chance that an answerable question gets more confidence than an unanswerable one
  refused@95     unanswerable questions below the confidence that 95 % of the answerable ones reach
  precision      answers shown that are right
  false-answers  unanswerable questions that were answered (lower is better)
  helped         answerable questions that were answered right, or had a right entry suggested
  ece            distance of confidence from the share that is right, over ten bins of equal width (lower is better)
  brier          mean squared error of the confidence (lower is better)

JSON: {"questions", "answerable", "measures": {name: {"value", "low", "high"}}, "strictness": {name: {measure: value}},
"kinds", "reliability", "mistakes", "limits"}; a measure that these questions cannot tell is null.

The exit code is 1 if a floor does not hold or a file cannot be used.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s questions.tsv --worst 20 --plot quality.png
  %(prog)s questions.tsv --floor success@1=0.9 --floor false-answers=0.05
  %(prog)s --intents clinc150.jsonl --json
  %(prog)s questions.tsv --ablate
"""

INTENTS = (
    "a data set that is knowledge and questions in one, as JSON lines (split, text, intent; or kind entry and kind "
    "query); --data is not read"
)
ABLATE = (
    "print what each ingredient of the ranking and of the confidence is worth: a table of the measures with one of "
    "them left out; takes a build and all questions for each row"
)
PLOT = 'draw reliability, and precision against coverage; needs the extra: pip install ".[plot]"'
FLOOR = (
    "fail if the measure is worse than this, from 0 to 1; may be given again. For false-answers, ece and brier, where "
    "lower is better, it is a ceiling"
)
WORST = "how many mistakes to show, the worst first (default: %(default)s)"
