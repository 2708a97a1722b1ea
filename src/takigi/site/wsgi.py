"""サーバーの入口: the WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takigi.site.settings")
application = get_wsgi_application()
# All screens are read in before the first person asks. What is there then stays for good: the collector need not walk
# through it again and again, for which every now and then somebody would wait a third of a second.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
