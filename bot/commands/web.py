"""Answer in the browser: the pages, until stopped."""

import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import add_knowledge
from bot.commands.job import BAD_USE, DONE, Run, StopError, build_assistant, knowledge_folder

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.kb.reload import Version
    from bot.surfaces.web.site import Site


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("--listen", metavar="HOST:PORT", help="where the pages are served (default: 127.0.0.1:8765)")
    command.add_argument("--no-open", action="store_true", help="do not open the browser")
    add_knowledge(command)


def run(job: Run) -> int:
    """Serve the pages until stopped."""
    import asyncio

    from bot.kb.reload import Follower
    from bot.logs import start_logs
    from bot.surfaces.web.app import make_app
    from bot.surfaces.web.serve import serve
    from bot.surfaces.web.site import Live, Site

    host, port = _listen(job)
    start_logs(job.settings.log_format, job.settings.log_level)
    follower = None
    if job.settings.reload != "false":
        follower = Follower(knowledge_folder(job), polling=job.settings.reload == "poll")
    assistant, knowledge = build_assistant(job)
    site = Site(
        live=Live(assistant, knowledge, version_of(job)),
        name=job.settings.web_name or knowledge.languages[job.settings.language].phrases["bot_name"],
        language=job.settings.language,
        url=job.settings.web_url,
        colour=job.settings.web_colour,
        logo=_logo(job),
        logo_ending=(job.settings.web_logo or "svg")[-3:].lower(),
        is_https_only=job.settings.web_hsts,
        allowed_sites=job.settings.web_sites,
        trusted_proxies=job.settings.web_proxies,
    )
    end = follower.start(knowledge, lambda version: _take(site, version, job), lambda _: None) if follower else None
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    try:
        asyncio.run(serve(make_app(site), host, port, lambda: _tell(job, shown)))
    except OSError as error:
        raise StopError(BAD_USE, job.say("web_not_served", address=shown, reason=error.strerror or error)) from None
    finally:
        if end is not None:
            end()
    return DONE


def version_of(job: Run) -> str:
    """Return what names the state of the files of the knowledge base."""
    from bot.kb.cache import make_key
    from bot.kb.files import read_files

    return make_key(read_files(knowledge_folder(job))[0])


def _listen(job: Run) -> tuple[str, int]:
    from bot.config_values import RefusedError, listening

    if not job.chosen.listen:
        return job.settings.web_listen
    try:
        return listening(job.chosen.listen)
    except RefusedError as error:
        raise StopError(BAD_USE, " ".join(map(str, error.args))) from None


def _logo(job: Run) -> bytes | None:
    path = job.settings.web_logo
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise StopError(BAD_USE, job.say("web_no_logo", path=path, reason=error.strerror or error)) from None


def _tell(job: Run, shown: str) -> None:
    """Say where the pages are, and open them where somebody sits at the machine."""
    print(job.say("web_served", address=shown), flush=True)
    if not job.chosen.no_open and sys.stdout.isatty():
        import webbrowser

        webbrowser.open(shown)


def _take(site: "Site", version: "Version", job: Run) -> None:
    """Answer from a good version from now on; of a faulty one say what is wrong."""
    import logging

    from bot.core.assistant import Assistant
    from bot.kb.problems import as_text
    from bot.surfaces.web.site import Live

    logger = logging.getLogger(__name__)
    for problem in version.problems:
        logger.error("The knowledge base has a fault, so the last good one stays in use: %s", as_text(problem))
    if version.knowledge is not None:
        assistant = Assistant(version.knowledge, job.settings.thresholds, version.tables)
        site.live = Live(assistant, version.knowledge, version.key)
        logger.info("The knowledge base was read anew: %s facts", len(version.knowledge.facts))
