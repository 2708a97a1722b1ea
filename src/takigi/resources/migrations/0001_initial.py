import django.db.models.deletion
import takigi.resources.rules.requests
import takigi.resources.rules.words
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
            name='Resource',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, verbose_name='名前')),
                ('name_kana', models.CharField(blank=True, max_length=100, verbose_name='カナ')),
                ('kind', models.CharField(choices=[('gathering', '通いの場'), ('salon', 'サロン・お茶の会'), ('exercise', '体操'), ('hobby', '趣味の会'), ('field', '畑・農'), ('volunteer', 'ボランティア'), ('work', '働く場・手伝い'), ('meals', '配食・会食'), ('shopping', '買い物'), ('transport', '移動'), ('shop', '店・商業施設'), ('bath', '温泉・風呂'), ('library', '図書館・学び'), ('private', '個人の集まり')], max_length=20, verbose_name='種類')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='場所')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='住所')),
                ('rest_from_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='休む季節の始めの月')),
                ('rest_to_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='休む季節の終わりの月')),
                ('days_note', models.CharField(blank=True, max_length=200, verbose_name='日についての覚え書き')),
                ('is_closed_on_holidays', models.BooleanField(default=False, verbose_name='祝日は休み')),
                ('cost_yen', models.PositiveIntegerField(blank=True, null=True, verbose_name='一回の費用（円）')),
                ('cost_note', models.CharField(blank=True, max_length=200, verbose_name='費用にふくまれるもの')),
                ('access', models.JSONField(blank=True, default=list, verbose_name='行き方')),
                ('walk_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='歩く分')),
                ('walk_from', models.CharField(blank=True, max_length=60, verbose_name='どこから歩くか')),
                ('comforts', models.JSONField(blank=True, default=list, verbose_name='場所のようす')),
                ('capacity_note', models.CharField(blank=True, max_length=100, verbose_name='空き')),
                ('interests', models.JSONField(blank=True, default=list, verbose_name='したいこと')),
                ('welcomes', models.JSONField(blank=True, default=list, verbose_name='迎え方')),
                ('atmosphere', models.TextField(blank=True, verbose_name='来ている人とふんいき')),
                ('roles', models.CharField(blank=True, max_length=200, verbose_name='できる役割')),
                ('conditions', models.CharField(blank=True, max_length=200, verbose_name='参加の条件')),
                ('source', models.CharField(blank=True, max_length=100, verbose_name='どこで知ったか')),
                ('sharing', models.CharField(choices=[('staff', '職員だけ'), ('public', '本人や家族に渡してよい')], default=takigi.resources.rules.words.Sharing['STAFF'], max_length=10, verbose_name='だれに伝えてよいか')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='載せることの同意を聞いた日')),
                ('state', models.CharField(choices=[('active', 'ひらいている'), ('resting', '休んでいる'), ('ended', '終わった')], default=takigi.resources.rules.words.ResourceState['ACTIVE'], max_length=10, verbose_name='いまのようす')),
                ('state_from_on', models.DateField(verbose_name='いつから')),
                ('state_note', models.CharField(blank=True, max_length=200, verbose_name='わけ')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='確かめた日')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='書きかえの回数')),
                ('recorded_at', models.DateTimeField(verbose_name='記録した日時')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.area')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verified_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'state', 'verified_on'], name='resource_to_confirm')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'name', 'place'), name='resource_one_name_a_place'), models.CheckConstraint(condition=models.Q(models.Q(('sharing', takigi.resources.rules.words.Sharing['PUBLIC']), _negated=True), models.Q(('kind__in', [takigi.resources.rules.words.ResourceKind['PRIVATE']]), _negated=True), ('consent_on__isnull', False), _connector='OR'), name='resource_private_only_with_consent')],
            },
        ),
        migrations.CreateModel(
            name='ResourceContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='世話役・窓口')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='電話')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='かけるときの覚え書き')),
                ('is_private', models.BooleanField(default=True, verbose_name='個人の連絡先')),
                ('resource', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contact', to='resources.resource')),
            ],
        ),
        migrations.CreateModel(
            name='ResourceSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(verbose_name='曜日')),
                ('weeks', models.JSONField(blank=True, default=list, verbose_name='第何週')),
                ('starts', models.CharField(blank=True, max_length=5, verbose_name='始まり')),
                ('ends', models.CharField(blank=True, max_length=5, verbose_name='終わり')),
                ('resource', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='resources.resource')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('resource', 'weekday'), name='resource_slot_once_a_weekday'), models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='resource_slot_is_a_weekday')],
            },
        ),
        migrations.CreateModel(
            name='UnmetNeed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('gathering', '通いの場'), ('salon', 'サロン・お茶の会'), ('exercise', '体操'), ('hobby', '趣味の会'), ('field', '畑・農'), ('volunteer', 'ボランティア'), ('work', '働く場・手伝い'), ('meals', '配食・会食'), ('shopping', '買い物'), ('transport', '移動'), ('shop', '店・商業施設'), ('bath', '温泉・風呂'), ('library', '図書館・学び'), ('private', '個人の集まり')], max_length=20, verbose_name='足りないもの')),
                ('text', models.CharField(max_length=300, verbose_name='どんな不足か')),
                ('barrier', models.CharField(choices=[('place', '場所がない'), ('transport', '行く手だてがない'), ('cost', '費用'), ('people', '担い手がいない'), ('time', '時間が合わない'), ('information', '知られていない'), ('other', 'その他')], max_length=20, verbose_name='何がはばんでいるか')),
                ('source', models.CharField(choices=[('match', '合う場所がなかった相談'), ('case', '個別の支援'), ('meeting', '会議'), ('residents', '住民の声')], max_length=20, verbose_name='どこから分かったか')),
                ('people', models.PositiveSmallIntegerField(default=1, verbose_name='何人の声か')),
                ('first_seen_on', models.DateField(verbose_name='はじめて分かった日')),
                ('last_seen_on', models.DateField(verbose_name='いちばん最近')),
                ('state', models.CharField(choices=[('open', '分かったところ'), ('discussed', '話し合った'), ('trial', '試している'), ('solved', '解けた'), ('dropped', '見送った')], default=takigi.resources.rules.requests.UnmetState['OPEN'], max_length=10, verbose_name='いま')),
                ('state_from_on', models.DateField(verbose_name='いつから')),
                ('recorded_at', models.DateTimeField(verbose_name='記録した日時')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.area')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('solved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.resource')),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'state', 'area'], name='unmet_needs_of_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='unmet_need_of_somebody'), models.CheckConstraint(condition=models.Q(('solved_by__isnull', True), ('state', takigi.resources.rules.requests.UnmetState['SOLVED']), _connector='OR'), name='unmet_need_solved_when_named')],
            },
        ),
        migrations.CreateModel(
            name='MatchRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('source', models.CharField(choices=[('centre', '地域包括支援センター'), ('care_manager', 'ケアマネジャー'), ('provider', '短期集中の事業所'), ('person', '本人'), ('family', '家族'), ('neighbour', '民生委員・近所の方'), ('other', 'その他')], max_length=20, verbose_name='だれからの相談か')),
                ('need_text', models.TextField(verbose_name='したいこと、困っていること')),
                ('interests', models.JSONField(blank=True, default=list, verbose_name='したいこと')),
                ('weekdays', models.JSONField(blank=True, default=list, verbose_name='行ける曜日')),
                ('most_walk', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='歩ける分')),
                ('most_cost', models.PositiveIntegerField(blank=True, null=True, verbose_name='一回の費用（円まで）')),
                ('welcomes', models.JSONField(blank=True, default=list, verbose_name='迎え方')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='名前を伝える同意を聞いた日')),
                ('consent_withdrawn_on', models.DateField(blank=True, null=True, verbose_name='同意がなくなった日')),
                ('received_on', models.DateField(verbose_name='受けた日')),
                ('asked_at', models.DateTimeField(verbose_name='送った日時')),
                ('taken_on', models.DateField(blank=True, null=True, verbose_name='引き受けた日')),
                ('outcome', models.CharField(blank=True, choices=[('attended', '通い始めた'), ('none', '合う場所がなかった'), ('withdrawn', '取りやめた')], max_length=10, verbose_name='結果')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='終わった日')),
                ('closed_note', models.CharField(blank=True, max_length=300, verbose_name='終わったわけ')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.area')),
                ('asked_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.municipality')),
                ('taken_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unmet_need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='resources.unmetneed')),
                ('is_to_be_taken', models.BooleanField(default=False, verbose_name='送迎や乗りものがいる')),
                ('is_without_steps', models.BooleanField(default=False, verbose_name='坂や段差をさける')),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'closed_on', 'received_on'], name='match_requests_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='match_request_closed_with_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('taken_by__isnull', True), ('taken_on__isnull', True)), models.Q(('taken_by__isnull', False), ('taken_on__isnull', False)), _connector='OR'), name='match_request_taken_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('shown', models.JSONField(blank=True, default=list, verbose_name='そのとき示した候補')),
                ('chosen_on', models.DateField(verbose_name='選んだ日')),
                ('introduced_on', models.DateField(blank=True, null=True, verbose_name='紹介した日')),
                ('accompanied_by', models.CharField(blank=True, choices=[('coordinator', '生活支援コーディネーター'), ('caseworker', '担当の職員'), ('family', '家族'), ('member', 'そこに来ている人'), ('alone', '本人だけで')], max_length=20, verbose_name='一緒に行く人')),
                ('first_attended_on', models.DateField(blank=True, null=True, verbose_name='はじめて行った日')),
                ('role_taken', models.CharField(blank=True, max_length=100, verbose_name='引き受けた役割')),
                ('given_up_on', models.DateField(blank=True, null=True, verbose_name='やめた日')),
                ('given_up_reason', models.CharField(blank=True, max_length=300, verbose_name='やめたわけ')),
                ('chosen_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='resources.matchrequest')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='resources.resource')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('given_up_on__isnull', True)), fields=('request', 'resource'), name='match_once_a_place'), models.CheckConstraint(condition=models.Q(('first_attended_on__isnull', True), models.Q(('first_attended_on__gte', models.F('introduced_on')), ('introduced_on__isnull', False)), _connector='OR'), name='match_in_order')],
            },
        ),
        migrations.CreateModel(
            name='UnmetStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(choices=[('open', '分かったところ'), ('discussed', '話し合った'), ('trial', '試している'), ('solved', '解けた'), ('dropped', '見送った')], max_length=10, verbose_name='何になったか')),
                ('on', models.DateField(verbose_name='その日')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='どこで、何を')),
                ('recorded_at', models.DateTimeField(verbose_name='記録した日時')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unmet_need', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='resources.unmetneed')),
            ],
            options={
                'indexes': [models.Index(fields=['unmet_need', 'on'], name='steps_of_unmet_need')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('months', models.PositiveSmallIntegerField(verbose_name='何か月後')),
                ('looked_on', models.DateField(verbose_name='聞いた日')),
                ('standing', models.CharField(choices=[('continues', '続けている'), ('sometimes', 'ときどき'), ('stopped', 'やめた'), ('unknown', '分からない')], max_length=10, verbose_name='ようす')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='覚え書き')),
                ('match', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='resources.match')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('match', 'months'), name='participation_once_a_time'), models.CheckConstraint(condition=models.Q(('months__in', (1, 3, 6, 12))), name='participation_at_its_time')],
            },
        ),
        migrations.CreateModel(
            name='RequestWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='ことば')),
                ('written_at', models.DateTimeField(verbose_name='書いた日時')),
                ('request', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='words', to='resources.matchrequest')),
                ('written_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['request', 'written_at'], name='words_of_match_request')],
            },
        ),
    ]
