import django.db.models.deletion
import takigi.success_cases.rules
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0001_initial'),
        ('organisations', '0001_initial'),
        ('organisations', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='SuccessCase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=100, verbose_name='ひとことで言うと')),
                ('before', models.TextField(blank=True, verbose_name='元の生活')),
                ('trigger', models.TextField(blank=True, verbose_name='きっかけと、できなくなったこと')),
                ('agreed', models.TextField(blank=True, verbose_name='はじめに合意したゴール')),
                ('done', models.TextField(blank=True, verbose_name='したこと')),
                ('helped', models.TextField(blank=True, verbose_name='何がよかったか')),
                ('after', models.TextField(blank=True, verbose_name='いまの生活')),
                ('places', models.TextField(blank=True, verbose_name='通っている場所')),
                ('goal_field', models.CharField(choices=[('bath', '入浴'), ('moving', '歩く・移動'), ('housework', '家のこと'), ('going_out', '外出・買い物'), ('field', '畑・庭・雪かき'), ('pleasure', '楽しみ・趣味'), ('people', '人とのつきあい'), ('work', '仕事・役割'), ('other', 'その他')], max_length=20, verbose_name='目標の分野')),
                ('cause_code', models.CharField(blank=True, max_length=20, verbose_name='きっかけ')),
                ('age_band', models.CharField(blank=True, max_length=20, verbose_name='年代')),
                ('audience', models.CharField(choices=[('staff', 'このシステムを使う職員・事業所'), ('public', '講演・広報・ホームページにも')], max_length=10, verbose_name='どこまで見せるか')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('waiting', '確認待ち'), ('published', '共有中'), ('withdrawn', '取り下げ')], default=takigi.success_cases.rules.SuccessState['DRAFT'], max_length=20, verbose_name='段階')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='書きかえの回数')),
                ('written_at', models.DateTimeField(verbose_name='書いた日時')),
                ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='確かめた日時')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='共有した日')),
                ('ended_reason', models.CharField(blank=True, max_length=300, verbose_name='戻した・取り下げた理由')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('checked_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('written_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'state', '-published_on'], name='success_shared')],
                'constraints': [models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('checked_by', models.F('written_by')), _negated=True), _connector='OR'), name='success_checked_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('state', takigi.success_cases.rules.SuccessState['PUBLISHED']), _negated=True), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), ('published_on__isnull', False)), _connector='OR'), name='success_published_is_checked')],
            },
        ),
        migrations.CreateModel(
            name='SuccessReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField(verbose_name='はじめて読んだ日')),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('success', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='success_cases.successcase')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('success', 'staff'), name='success_read_once_a_reader')],
            },
        ),
    ]
