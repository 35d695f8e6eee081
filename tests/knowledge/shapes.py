"""Documents of the shapes that FAQs have: their text, and what a person counts in them, as topic and question."""

SHAPES: dict[str, tuple[str, list[tuple[str | None, str]]]] = {
    "headings as high as the title": (
        ("# FAQ\n\nHello.\n\n## It is dark\n\nA.\n\n# It is hot\n\nB.\n\n# Help! It burns\n\nC.\n\n## Is it me?\n\nD."),
        [(None, "It is dark"), (None, "It is hot"), (None, "Help! It burns"), (None, "Is it me?")],
    ),
    "topics with an introduction": (
        (
            "# FAQ\n\n## Light\n\nAll about it.\n\n### It is dark\n\nA.\n\n### It flickers\n\nB.\n\n"
            "## Heat\n\n### It is hot\n\nC.\n\n## On Windows\n\nD."
        ),
        [("Light", "It is dark"), ("Light", "It flickers"), ("Heat", "It is hot"), (None, "On Windows")],
    ),
    "parts of an answer under headings of their own": (
        (
            "# FAQ\n\n## It is dark\n\nA.\n\n## It is hot\n\nTwo ways.\n\n### Water\n\nB.\n\n### Wind\n\n"
            "C.\n\n## It burns\n\nD."
        ),
        [(None, "It is dark"), (None, "It is hot"), (None, "It burns")],
    ),
    "parts that answer at once": (
        ("# FAQ\n\n## How do I light it?\n\n### Indoors\n\nA.\n\n### Outdoors\n\nB.\n\n## It is hot\n\nC."),
        [(None, "How do I light it?"), (None, "It is hot")],
    ),
    "bold questions with an anchor and a number": (
        (
            "Lantern\n=======\n\nFrequently Asked Questions (FAQ)\n----\n\n* [(1) Hot?](#q1)\n\n"
            "<a name='q1'></a>\n**(1) Hot?**\n\nA.\n\n**Note**\n\n"
            "<a name='q2'></a>\n**(2)  Can I eat it**\n\nB.\n\n**~~(3) Dark?~~**\n\nC."
        ),
        [(None, "Hot?"), (None, "Can I eat it"), (None, "Dark?")],
    ),
    "questions and answers on one line": (
        (
            "# FAQ\n\n## Use\n\n**Hot?** Yes.\n\n**Q: Dark?** No,\nnot yet.\n\n"
            "- **Here?** Yes.\n  Really.\n- **There?** No."
        ),
        [("Use", "Hot?"), ("Use", "Dark?"), ("Use", "Here?"), ("Use", "There?")],
    ),
    "contents by whole address": (
        ("# Lantern support\n\n## Index\n\n* [Hot](https://x.example/notes.md#user-content-hot)\n\n## Hot?\n\nA."),
        [("Lantern support", "Hot?")],
    ),
    "contents by a site builder": (
        ("# FAQ\n\n* TOC\n{:toc}\n\n## Hot?\n\nA.\n\n## Contents\n\n[TOC]"),
        [(None, "Hot?")],
    ),
    "what is beside the questions": (
        ("# FAQ\n\n[![x](x.svg)](x)\n\n## 🔥 Is it hot? 🔥\n\nA.\n\n## License\n\nMIT\n\n## 📄 Contributing\n\nDo."),
        [(None, "Is it hot?")],
    ),
    "labels inside links": (
        (
            "## FAQ\n\n<hr id='a' />\n\n<a href='#a'>**Q**</a>. It is `hot`. Why?\n\n**A**. So.\n\n"
            "<a href='#b'> **Q**</a>. Dark\nor not?\n\nNo."
        ),
        [(None, "It is hot. Why?"), (None, "Dark or not?")],
    ),
    "a list of parts below a labelled question": (
        ("# FAQ\n\n## Moving\n\n***Q***: How do I move?\n\n### By train\n\nA.\n\n### By car\n\nB.\n\n## Fast?\n\nYes."),
        [("Moving", "How do I move?"), (None, "Fast?")],
    ),
    "a project's page with details": (
        (
            "<h1 align='center'><img src='x'></h1>\n\n# Lantern\n\n## FAQ\n\n<details>\n<summary>\n\n"
            "### Hot?\n\n</summary>\n\nA.\n\n</details>\n\n<details><summary>It is dark</summary>\n\n"
            "B.\n\n</details>\n\n## Usage\n\nRun it."
        ),
        [(None, "Hot?"), (None, "It is dark")],
    ),
}
