"""Exports of other bots that keep the questions and the answers in different files."""

import json
from pathlib import Path

import pytest

from bot.knowledge import Code, inspect

Pairs = list[tuple[tuple[str, ...], str]]
OPEN = (("Open?", "open now"), "Yes.")
FAR = (("Far?",), "No.")
NLU = "nlu:\n- intent: open\n  examples: |\n    - Open?\n    - open [now](time)\n"
NLU += "- intent: far\n  examples: |\n    - Far?\n- synonym: now\n  examples: |\n    - today\n"
ANSWERS = "  utter_hours:\n  - text: Yes.\n  utter_way:\n  - text: No.\n"
STEPS = "  steps:\n  - intent: open\n  - action: action_log\n  - action: utter_hours\n  - action: utter_way\n"
STEPS += "  - intent: far\n  - action: utter_way\n"
RASA = {
    "rules": {"nlu.yml": NLU, "domain.yml": f"responses:\n{ANSWERS}", "rules.yml": f"rules:\n- rule: all\n{STEPS}"},
    "stories": {"nlu.yml": NLU, "domain.yml": f"responses:\n{ANSWERS}", "s.yml": f"stories:\n- story: all\n{STEPS}"},
    "version 1": {
        "nlu.md": "## intent:open\n- Open?\n- open [now](time)\n\n## synonym:now\n- today\n\n## intent:far\n* Far?\n",
        "stories.md": '## all\n* open\n  - utter_hours\n* far{"x": 1}\n  - utter_way\n',
        "domain.yml": f"intents:\n- open\ntemplates:\n{ANSWERS}",
    },
}


def pairs(folder: Path, files: dict[str, str]) -> Pairs:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    found = inspect([folder])
    assert {problem.code for problem in found.problems} <= {Code.FILE_WITHOUT_ENTRY}
    return [(entry.questions, entry.answer) for entry in found.base.entries]


@pytest.mark.parametrize("name", RASA)
def test_rasa_answers_intents_in_its_stories_and_rules(name: str, tmp_path: Path) -> None:
    assert pairs(tmp_path, RASA[name]) == [OPEN, FAR]


def test_dialogflow_names_the_file_of_the_examples_after_the_intent(tmp_path: Path) -> None:
    answer = {"name": "When open", "responses": [{"messages": [{"type": "0", "lang": "en", "speech": "Yes."}]}]}
    said = [{"data": [{"text": "Open?"}], "count": 0}, {"data": [{"text": "open "}, {"text": "now", "alias": "time"}]}]
    files = {
        "agent.json": json.dumps({"description": "", "language": "en", "webhook": {"url": "", "id": "x"}}),
        "package.json": json.dumps({"version": "1.0.0"}),
        "When open.json": json.dumps(answer),
        "When open_usersays_en.json": json.dumps(said),
    }
    assert pairs(tmp_path, files) == [OPEN]


def test_a_story_in_markdown_is_no_faq_and_an_faq_is_no_story(tmp_path: Path) -> None:
    text = "# FAQ\n\n## What is an intent?\n\nA line such as `## intent:greet`, answered by\n\n- utter_greet\n"
    (path := tmp_path / "faq.md").write_text(text, encoding="utf-8")
    assert [entry.question for entry in inspect([path]).base.entries] == ["What is an intent?"]
