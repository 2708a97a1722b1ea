"""記録紙: the server's log as JSON events on standard error; no names, no free text, no query strings."""

import logging
import logging.config
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# Anything that could be a person's number or typed words never reaches the log.
_QUERY = re.compile(r"\?\S*")
_LONG_NUMBER = re.compile(r"\d{7,}")
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿𠀀-𲎯]+")


def scrub(text: str) -> str:
    """The text without query strings, long numbers and Japanese words.

    >>> scrub("GET /people/?q=山田 1234567890 500")
    'GET /people/ # 500'
    """
    return _JAPANESE.sub("…", _LONG_NUMBER.sub("#", _QUERY.sub("", text)))


def _scrub_event(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str) and key not in {"timestamp", "level", "logger"}:
            event[key] = scrub(value)
    return event


def logging_config() -> None:
    """Send every logger through structlog's JSON renderer, scrubbed."""
    shared: list[Any] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _scrub_event,
    ]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        structlog.processors.JSONRenderer(ensure_ascii=False),
                    ],
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": "INFO"},
            "loggers": {
                # Its messages carry what was typed at sign-in.
                "axes": {"level": "CRITICAL"},
                "django.db.backends": {"level": "WARNING"},
            },
        }
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
