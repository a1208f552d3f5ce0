
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0012_letter'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='mail',
            field=models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day, all in one mail'), ('never', 'Never: I read my notices here')], default='at_once', max_length=8, verbose_name='mail about plans'),
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('subject', models.CharField(max_length=250)),
                ('text', models.TextField(blank=True)),
                ('address', models.CharField(help_text='Path of the page it is about', max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('mail', models.CharField(choices=[('none', 'Not by mail'), ('due', 'To be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Given up')], default='due', max_length=8)),
                ('mail_after', models.DateTimeField(help_text='Not sent before: the next morning for who reads once a day')),
                ('in_digest', models.BooleanField(default=False)),
                ('lease', models.UUIDField(help_text="Which worker's attempt is sending it", null=True)),
                ('leased_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='plans.plan')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['mail', 'mail_after'], name='notice_due')],
            },
        ),
    ]
