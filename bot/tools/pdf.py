"""Pages as PDF, for who wants no browser for it. The home of WeasyPrint, which is installed apart: vraagbaak[pdf]."""

MODULE, SYSTEM = "weasyprint", "pango"  # what may be missing


class NoPdfError(Exception):
    """PDF cannot be made here; the argument is what is missing: the package, or a library of the system."""


def as_pdf(page: str) -> bytes:
    """Return a page as PDF. It may fetch nothing: all that it shows stands in it, anything else is left out.

    Raises:
        NoPdfError: If WeasyPrint or the Pango library is not installed.
    """
    try:
        from weasyprint import HTML, URLFetcher  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise NoPdfError(MODULE) from None
    except OSError:
        raise NoPdfError(SYSTEM) from None

    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    pdf: bytes = HTML(string=page, url_fetcher=fetcher).write_pdf()
    return pdf
