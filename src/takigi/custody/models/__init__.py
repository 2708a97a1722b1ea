"""記録の保管の表: the tables of custody, one module a subject."""

from takigi.custody.models.requests import Annotation, Request, RequestStep
from takigi.custody.models.retention import Disposal, LegalHold, RetentionRule

__all__ = ["Annotation", "Disposal", "LegalHold", "Request", "RequestStep", "RetentionRule"]
