"""The pages of the app, room by room."""

from __future__ import annotations

from seimbang_web.decisions.amendments.urls import urlpatterns as amendments
from seimbang_web.decisions.authority.urls import urlpatterns as authority
from seimbang_web.decisions.dossier.urls import urlpatterns as dossier
from seimbang_web.decisions.objections.urls import urlpatterns as objections
from seimbang_web.decisions.team.urls import urlpatterns as team

urlpatterns = [*dossier, *team, *authority, *objections, *amendments]
