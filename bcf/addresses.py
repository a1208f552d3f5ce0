"""What no address of the site may hold, whatever it leads to."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def without_nul(get_response: Answer) -> Answer:
    """Middleware: an address with a NUL character names nothing. PostgreSQL would fail on being asked for it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        asked = (text for name, values in request.GET.lists() for text in (name, *values))
        if any("\0" in text for text in (request.path_info, *asked)):
            raise Http404("No address holds a NUL character")
        return get_response(request)

    return middleware
