"""Put a quiz made of the facts, or write it to a file."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.arguments import REPLACES, add_knowledge, add_language_of_program, count
from bot.commands.job import BAD_USE, DONE, FAULTY, Run, StopError, load_whole
from bot.kb.writing import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from bot.core.answering.chart import Chart
    from bot.core.records.model import KnowledgeBase
    from bot.quiz.code import Plan
    from bot.quiz.records import QuizQuestion
    from bot.surfaces.quiz_terminal import Played
    from bot.tools.quizzes.sheets import LeftOut

USUAL_NUMBER = 10
KAHOOT = ".xlsx"
ENDINGS = (".yaml", ".yml", ".gift", ".xml", ".csv", KAHOOT)


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("file", nargs="?", metavar="FILE.yaml", help="a quiz that was exported and edited")
    command.add_argument(
        "--topic",
        metavar="ID",
        action="append",
        default=[],
        help="only of this topic, by id or name; ? names all; repeatable",
    )
    command.add_argument("--kind", metavar="KIND", action="append", default=[], help="only of this kind; repeatable")
    command.add_argument("-n", "--number", type=count, metavar="N", help=f"questions (default: {USUAL_NUMBER})")
    command.add_argument("--seed", type=count, metavar="S", help="the same seed gives the same questions")
    command.add_argument("--code", metavar="CODE", help="the same quiz again")
    command.add_argument(
        "--export",
        metavar="FILE",
        help=f"write it to a file instead, in the form of its ending: {', '.join(ENDINGS)}; {REPLACES}",
    )
    add_language_of_program(command)
    add_knowledge(command)


def run(job: Run) -> int:
    """Make the quiz or read it, and put it or write it."""
    chosen = job.chosen
    knowledge = load_whole(job)
    if chosen.export and not chosen.export.lower().endswith(ENDINGS):
        raise StopError(BAD_USE, say(job, "ending", path=chosen.export, endings=", ".join(ENDINGS)))
    if chosen.file:
        if any((chosen.code, chosen.topic, chosen.kind, chosen.number, chosen.seed)):
            raise StopError(BAD_USE, say(job, "not_with_file"))
        questions, code = read_file(job, chosen.file, knowledge), ""
    else:
        questions, code = _make(job, knowledge)
    if chosen.export:
        _export(job, questions, code)
    else:
        _play(job, knowledge, questions, code)
    return DONE


def say(job: Run, name: str, /, **fields: object) -> str:
    """Return one of the texts of the quiz in the user's language."""
    from bot.texts import say as say_text

    return say_text("quiz", job.language, name, **fields)


def read_file(job: Run, path: str, knowledge: "KnowledgeBase") -> "tuple[QuizQuestion, ...]":
    """Return the questions of a file; its problems are told, and stop the command."""
    from bot.commands.job import with_problems
    from bot.tools.quizzes.yaml_file import read_yaml

    try:
        with open(path, "rb") as file:
            content = file.read()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise StopError(BAD_USE, say(job, "unreadable", path=path, reason=reason or error)) from None
    quiz = read_yaml(content, path, knowledge)
    if quiz.problems:
        raise StopError(FAULTY, with_problems(say(job, "file_faults"), quiz.problems))
    return quiz.questions


def _make(job: Run, knowledge: "KnowledgeBase") -> "tuple[tuple[QuizQuestion, ...], str]":
    from bot.quiz.code import code_of
    from bot.quiz.quiz import QuizMaker, mark_of

    plan = _plan(job)
    plan = replace(plan, topics=find_topics_asked(job, knowledge, plan.topics))
    facts = facts_of_topics(knowledge, plan.topics) if plan.topics else None
    is_kahoot = bool(job.chosen.export) and job.chosen.export.lower().endswith(KAHOOT)

    def suits(question: "QuizQuestion") -> bool:
        from bot.tools.quizzes.sheets import misfit

        return not is_kahoot or misfit(question, job.language) is None

    questions = QuizMaker(knowledge).make(plan.number, plan.seed, facts=facts, kinds=plan.kinds, suits=suits)
    if not questions:
        raise StopError(BAD_USE, say(job, "no_questions"))
    if len(questions) < plan.number:
        print(say(job, "fewer", count=len(questions)))
    if plan.mark and not is_kahoot and plan.mark != mark_of(questions):
        print(say(job, "changed"))
    return questions, "" if is_kahoot else code_of(plan, questions)  # the code does not tell what was passed over


