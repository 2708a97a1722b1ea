import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('organisations', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folder', models.CharField(max_length=40, unique=True, verbose_name='置き場所')),
                ('taken_at', models.DateTimeField(verbose_name='とった日時')),
                ('facts_on', models.DateField(verbose_name='いつ現在')),
                ('audit_seq', models.BigIntegerField(verbose_name='監査の番号')),
                ('label', models.CharField(blank=True, max_length=100, verbose_name='名前')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='指紋')),
                ('tables', models.JSONField(default=dict, verbose_name='表（版と行数）')),
                ('is_kept', models.BooleanField(default=False, verbose_name='残す')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('taken_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', '-taken_at'], name='snapshot_newest')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=100, verbose_name='題')),
                ('engine', models.CharField(max_length=20, verbose_name='集計のしかた')),
                ('counted_on', models.DateField(verbose_name='いつ現在')),
                ('question', models.JSONField(default=dict, verbose_name='問い')),
                ('seal', models.CharField(max_length=64, verbose_name='封')),
                ('kept_at', models.DateTimeField(verbose_name='残した日時')),
                ('kept_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.snapshot')),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', '-kept_at'], name='report_newest')],
            },
        ),
        migrations.CreateModel(
            name='FactKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='種類')),
                ('subject', models.CharField(max_length=90, verbose_name='対象')),
                ('number', models.BigIntegerField(verbose_name='仮の番号')),
                ('attempt', models.PositiveSmallIntegerField(default=0, verbose_name='引き直し')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('attempt__gt', 0)), fields=['municipality'], name='fact_key_drawn_again')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'kind', 'subject'), name='fact_key_one_a_subject'), models.UniqueConstraint(fields=('municipality', 'kind', 'number'), name='fact_key_one_a_number')],
            },
        ),
        migrations.CreateModel(
            name='ReportedNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(verbose_name='行')),
                ('indicator', models.CharField(max_length=80, verbose_name='指標')),
                ('edition_from_on', models.DateField(verbose_name='版')),
                ('period', models.PositiveIntegerField(verbose_name='期間の番号')),
                ('split', models.JSONField(default=list, verbose_name='内訳')),
                ('cell', models.JSONField(default=list, verbose_name='欄')),
                ('answer', models.JSONField(default=dict, verbose_name='答え')),
                ('report', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='evaluation.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'line'), name='reported_number_one_a_line')],
            },
        ),
    ]
