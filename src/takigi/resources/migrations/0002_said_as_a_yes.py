from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('resources', '0001_initial'),
    ]

    operations = [
        migrations.RenameField('matchrequest', 'must_be_taken', 'is_to_be_taken'),
        migrations.RenameField('matchrequest', 'no_steps', 'is_without_steps'),
    ]
