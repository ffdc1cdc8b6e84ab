"""The buttons below a message. Pure. Every label is in words, of at most 40 characters."""

from collections.abc import Callable, Iterable, Sequence

from bot.core.records.model import Answer
from bot.core.records.series import is_series
from bot.surfaces.links import Target, address_of, short_id
from bot.surfaces.telegram.kit import Desk
from bot.surfaces.telegram.marks import Told, mark_of, told_facts
from bot.surfaces.telegram.sender import Button, Keyboard
from bot.surfaces.telegram.taps import REASONS, SEPARATOR, Action, Tap, read_tap
from bot.surfaces.topics import Topic, find_topics, question_of

LABEL_LENGTH = 40
COPIED_LENGTH = 256  # Telegram's limit
SHORT_STATEMENT = 80  # characters of a statement that are worth more than who was counted
RELATED = 2
SHOWN = 24  # topics, questions or sources in one message: a screen or two on a phone
CHOSEN = "✓ "

Rows = list[list[Button]]


def label(text: str) -> str:
    """Return a text that fits on a button: of a long one its number, the first word and the last ones."""
    if len(text) <= LABEL_LENGTH:
        return text
    number, _, numbered = text.partition(". ")
    head, _, rest = (numbered if number.isdigit() else text).partition(" ")
    opening = f"{number}. {head}" if number.isdigit() else head
    room = LABEL_LENGTH - len(opening) - len(" … ")
    if room < LABEL_LENGTH // 2:
        return text[: LABEL_LENGTH - 1].rstrip() + "…"
    return f"{opening} … {rest[-room:].partition(' ')[2] or rest[-room:]}"


def button(text: str, tap: Tap) -> Button:
    return {"text": label(text), "callback_data": tap.data()}


def below_answer(answer: Answer, desk: Desk) -> Keyboard | None:
    """Return what can be done with an answer."""
    told = _without_company(told_facts(answer, desk.facts), answer, desk)
    if answer.kind == "clarify":
        choices = enumerate(answer.choices, 1)
        rows = [[button(f"{number}. {one.label}", Tap("fact", answer.language, one.fact))] for number, one in choices]
    elif answer.kind in ("answer", "nearby") and len(told) == 1:
        rows = below_fact(told[0], answer.language, desk)
    elif answer.kind in ("answer", "nearby"):
        sources = [
            button(f"{desk.say(answer.language, 'button_source')} {number}", _tap("source", answer.language, one))
            for number, one in enumerate(told, 1)
        ]
        rows = [sources] if sources else []
    else:
        rows = _suggested(answer, desk)
    return rows or None


def _without_company(told: tuple[Told, ...], answer: Answer, desk: Desk) -> tuple[Told, ...]:
    """Return the facts told without those that only accompany the first: its twin, or what it continues."""
    if not told or any(line.role == "question" for line in answer.lines):
        return told
    first = told[0].fact
    company = {desk.knowledge.twins().get(first.id), first.continues}
    return tuple(one for one in told if one.fact.id not in company)


def _tap(action: Action, language: str, told: Told) -> Tap:
    return Tap(action, language, told.fact.id, mark_of(told))


def below_fact(told: Told, language: str, desk: Desk) -> Rows:
    """Return what can be done with a fact that was told on its own."""
    mark = mark_of(told)

    def of_fact(action: Action) -> Button:
        return button(desk.say(language, f"button_{action}"), Tap(action, language, told.fact.id, mark))

    rows = [[of_fact("source"), of_fact("why")]]
    if is_series(told.fact):
        rows.append([of_fact("chart")])
    related = [desk.facts[id_] for id_ in told.fact.related[:RELATED]]
    rows += [[button(question_of(fact, language), Tap("fact", language, fact.id))] for fact in related]
    rows.append([of_fact("good"), of_fact("bad")])
    others = [code for code in desk.knowledge.languages if code != language]
    rows.append([button(desk.say(code, "button_turn"), Tap("turn", code, told.fact.id, mark)) for code in others])
    return [row for row in rows if row]


def _rating(told: Told, language: str, desk: Desk) -> list[Button]:
    ratings: tuple[Action, ...] = ("good", "bad")
    return [button(desk.say(language, f"button_{rating}"), _tap(rating, language, told)) for rating in ratings]


