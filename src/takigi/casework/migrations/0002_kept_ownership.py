"""主担当の保全: the triggers that keep the history of a shared case whole."""

from django.db import migrations

from takigi.audit import refusing
from takigi.casework.kept_ownership import REFUSALS


def install(apps, schema_editor):
    """Put the triggers on."""
    refusing.install(schema_editor.connection, REFUSALS)


def remove(apps, schema_editor):
    """Take them off, when the migration is reversed."""
    refusing.remove(schema_editor.connection, REFUSALS)


class Migration(migrations.Migration):
    """Triggers on the history of ownership."""

    dependencies = [("casework", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
