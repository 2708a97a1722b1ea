from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_care_case'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='attendance',
            name='attendance_of_member_or_admitted',
        ),
        migrations.RenameField(
            model_name='attendance',
            old_name='attended',
            new_name='is_present',
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(
                condition=Q(('is_present', False), ('is_member', True), ('is_statutory', False), ('capacity__in', ['secretariat', 'observer']), Q(('admit_reason', ''), _negated=True), _connector='OR'),
                name='attendance_of_member_or_admitted',
            ),
        ),
    ]
