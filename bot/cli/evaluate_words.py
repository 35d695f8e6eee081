"""What `evaluate --help` says."""

DESCRIPTION = """\
Asks the questions of each FILE and compares the outcomes with the expected ones. A line holds a question, a tab, and
the stored question that answers it (or the entry's id; several with " | " between them, if any of them is right), or
OOS if no entry answers it. After another tab, a word may name the kind of question:

  why'd they put rockets on cuba<TAB>Why did Khrushchev put missiles in Cuba?<TAB>synonyms
  who killed kennedy<TAB>OOS

A file named .jsonl holds objects instead: {"question": …, "expected": a question, an id, a list of them, or null}.

Several files are pooled into one report, which names the worst file. --pairs does the same for files that ask
different knowledge files.

Without FILE, the knowledge base is tested on itself, and the report says what that can and cannot show.

Measures, each with a bootstrap interval at 95 % (the names are those of --floor and --json):
  answered-right    answerable questions that get their answer at once
  helped            answerable questions answered right, or with a right entry among the suggestions
  precision         answers shown that are right, over all questions, answerable or not
  false-answers     unanswerable questions that get an answer (lower is better)
  false-suggestions unanswerable questions that get suggestions (lower is better)
  success@1         answerable questions whose first hit is right
  success@3         answerable questions with a right entry among the first three hits
  mrr               mean of 1 / rank of the right entry
  auroc-first       AUROC of "the first hit is right", over all questions: chance that a question whose first hit is
                    right gets more confidence than one whose first hit is not; for an unanswerable question it never is
  ece               ECE of "the first hit is right", over all questions: distance of confidence from the share that is
                    right, over ten bins of equal width (lower is better)
  brier             mean squared error of the confidence, over all questions (lower is better)
  auroc             AUROC of "the question is answerable": chance that an answerable question gets more confidence than
                    an unanswerable one
  refused@95        unanswerable questions below the confidence that 95 % of the answerable ones reach

Where the questions name kinds, a table shows for each kind how many were answered right, suggested right, answered
wrong, suggested wrong, and refused.

JSON: {"questions", "answerable", "measures": {name: {"value", "low", "high"}}, "strictness": {name: {measure: value}},
"kinds", "files": [{"file", "questions", "answerable", "measures": {name: value}}], "reliability", "mistakes",
"limits"}; a measure that these questions cannot tell is null.

The exit code is 1 if a floor does not hold or a file cannot be used.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s questions.tsv --worst 20 --plot quality.png
  %(prog)s questions.tsv more-questions.tsv --floor answered-right=0.5 --floor false-answers=0.05
  %(prog)s --pairs communities
  %(prog)s --intents clinc150.jsonl --json
  %(prog)s questions.tsv --ablate
"""

FILES = "labelled questions about the knowledge base (default: a self-test)"
PAIRS = (
    "ask every NAME.tsv in this folder of the knowledge file NAME.txt, NAME.md, NAME.csv or NAME.json beside it; may "
    "be given again; --data is not read"
)
INTENTS = (
    "a data set that is knowledge and questions in one, as JSON lines (split, text, intent; or kind entry and kind "
    "query); --data is not read"
)
FIT_PRIOR = (
    "fit the prior of the confidence on these sets, files or folders of NAME.tsv and .jsonl, and print it as it stands "
    "in bot/retrieval/priors.py, after a table of each set by a prior that has not seen it; a NAME.tsv without a "
    "knowledge file beside it is asked of --data"
)
ABLATE = (
    "print what each ingredient of the ranking and of the confidence is worth: a table of the measures with one of "
    "them left out; takes a build and all questions for each row"
)
PLOT = (
    "draw three charts: reliability; precision against coverage; answers that are right against those that are wrong, "
    'over the threshold. Needs the extra: pip install ".[plot]"'
)
FLOOR = (
    "fail if the measure is worse than this, from 0 to 1; may be given again. For false-answers, false-suggestions, "
    "ece and brier, where lower is better, it is a ceiling"
)
WORST = "how many mistakes to show, the worst first (default: %(default)s)"
