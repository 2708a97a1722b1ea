"""追記のみ: the triggers that refuse to change or remove an audit row."""

from django.db import migrations

from takigi.audit import append_only


def install(apps, schema_editor):
    """Put the triggers on."""
    append_only.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Take them off, when the migration is reversed."""
    append_only.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Triggers on audit_event and audit_sighting."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
