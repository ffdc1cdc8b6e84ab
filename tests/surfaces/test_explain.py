"""Why this answer, as a table."""

from bot.core.records.model import Answer, Explanation, Reading
from bot.surfaces.explain import explain_text


def test_the_table_lines_up() -> None:
    """Columns are as wide as their longest cell; what is empty is marked, and control characters are shown."""
    explanation = Explanation(
        readings=(
            Reading("bedrijfen", "commercial-partner", "repaired", "bedrijf"),
            Reading("\x1b", "", "filler"),
        ),
        candidates=(("commercial-partners-share", 86.07, ()), ("oba-bookshop", 7.0, ("measure", "place"))),
        frame={"answer_type": ("count",), "subject": ("partner", "place")},
        decided="covers every field",
    )
    assert explain_text(Answer(kind="answer", language="nl", lines=(), explanation=explanation)) == (
        "words      read as             known as  how\n"
        "---------  ------------------  --------  --------\n"
        "bedrijfen  commercial-partner  bedrijf   repaired\n"
        "\ufffd          -                   -         filler\n"
        "\n"
        "slot         filled with\n"
        "-----------  --------------\n"
        "answer_type  count\n"
        "subject      partner, place\n"
        "\n"
        "candidate                  score  left open\n"
        "-------------------------  -----  --------------\n"
        "commercial-partners-share  86.1   -\n"
        "oba-bookshop               7.0    measure, place\n"
        "\n"
        "decided: answer (covers every field)"
    )


def test_small_talk_has_no_table() -> None:
    """Nothing was looked up."""
    shown = explain_text(Answer(kind="smalltalk", language="nl", lines=()))
    assert shown.split("\n\n") == [
        "No words were read.", "No slot of the frame is filled.", "No fact was considered.", "decided: smalltalk",
    ]  # fmt: skip
