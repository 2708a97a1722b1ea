import django.db.models.deletion
import takigi.custody.rules.requests
import takigi.custody.rules.retention
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('organisations', '__first__'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=12, verbose_name='受付番号')),
                ('kind', models.CharField(choices=[('disclosure', '開示（写しを受け取る）'), ('correction', '訂正（まちがいを直す）')], max_length=20, verbose_name='請求の別')),
                ('received_on', models.DateField(verbose_name='受け付けた日')),
                ('asker', models.CharField(choices=[('self', '本人'), ('legal', '法定代理人'), ('agent', '任意代理人')], max_length=20, verbose_name='請求した人')),
                ('asker_name', models.CharField(blank=True, max_length=100, verbose_name='代理人の氏名')),
                ('proof', models.CharField(max_length=200, verbose_name='確かめた書類')),
                ('scope', models.TextField(verbose_name='請求の範囲・内容')),
                ('due_on', models.DateField(verbose_name='決定の期限')),
                ('is_extended', models.BooleanField(default=False, verbose_name='期限をのばした')),
                ('state', models.CharField(choices=[('received', '受け付けました'), ('decided', '決定しました'), ('done', '終わりました'), ('withdrawn', '取り下げられました')], default=takigi.custody.rules.requests.RequestState['RECEIVED'], max_length=20, verbose_name='段階')),
                ('answer', models.CharField(blank=True, choices=[('full', 'すべて認める'), ('part', '一部を認める'), ('refused', '認めない')], max_length=20, verbose_name='決定')),
                ('reason', models.TextField(blank=True, verbose_name='決定の理由')),
                ('unmasked', models.JSONField(blank=True, default=list, verbose_name='伏せないこととしたもの')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='決定した日')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='写しの指紋')),
                ('recorded_at', models.DateTimeField(verbose_name='記録した日時')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('received_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'state', 'due_on'], name='record_requests_due')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'number'), name='record_request_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_by__isnull', True), ('decided_on__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('decided_by__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='record_request_decided_with_answer')],
            },
        ),
        migrations.CreateModel(
            name='Annotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_statement', models.BooleanField(default=False, verbose_name='本人の言い分')),
                ('about', models.CharField(max_length=200, verbose_name='どの記録の')),
                ('text', models.TextField(verbose_name='内容')),
                ('noted_on', models.DateField(verbose_name='書きそえた日')),
                ('recorded_at', models.DateTimeField(verbose_name='記録した日時')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annotations', to='custody.request')),
            ],
        ),
        migrations.CreateModel(
            name='RequestStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('received', '受け付けた'), ('extended', '期限をのばし、本人に知らせた'), ('read', '写しの中身を確かめた'), ('decided', '決定した'), ('handed_over', '写しを渡した'), ('noted', '記録に訂正の書きそえをした'), ('stated', '本人の言い分を記録に付けた'), ('told', '認めないことを本人に知らせた'), ('withdrawn', '取り下げを受けた')], max_length=20, verbose_name='したこと')),
                ('happened_on', models.DateField(verbose_name='日')),
                ('note', models.TextField(blank=True, verbose_name='ことば')),
                ('recorded_at', models.DateTimeField(verbose_name='記録した日時')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='custody.request')),
            ],
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(choices=[('case', '個別支援の記録（ケースごと。事業・成功事例を含む）'), ('shared_case', '多機関のケースと会議の記録（ケースごと）'), ('register', '本人・認定・同意の記録（ひとりごと）')], max_length=20, verbose_name='記録のまとまり')),
                ('years', models.PositiveSmallIntegerField(verbose_name='保存の年数')),
                ('counted_from', models.CharField(choices=[('ending', '終わった日から'), ('next_fiscal_year', '終わった日の次の4月1日から')], max_length=20, verbose_name='数えはじめ')),
                ('from_on', models.DateField(verbose_name='いつからのきまりか')),
                ('source', models.CharField(max_length=200, verbose_name='定めた規程')),
                ('decided_at', models.DateTimeField(verbose_name='決めた日時')),
                ('decided_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
            ],
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('covers', models.CharField(choices=[('person', 'ひとり（その人のケースも）'), ('case', '一つのケース'), ('series', '記録のまとまり全部')], max_length=10, verbose_name='止める範囲')),
                ('series', models.CharField(blank=True, choices=[('case', '個別支援の記録（ケースごと。事業・成功事例を含む）'), ('shared_case', '多機関のケースと会議の記録（ケースごと）'), ('register', '本人・認定・同意の記録（ひとりごと）')], max_length=20, verbose_name='記録のまとまり')),
                ('subject_id', models.UUIDField(blank=True, null=True, verbose_name='対象')),
                ('reason', models.CharField(max_length=300, verbose_name='理由')),
                ('from_on', models.DateField(verbose_name='いつから')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='いつまで')),
                ('placed_at', models.DateTimeField(verbose_name='止めた日時')),
                ('lifted_on', models.DateField(blank=True, null=True, verbose_name='解いた日')),
                ('lift_reason', models.CharField(blank=True, max_length=300, verbose_name='解いた理由')),
                ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('placed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='hold_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('covers', 'series'), ('subject_id__isnull', True), models.Q(('series', ''), _negated=True)), models.Q(models.Q(('covers', 'series'), _negated=True), ('series', ''), ('subject_id__isnull', False)), _connector='OR'), name='hold_of_something')],
            },
        ),
        migrations.CreateModel(
            name='Disposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(blank=True, max_length=12, verbose_name='証明の番号')),
                ('series', models.CharField(choices=[('case', '個別支援の記録（ケースごと。事業・成功事例を含む）'), ('shared_case', '多機関のケースと会議の記録（ケースごと）'), ('register', '本人・認定・同意の記録（ひとりごと）')], max_length=20, verbose_name='記録のまとまり')),
                ('subject_id', models.UUIDField(verbose_name='対象')),
                ('ended_on', models.DateField(verbose_name='終わった日')),
                ('kept_until_on', models.DateField(verbose_name='保存の終わり')),
                ('state', models.CharField(choices=[('proposed', '二人目の確かめを待っています'), ('done', '廃棄しました'), ('given_up', '取りやめました')], default=takigi.custody.rules.retention.DisposalState['PROPOSED'], max_length=20, verbose_name='段階')),
                ('proposed_at', models.DateTimeField(verbose_name='案を作った日時')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='廃棄した日時')),
                ('counts', models.JSONField(blank=True, default=list, verbose_name='件数')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='証明の指紋')),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('proposed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='custody.retentionrule')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('municipality', 'subject_id'), name='disposal_proposed_once'), models.CheckConstraint(condition=models.Q(('agreed_by__isnull', True), models.Q(('agreed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='disposal_by_two'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='disposal_done_at_and_by')],
            },
        ),
    ]
