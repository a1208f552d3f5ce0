"""The product's addresses, and the floor: the least that any save in the same stack must do."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from bcf.urls import urlpatterns as product
from plans.models import User


@require_POST
def floor(request: HttpRequest) -> HttpResponse:
    """Session, CSRF, sign-in, one UPDATE."""
    User.objects.filter(email=request.user.get_username()).update(is_active=True)
    return HttpResponse("", content_type="text/html")


urlpatterns = [*product, path("floor/", floor, name="floor")]
