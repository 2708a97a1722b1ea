import django.db.models.deletion
import uuid
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
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='尺度の名前')),
                ('asks', models.CharField(choices=[('wellbeing', '支援者の働きやすさ'), ('understanding', '理解の段階（前と後）')], max_length=20, verbose_name='何を聞くか')),
                ('licence', models.CharField(choices=[('own', '自作'), ('free_with_citation', '出典を書けば自由に使える'), ('permission_needed', '許しが要る（まだもらっていない）'), ('permission_obtained', '許しをもらった'), ('prohibited', '使えない')], max_length=20, verbose_name='使ってよいか')),
                ('citation', models.CharField(blank=True, max_length=300, verbose_name='出典')),
                ('because', models.CharField(max_length=300, verbose_name='確かめたこと')),
                ('questions', models.JSONField(default=list, verbose_name='問い')),
                ('checked_on', models.DateField(verbose_name='確かめた日')),
                ('recorded_at', models.DateTimeField(verbose_name='記録した日時')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality', 'name'), name='survey_instrument_once')],
            },
        ),
        migrations.CreateModel(
            name='Wave',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('shipped_key', models.CharField(blank=True, max_length=20, verbose_name='家の尺度')),
                ('asks', models.CharField(choices=[('wellbeing', '支援者の働きやすさ'), ('understanding', '理解の段階（前と後）')], max_length=20, verbose_name='何を聞くか')),
                ('licence', models.CharField(choices=[('own', '自作'), ('free_with_citation', '出典を書けば自由に使える'), ('permission_needed', '許しが要る（まだもらっていない）'), ('permission_obtained', '許しをもらった'), ('prohibited', '使えない')], max_length=20, verbose_name='使ってよいわけ')),
                ('label', models.CharField(max_length=100, verbose_name='題')),
                ('event_id', models.UUIDField(blank=True, db_index=True, null=True, verbose_name='会議・講座')),
                ('opens_on', models.DateField(verbose_name='始まり')),
                ('closes_on', models.DateField(verbose_name='締め切り')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='閉じた日')),
                ('invited', models.PositiveIntegerField(verbose_name='声をかけた人数')),
                ('opened_at', models.DateTimeField(verbose_name='用意した日時')),
                ('instrument', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.instrument')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('opened_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', '-opens_on'], name='survey_waves')],
                'constraints': [models.CheckConstraint(condition=models.Q(('licence__in', ['free_with_citation', 'own', 'permission_obtained'])), name='survey_wave_is_lawful'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='survey_wave_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('instrument__isnull', False), ('shipped_key', '')), models.Q(models.Q(('shipped_key', ''), _negated=True), ('instrument__isnull', True)), _connector='OR'), name='survey_wave_has_one_instrument')],
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='照合の値')),
                ('wave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='surveys.wave')),
            ],
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answers', models.JSONField(default=dict, verbose_name='答え')),
                ('words', models.CharField(blank=True, max_length=400, verbose_name='自由に書いたこと')),
                ('field', models.CharField(blank=True, choices=[('elderly', '高齢'), ('disability', '障害'), ('child', '子ども・子育て'), ('poverty', '生活困窮'), ('assistance', '生活保護'), ('health', '保健'), ('medical', '医療'), ('mental', '精神保健'), ('education', '教育'), ('employment', '就労'), ('housing', '住まい'), ('justice', '司法・更生'), ('rights', '権利擁護'), ('multicultural', '多文化'), ('community', '民生委員・地域'), ('private', 'NPO・民間'), ('company', '企業'), ('disaster', '防災'), ('city_hall', '庁内（税・水道等）')], max_length=20, verbose_name='分野')),
                ('tenure', models.CharField(blank=True, choices=[('until_3', '3年まで'), ('until_10', '4〜10年'), ('over_10', '11年以上')], max_length=20, verbose_name='仕事の年数')),
                ('answered_on', models.DateField(verbose_name='答えた日')),
                ('slip', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='response', to='surveys.slip')),
                ('wave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='surveys.wave')),
            ],
        ),
    ]
