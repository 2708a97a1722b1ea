import django.db.models.deletion
import takigi.organisations.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lg_code', models.CharField(max_length=6, unique=True, verbose_name='全国地方公共団体コード')),
                ('insurer_no', models.CharField(max_length=6, unique=True, verbose_name='保険者番号')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('register_version', models.BigIntegerField(default=0, verbose_name='台帳の版')),
            ],
        ),
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('login_name', models.CharField(max_length=60, unique=True, verbose_name='サインイン名')),
                ('name', models.CharField(max_length=60, verbose_name='氏名')),
                ('name_kana', models.CharField(blank=True, max_length=60, verbose_name='カナ')),
                ('profession', models.CharField(blank=True, max_length=60, verbose_name='職種')),
                ('has_temporary_password', models.BooleanField(default=False, verbose_name='パスワードが仮のもの')),
                ('status', models.CharField(choices=[('active', '利用中'), ('suspended', '停止中'), ('left', '退職・異動')], default=takigi.organisations.rules.StaffStatus['ACTIVE'], max_length=20, verbose_name='状態')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('name_kana', models.CharField(blank=True, max_length=100, verbose_name='カナ')),
                ('kind', models.CharField(choices=[('city_section', '市町村の課'), ('support_centre', '地域包括支援センター'), ('council', '社会福祉協議会'), ('disability', '障害の相談支援'), ('child', '子どもの相談支援'), ('poverty', '生活困窮の相談支援'), ('medical', '医療機関'), ('education', '学校・教育'), ('employment', '就労支援'), ('justice', '司法・更生'), ('residents', '住民の団体'), ('npo', 'NPO'), ('company', '企業'), ('provider', '介護の事業所'), ('other', 'その他')], max_length=20, verbose_name='種類')),
                ('fields', models.JSONField(default=list, verbose_name='分野')),
                ('is_station', models.BooleanField(default=False, verbose_name='多機関協働ステーション')),
                ('block', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='ブロック')),
                ('secrecy_type', models.CharField(choices=[('public', '国・自治体の職員'), ('corporate', '法人の役員・職員'), ('individual', '個人の構成員')], max_length=20, verbose_name='守秘の別')),
                ('office_no', models.CharField(blank=True, max_length=10, verbose_name='事業所番号')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='廃止日')),
                ('commissioned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.agency')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality', 'name'), name='agency_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(default='sphere', max_length=20, verbose_name='種類')),
                ('code', models.CharField(max_length=20, verbose_name='コード')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.area')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality', 'kind', 'code'), name='area_code_once')],
            },
        ),
        migrations.CreateModel(
            name='AgencyArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(verbose_name='開始日')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='終了日')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='organisations.agency')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.area')),
            ],
        ),
        migrations.CreateModel(
            name='MaintenanceSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200, verbose_name='理由')),
                ('started_at', models.DateTimeField(verbose_name='開始')),
                ('until_at', models.DateTimeField(verbose_name='期限')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='終了')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(choices=[('casework', '相談支援'), ('insurance', '介護保険'), ('secretariat', '会議の事務局'), ('station', '多機関協働'), ('coordination', '生活支援コーディネーター'), ('provision', 'サービスの実施'), ('planning', '計画・評価'), ('evaluation', '外部評価'), ('administration', 'システム管理'), ('audit', '監査')], max_length=20, verbose_name='職務')),
                ('level', models.CharField(choices=[('staff', '担当'), ('supervisor', '係長・上司'), ('head', '所長・課長')], default=takigi.organisations.rules.Level['STAFF'], max_length=20, verbose_name='職位')),
                ('from_on', models.DateField(verbose_name='開始日')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='終了日')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.agency')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('from_on')), _connector='OR'), name='post_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('staff', 'agency', 'duty'), name='post_held_once')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='用事')),
                ('target', models.CharField(blank=True, max_length=80, verbose_name='対象')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='期限')),
                ('opened_at', models.DateTimeField(verbose_name='出た日時')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='済んだ日時')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.agency')),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', 'done_at', 'due_on'], name='task_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='task_done_at_and_by')],
            },
        ),
    ]