def _plan(job: Run) -> "Plan":
    """Return what is asked for, by the code or by the options."""
    from random import SystemRandom

    from bot.quiz.code import LARGEST_SEED, MOST_QUESTIONS, Plan, read_code
    from bot.quiz.records import MADE_KINDS

    chosen = job.chosen
    if chosen.code:
        if any((chosen.topic, chosen.kind, chosen.number, chosen.seed)):
            raise StopError(BAD_USE, say(job, "one_of_these"))
        plan = read_code(chosen.code)
        if plan is None:
            raise StopError(BAD_USE, say(job, "not_a_code", code=chosen.code))
        return plan
    for kind in chosen.kind:
        if kind not in MADE_KINDS:
            raise StopError(BAD_USE, say(job, "no_such_kind", kind=kind, kinds=", ".join(MADE_KINDS)))
    kinds = tuple(kind for kind in MADE_KINDS if kind in chosen.kind) or MADE_KINDS
    number = min(chosen.number or USUAL_NUMBER, MOST_QUESTIONS)
    return Plan(chosen.seed or SystemRandom().randint(1, LARGEST_SEED), number, tuple(chosen.topic), kinds)


def find_topics_asked(job: Run, knowledge: "KnowledgeBase", asked: "Sequence[str]") -> tuple[str, ...]:
    """Return the ids of topics, each given by its id, its name, or the id of a concept in it."""
    from bot.surfaces.topics import find_topic_ids, find_topics

    if not asked:
        return ()
    shown = find_topics(knowledge, job.language)
    known = {**{topic.label.casefold(): topic.id for topic in shown}, **find_topic_ids(knowledge)}
    found = [known.get(topic) or known.get(topic.casefold()) for topic in asked]
    for topic, id_ in zip(asked, found, strict=True):
        if id_ is None:
            told = [say(job, "no_such_topic", topic=topic), *(f"  {one.id}  ({one.label})" for one in shown)]
            raise StopError(BAD_USE, "\n".join(told))
    return tuple(dict.fromkeys(filter(None, found)))


def facts_of_topics(knowledge: "KnowledgeBase", topics: "Sequence[str]") -> tuple[str, ...]:
    """Return the facts of some topics, by their ids."""
    from bot.surfaces.topics import topic_of

    return tuple(fact.id for fact in knowledge.facts.values() if topic_of(fact) in topics)


def _play(job: Run, knowledge: "KnowledgeBase", questions: "tuple[QuizQuestion, ...]", code: str) -> None:
    from bot.core.answering.chart import chart_of
    from bot.core.answering.wording import Composer
    from bot.surfaces.quiz_terminal import QuizTerminal

    composer = Composer(knowledge, job.language)

    def chart(id_: str) -> "Chart | None":
        return chart_of(composer, knowledge.facts[id_]) if id_ in knowledge.facts else None

    terminal = QuizTerminal(job.language, input, print, chart)
    played = terminal.play(questions)
    if played:
        references = _references(played, knowledge, job.language)
        for line in terminal.end(played, references, code):
            print(line)


def _references(played: "Sequence[Played]", knowledge: "KnowledgeBase", language: str) -> list[str]:
    """Return the sources of what was not answered well, in APA."""
    from bot.citing.apa import apa_texts

    missed = [one.question for one in played if one.points < 1]
    facts = dict.fromkeys(id_ for question in missed for id_ in question.facts if id_ in knowledge.facts)
    periods = {period for question in missed for period in question.periods}
    rows = [row for id_ in facts for row in knowledge.facts[id_].figures if row.period in periods]
    sources = dict.fromkeys(source for row in rows for source in row.sources)
    return sorted(apa_texts(sources, knowledge, language), key=str.casefold)


def _export(job: Run, questions: "tuple[QuizQuestion, ...]", code: str) -> None:
    from bot.core.records.model import in_language

    path = job.chosen.export
    left_out: tuple[LeftOut, ...] = ()
    ending = os.path.splitext(path)[1].lower()
    if ending in (".yaml", ".yml"):
        from bot.tools.quizzes.yaml_file import as_yaml

        content = as_yaml(questions, say(job, "yaml_head"), code).encode()
    elif ending == ".gift":
        from bot.tools.quizzes.gift import as_gift

        content = as_gift(questions, job.language).encode()
    elif ending == ".xml":
        from bot.tools.quizzes.moodle import as_moodle

        content = as_moodle(questions, job.language).encode()
    else:
        from bot.tools.quizzes import sheets

        if ending == ".csv":
            content = sheets.as_csv(questions, job.language).encode("utf-8-sig")  # so that Excel sees the letters
        else:
            content, left_out = sheets.as_kahoot(questions, job.language)
            limits = {"question": sheets.KAHOOT_QUESTION, "option": sheets.KAHOOT_OPTION}
            for one in left_out:
                why = say(job, f"left_out_{one.reason}", **(limits if one.reason == "long" else {}))
                print(say(job, "left_out", why=why, text=in_language(one.question.text, job.language, "")))
    try:
        write_file(path, content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise StopError(BAD_USE, job.say("not_written", path=path, reason=reason or error)) from None
    print(say(job, "exported", count=len(questions) - len(left_out), path=path))
    if code:
        print(say(job, "again", code=code))
