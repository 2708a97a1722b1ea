"""記録の保管の表: the tables of custody, one module a subject."""

from takigi.custody.models.requests import Annotation, Request, RequestStep

__all__ = ["Annotation", "Request", "RequestStep"]
