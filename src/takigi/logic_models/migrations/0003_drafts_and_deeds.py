"""書きかけと、保存のしたこと: drafts of a story's forms; each save keeps what it was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from takigi.logic_models import kept_versions


def install(apps, schema_editor):
    """SQLite makes the table anew for the column, and drops its triggers with the old one."""
    kept_versions.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Off before the tables change."""
    kept_versions.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """A column on saves, and the table of drafts."""

    dependencies = [
        ("logic_models", "0002_kept_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="revision",
            name="deed",
            field=models.CharField(blank=True, max_length=20, verbose_name="したこと"),
        ),
        migrations.CreateModel(
            name="StoryDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=20, verbose_name="用紙")),
                ("entries", models.JSONField(blank=True, default=dict, verbose_name="書いたこと")),
                ("updated_at", models.DateTimeField(verbose_name="最後に書いた日時")),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="logic_models.story"
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("writer", "story", "form"), name="story_draft_once_a_form")
                ]
            },
        ),
        migrations.RunPython(install, remove),
    ]
