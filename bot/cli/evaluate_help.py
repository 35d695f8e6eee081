"""The text of `evaluate --help`."""

DESCRIPTION = """\
Asks the questions in each FILE and compares the outcomes with the expected ones. Each line holds a question, a tab, and
the stored question that answers it, or the entry's id. If several entries are right, put " | " between them. Write OOS
if no entry answers the question. A third column may name the kind of question:

  why'd they put rockets on cuba<TAB>Why did Khrushchev put missiles in Cuba?<TAB>synonyms
  who killed kennedy<TAB>OOS

A .jsonl file holds objects instead: {"question": …, "expected": a question, an id, a list of them, or null}.

One report covers all files and names the worst one. --pairs does the same for question files that belong to different
knowledge files.

Without FILE, the knowledge base is tested on itself. The report says what this self-test can and cannot show.

Measures, each with a 95 % bootstrap interval (--floor and --json use the same names):
  answered-right    answerable questions that get their answer at once
  helped            answerable questions answered right, or with a right entry among the suggestions
  precision         share of the answers shown that are right, over all questions, answerable or not
  false-answers     unanswerable questions that get an answer (lower is better)
  false-suggestions unanswerable questions that get suggestions (lower is better)
  success@1         answerable questions whose first hit is right
  success@3         answerable questions with a right entry among the first three hits
  mrr               mean of 1 / rank of the right entry
  auroc-first       AUROC of "the first hit is right", over all questions: probability that a question whose first hit
                    is right gets a higher confidence than one whose first hit is wrong; the first hit of an
                    unanswerable question is always wrong
  ece               expected calibration error of "the first hit is right", over all questions: distance between the
                    confidence and the share that is right, over ten bins of equal width (lower is better)
  brier             mean squared error of the confidence, over all questions (lower is better)
  auroc             AUROC of "the question is answerable": probability that an answerable question gets a higher
                    confidence than an unanswerable one
  refused@95        unanswerable questions below the confidence that 95 % of the answerable ones reach

If the questions have kinds, a table shows for each kind how many were answered right, suggested right, answered wrong,
suggested wrong, and refused.

JSON: {"questions", "answerable", "measures": {name: {"value", "low", "high"}}, "strictness": {name: {measure: value}},
"kinds", "files": [{"file", "questions", "answerable", "measures": {name: value}}], "reliability", "mistakes",
"limits"}; a measure that cannot be computed from these questions is null.

The exit code is 1 if a measure misses its floor or a file has errors.
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
    "ask the questions of every NAME.tsv in this folder against the knowledge file NAME.txt, NAME.md, NAME.csv or "
    "NAME.json next to it; can be repeated; --data is ignored"
)
INTENTS = (
    "a data set with both knowledge and questions, as JSON lines (split, text, intent; or kind entry and kind query); "
    "--data is ignored"
)
FIT_PRIOR = (
    "fit the confidence prior on these sets (files or folders of NAME.tsv and .jsonl) and print it as Python for "
    "bot/retrieval/priors.py, after a cross-validated table: each set is scored by a prior fitted without it; a "
    "NAME.tsv without a knowledge file next to it uses --data"
)
ABLATE = (
    "print what each part of the ranking and of the confidence contributes: a table of the measures, each row without "
    "one of the parts; every row rebuilds the index and asks all questions again"
)
PLOT = (
    "draw three charts: reliability; precision against coverage; right against wrong answers, by threshold. "
    'Needs the extra: pip install ".[plot]"'
)
FLOOR = (
    "fail if the measure is worse than this value, from 0 to 1; can be repeated. For false-answers, false-suggestions, "
    "ece and brier, where lower is better, it is a ceiling"
)
WORST = "how many mistakes to show, worst first (default: %(default)s)"