def with_reasons(keyboard: Keyboard, told: Told, language: str, desk: Desk) -> Keyboard:
    """Return a keyboard in which the row for the rating asks what is wrong."""
    asked = [
        button(
            desk.say(language, f"button_{reason}"), Tap("reason", language, told.fact.id, f"{mark_of(told)}.{place}")
        )
        for place, reason in enumerate(REASONS)
    ]
    return _with_rating(
        keyboard, [asked[:2], asked[2:], [button(desk.say(language, "button_back"), _tap("back", language, told))]]
    )


def with_attaching(keyboard: Keyboard, told: Told, language: str, desk: Desk, place: str) -> Keyboard:
    """Return a keyboard that offers to let the question go with the reason at that place, with the rating below."""
    attach = Tap("attach", language, told.fact.id, f"{mark_of(told)}.{place}")
    return _with_rating(
        keyboard, [[button(desk.say(language, "button_attach"), attach)], _rating(told, language, desk)]
    )


def with_rating(keyboard: Keyboard, told: Told, language: str, desk: Desk) -> Keyboard:
    """Return a keyboard in which the rating stands again."""
    return _with_rating(keyboard, [_rating(told, language, desk)])


def _with_rating(keyboard: Keyboard, rows: Rows) -> Keyboard:
    rating = ("good", "bad", "reason", "back", "attach")
    kept: Rows = []
    is_placed = False
    for row in keyboard:
        if not _does(row[0], *rating):
            kept.append(list(row))
        elif not is_placed:
            kept += rows
            is_placed = True
    return kept


def without(keyboard: Keyboard, data: str, instead: Button | None) -> Keyboard:
    """Return a keyboard without the button that was tapped, or with another in its place."""
    rows: Rows = []
    for row in keyboard:
        new = [instead if one.get("callback_data") == data else one for one in row]
        rows.append([one for one in new if one is not None])
    return [row for row in rows if row]


def label_of(keyboard: Keyboard, data: str) -> str | None:
    """Return what stands on the button with this data; None if there is no such button."""
    return next((str(one["text"]) for row in keyboard for one in row if one.get("callback_data") == data), None)


def _does(one: Button, *actions: str) -> bool:
    return str(one.get("callback_data")).partition(SEPARATOR)[0] in actions


def tells(keyboard: Keyboard, told: Told) -> bool:
    """Tell whether a keyboard stands below a message that tells these figures: any of its buttons is about them."""
    id_, mark = short_id(told.fact.id), mark_of(told)
    taps = (read_tap(str(one.get("callback_data", ""))) for row in keyboard for one in row)
    return any(tap is not None and (tap.subject, tap.mark.partition(".")[0]) == (id_, mark) for tap in taps)


def forms_of(told: Told, language: str, desk: Desk, number: str = "") -> list[Button]:
    """Return a button for each form in which the references can be had as a file; `number` is that of their source."""
    forms: tuple[Action, ...] = ("bibtex", "ris", "csl")
    return [
        button(f"{desk.say(language, f'button_{form}')} {number}".strip(), _tap(form, language, told)) for form in forms
    ]


def with_row(keyboard: Keyboard, row: Sequence[Button]) -> Rows:
    """Return a keyboard with a row below its first one, and below those that were added there before."""
    rows = [list(one) for one in keyboard]
    if not row:
        return rows
    at = 1
    while at < len(rows) and _does(rows[at][0], "bibtex"):
        at += 1
    return [*rows[:at], list(row), *rows[at:]]


def copying(statement: str, counted: str, citation: str, language: str, desk: Desk) -> Button:
    """Return a button that copies a statement, who was counted and the source.

    Of more than Telegram copies, the statement is cut; who was counted stays as far as that leaves room for it.
    """
    ending = f"{counted} {citation}".strip()
    if len(ending) > COPIED_LENGTH - SHORT_STATEMENT:
        ending = citation
    if len(ending) > COPIED_LENGTH - SHORT_STATEMENT:
        ending = ending[: COPIED_LENGTH - SHORT_STATEMENT - 2].rpartition(" ")[0] + "…)"
    room = COPIED_LENGTH - len(ending) - 2
    if len(statement) > room:
        statement = statement[:room].rpartition(" ")[0] + "…"
    return {"text": label(desk.say(language, "button_copy")), "copy_text": {"text": f"{statement} {ending}".strip()}}


def _suggested(answer: Answer, desk: Desk) -> Rows:
    facts = {question_of(fact, answer.language): id_ for id_, fact in desk.facts.items()}
    found = [(question, facts[question]) for question in answer.suggestions if question in facts]
    return [[button(question, Tap("fact", answer.language, id_))] for question, id_ in found]


