"""主担当の保全: how an owner came, and the triggers that keep the history of a shared case whole."""

from django.db import migrations, models

from takigi.audit import refusing
from takigi.casework.kept_ownership import REFUSALS


def install(apps, schema_editor):
    """Put the triggers on."""
    refusing.install(schema_editor.connection, REFUSALS)


def remove(apps, schema_editor):
    """Take them off, when the migration is reversed."""
    refusing.remove(schema_editor.connection, REFUSALS)


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0005_checklist_imports'),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='change',
            field=models.CharField(blank=True, choices=[('initial', 'はじめ'), ('person_change', '機関の中で担当者が替わった'), ('reorg', '機関の統合・分割'), ('transfer', '移管'), ('station_exception', 'ステーションへの例外の移管')], max_length=20, verbose_name='替わり方'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='transfer_id',
            field=models.UUIDField(blank=True, null=True, verbose_name='移管'),
        ),
        migrations.AlterField(
            model_name='case',
            name='state',
            field=models.CharField(choices=[('inquiry', '相談受付'), ('triaged', '振り分け済み'), ('kcl_done', 'チェックリスト済み'), ('certification_pending', '認定待ち'), ('certified', '認定済み'), ('not_eligible', '非該当'), ('assessment_visit_scheduled', '訪問の予定'), ('assessed', '訪問済み'), ('goal_proposed', '目標を提案'), ('goal_agreed', '目標に合意'), ('goal_declined', '目標に合意せず'), ('plan_active', '計画を実施中'), ('service_c_active', '短期集中を実施中'), ('suspended', '短期集中を中断中'), ('end_assessed', '終了時の評価済み'), ('graduated', '卒業'), ('extended', '延長'), ('transferred_service', 'ほかのサービスへ'), ('discontinued', '中止'), ('community_follow_up', '卒業後の見守り'), ('hospitalised', '入院中'), ('closed', '終結'), ('deceased', '死亡'), ('moved_out', '転出'), ('facility_admission', '施設に入所'), ('shared_supporting', '支援中'), ('shared_watching', '見守り')], max_length=30, verbose_name='状態'),
        ),
        migrations.RunPython(install, remove),
    ]
