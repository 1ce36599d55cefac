"""The entrance for the server of the office."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seimbang_web.settings")
application = get_wsgi_application()