# --- topics and sources


def topics_menu(desk: Desk, language: str, page: int | None = None, topics: Sequence[Topic] = ()) -> Keyboard:
    """Return the topics by name, all of them unless some are given.

    Where they are many, first stretches of the alphabet are shown, of which `page` is opened.
    """
    topics = sorted(topics or find_topics(desk.knowledge, language), key=lambda topic: topic.label.casefold())
    stretches = [topics[start : start + SHOWN] for start in range(0, len(topics), SHOWN)]
    if page is None and len(stretches) > 1:
        return [[button(_stretch(one), Tap("topics", language, str(at)))] for at, one in enumerate(stretches)]
    shown = stretches[min(page or 0, len(stretches) - 1)] if stretches else []
    rows = _pairs(button(topic.label, Tap("topic", language, topic.id)) for topic in shown)
    if len(stretches) > 1:
        rows.append([button(desk.say(language, "button_topics"), Tap("topics", language))])
    return rows


def topic_menu(topic: Topic, desk: Desk, language: str, page: int = 0) -> Keyboard:
    """Return one page of the questions of a topic, and the ways to the others and back to the topics."""
    page, last = min(max(page, 0), topic.pages - 1), topic.pages - 1
    rows = [
        [button(f"{place + 1}. {topic.questions[place]}", Tap("fact", language, topic.facts[place]))]
        for place in topic.page(page)
    ]
    rows.append(_turning(page, last, lambda to: Tap("topic", language, topic.id, str(to)), desk, language))
    rows.append([button(desk.say(language, "button_topics"), Tap("topics", language))])
    return [row for row in rows if row]


def _turning(page: int, last: int, to: Callable[[int], Tap], desk: Desk, language: str) -> list[Button]:
    """Return the buttons that lead to the page before and to the next one, where there are such."""
    turns = [(page - 1, "button_previous")] * (page > 0) + [(page + 1, "button_next")] * (page < last)
    return [button(desk.say(language, name), to(number)) for number, name in turns]


def sources_menu(desk: Desk, language: str, page: int = 0) -> Keyboard:
    """Return one page of the sources by the names that they are cited by."""
    sources = sorted(desk.knowledge.sources.values(), key=lambda source: source.cited_as.casefold())
    last = max(0, (len(sources) - 1) // SHOWN)
    page = min(max(page, 0), last)
    shown = sources[page * SHOWN : (page + 1) * SHOWN]
    rows = _pairs(button(source.cited_as, Tap("origin", language, source.id)) for source in shown)
    turning = _turning(page, last, lambda to: Tap("sources", language, str(to)), desk, language)
    return [*rows, turning] if turning else rows


def _stretch(topics: Sequence[Topic]) -> str:
    first, last = topics[0].label, topics[-1].label
    half = (LABEL_LENGTH - 3) // 2
    return f"{first[:half]} – {last[:half]}"


def _pairs(buttons: Iterable[Button]) -> Rows:
    """Return buttons two a row, a long label in a row of its own."""
    rows: Rows = []
    for one in buttons:
        fits = (
            rows
            and len(rows[-1]) == 1
            and max(len(str(rows[-1][0]["text"])), len(str(one["text"]))) <= LABEL_LENGTH // 2
        )
        if fits:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


# --- settings of a chat


def settings_menu(chosen: str | None, style: str | None, desk: Desk, language: str) -> Keyboard:
    """Return the languages to choose from and, where a style is given, how long answers are."""

    def option(name: str, tap: Tap, *, is_chosen: bool) -> Button:
        return button((CHOSEN if is_chosen else "") + name, tap)

    rows = [
        [
            option(desk.say(code, "language_name"), Tap("language", language, code), is_chosen=code == chosen)
            for code in desk.knowledge.languages
        ],
        [option(desk.say(language, "button_auto"), Tap("language", language, "auto"), is_chosen=chosen is None)],
    ]
    if style is not None:
        rows.append(
            [
                option(desk.say(language, f"button_{name}"), Tap("style", language, name), is_chosen=name == style)
                for name in ("short", "long")
            ]
        )
    return rows


def more_in_bot(name: str, target: Target, language: str, desk: Desk) -> Keyboard:
    """Return a link to the same fact in a chat with the bot, for a card that stands elsewhere."""
    link = {"text": label(desk.say(language, "button_more")), "url": address_of(name, target)}
    return [[link]]
