"""版の保全: the triggers that refuse to rewrite a version that was agreed upon."""

from django.db import migrations

from takigi.logic_models import kept_versions


def install(apps, schema_editor):
    """Put the triggers on."""
    kept_versions.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Take them off, when the migration is reversed."""
    kept_versions.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Triggers on versions and their revisions."""

    dependencies = [("logic_models", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
