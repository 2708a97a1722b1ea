"""移管の保全: the triggers that let a shared case come to another agency only by an accepted transfer."""

from django.db import migrations

from takigi.audit import refusing
from takigi.collaboration.kept_transfers import REFUSALS


def install(apps, schema_editor):
    """Put the triggers on."""
    refusing.install(schema_editor.connection, REFUSALS)


def remove(apps, schema_editor):
    """Take them off, when the migration is reversed."""
    refusing.remove(schema_editor.connection, REFUSALS)


class Migration(migrations.Migration):
    """Triggers on the history of ownership, on transfers and on the days of a case."""

    dependencies = [("collaboration", "0001_initial"), ("casework", "0002_kept_ownership")]
    operations = [migrations.RunPython(install, remove)]
