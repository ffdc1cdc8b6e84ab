"""The reports for maintainers as lines of text and as Markdown, in the words of the phrase files. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bot.core.records.model import KnowledgeBase
from bot.core.words.markdown import escape
from bot.store.records import Comment
from bot.surfaces.ratings import RatedFact
from bot.surfaces.unanswered import Vain, week_name


class Writer:
    """Writes reports in one language."""

    def __init__(self, knowledge: KnowledgeBase, language: str) -> None:
        self._facts = knowledge.facts
        self._phrases = knowledge.languages[language].phrases

    def say(self, phrase: str, **fields: object) -> str:
        return self._phrases[phrase].format(**fields)

    # --- questions without an answer

    def unanswered_text(self, found: Sequence[Vain]) -> str:
        """Return one line for each group and below it what is known of it; then the groups that have left the list."""
        open_, answered = _parted(found)
        lines = [self.say("telegram_unanswered" if open_ else "telegram_unanswered_none")]
        for vain in open_:
            lines.append(self._asked(vain))
            lines += [f"   {detail}" for detail in self._details(vain)]
        if answered:
            lines.append(self.say("report_answered"))
            lines += [f"{self._asked(vain)}. {self._nearest('report_answered_by', vain)}" for vain in answered]
        return "\n".join(lines)

    def unanswered_markdown(self, found: Sequence[Vain], day: date) -> str:
        """Return a document with a table of the groups, and one of those that have left the list."""
        open_, answered = _parted(found)
        head = ("question", "people", "times", "weeks", "missing", "unknown", "nearest")
        rows = [self._cells(vain) for vain in open_]
        parts = [f"# {self.say('report_unanswered_title', day=day.isoformat())}"]
        parts.append(self.say("telegram_unanswered" if open_ else "telegram_unanswered_none"))
        if open_:
            parts.append(_table([self.say(f"report_head_{name}") for name in head], rows))
        if answered:
            parts.append(f"## {self.say('report_answered')}")
            columns = ("question", "people", "times", "fact")
            cells = [(vain.question, str(vain.people), str(vain.times), self._fact(vain.nearest)) for vain in answered]
            parts.append(_table([self.say(f"report_head_{name}") for name in columns], cells))
        return "\n\n".join(parts) + "\n"

    def _asked(self, vain: Vain) -> str:
        return self.say(
            "telegram_unanswered_row",
            question=vain.question,
            people=vain.people,
            times=vain.times,
            last=vain.last.isoformat(),
        )

    def _details(self, vain: Vain) -> Iterator[str]:
        yield self.say("report_weeks", weeks=_weeks(vain.weeks))
        if vain.missing:
            yield self.say("report_missing", fields=self._fields(vain))
        if vain.unknown:
            yield self.say("report_unknown", words=", ".join(vain.unknown))
        if vain.nearest:
            yield self._nearest("report_nearest", vain)

    def _cells(self, vain: Vain) -> Sequence[str]:
        return (
            vain.question,
            str(vain.people),
            str(vain.times),
            _weeks(vain.weeks),
            self._fields(vain),
            ", ".join(vain.unknown),
            self._fact(vain.nearest),
        )

    def _fields(self, vain: Vain) -> str:
        return ", ".join(self._phrases.get(f"field_{name}", name) for name in vain.missing)

    def _nearest(self, phrase: str, vain: Vain) -> str:
        return self.say(phrase, fact=self._fact(vain.nearest))

    def _fact(self, id_: str | None) -> str:
        if id_ is None:
            return ""
        return f"{id_} ({self._facts[id_].position})" if id_ in self._facts else id_

    # --- what people think of the answers

    def ratings_text(self, found: Sequence[RatedFact], comments: Sequence[Comment]) -> str:
        """Return one line for each fact, below it the questions that were left, and at the end the remarks."""
        lines = [self.say("telegram_ratings" if found or comments else "telegram_ratings_none")]
        for rated in found:
            fields = {"fact": self._fact(rated.fact), "good": rated.good, "bad": rated.bad}
            lines.append(self.say("telegram_ratings_row", reasons=self._reasons(rated, "; "), **fields))
            lines += [f"   {self.say('report_left', question=one)}" for one in self._questions(rated)]
        if comments:
            lines.append(self.say("telegram_comments"))
        lines += [self.say("telegram_comments_row", day=one.day.isoformat(), text=one.text) for one in comments]
        return "\n".join(lines)

    def ratings_markdown(self, found: Sequence[RatedFact], comments: Sequence[Comment], day: date) -> str:
        """Return a document with a table of the facts, and a list of the remarks."""
        parts = [f"# {self.say('report_ratings_title', day=day.isoformat())}"]
        if not (found or comments):
            parts.append(self.say("telegram_ratings_none"))
        if found:
            head = ("fact", "good", "bad", "reasons", "left")
            rows = [
                (
                    self._fact(rated.fact),
                    str(rated.good),
                    str(rated.bad),
                    self._reasons(rated, ""),
                    " / ".join(self._questions(rated)),
                )
                for rated in found
            ]
            parts.append(_table([self.say(f"report_head_{name}") for name in head], rows))
        if comments:
            parts.append(f"## {self.say('telegram_comments').rstrip(':')}")
            parts.append("\n".join(f"- {one.day.isoformat()}: {escape(one.text)}" for one in comments))
        return "\n\n".join(parts) + "\n"

    def _reasons(self, rated: RatedFact, before: str) -> str:
        given = (f"{self.say(f'button_{reason}')} ({count})" for reason, count in rated.reasons.items())
        return "".join(f"{before}{reason}" for reason in given) if before else "; ".join(given)

    def _questions(self, rated: RatedFact) -> Iterator[str]:
        for one in rated.questions:
            reason = f" ({self.say(f'button_{one.reason}')})" if one.reason else ""
            yield f"“{one.question}”{reason}, {one.day.isoformat()}"


def _parted(found: Iterable[Vain]) -> tuple[list[Vain], list[Vain]]:
    open_: list[Vain] = []
    answered: list[Vain] = []
    for vain in found:
        (answered if vain.is_answered else open_).append(vain)
    return open_, answered


def _weeks(weeks: Mapping[date, int]) -> str:
    return ", ".join(f"{week_name(week)}: {times}" for week, times in sorted(weeks.items()))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(escape(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)
