"""報告した数の保全: the triggers that refuse to rewrite or remove what was reported."""

from django.db import migrations

from takigi.evaluation import kept_numbers


def install(apps, schema_editor):
    """Put the triggers on."""
    kept_numbers.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Take them off, when the migration is reversed."""
    kept_numbers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Triggers on reports, their numbers and their snapshots."""

    dependencies = [("evaluation", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
