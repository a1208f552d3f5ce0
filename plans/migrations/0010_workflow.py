
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0009_reasons'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField(help_text='Bytes')),
                ('kind', models.CharField(help_text='pdf, png or jpg, by content', max_length=4)),
                ('file', models.FileField(max_length=300, upload_to='attachments')),
                ('given_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('number', models.PositiveIntegerField(help_text='From 1, without a gap')),
                ('verb', models.CharField(choices=[('seal', 'Seal the plan'), ('reopen', 'Reopen the plan'), ('sign', 'Sign'), ('ratify', 'Ratify a signature given under delegation'), ('record', 'Record a signature on paper'), ('submit', 'Submit the plan'), ('withdraw', 'Withdraw the submission'), ('begin', 'Begin the review'), ('judge', 'Judge a requirement'), ('rate', 'Agree a moderated rating'), ('ask', 'Ask the area a question'), ('answer', 'Answer a question'), ('close', 'Close a question'), ('return', 'Return the plan'), ('recommend', 'Recommend an outcome'), ('refer_back', 'Send the recommendation back'), ('decide', 'Decide'), ('evidence', 'Give evidence for a condition'), ('discharge', 'Discharge a condition'), ('escalate', 'Add a step of escalation')], max_length=12)),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('sealed', 'Sealed'), ('submitted', 'Submitted'), ('review', 'Under review'), ('returned', 'Returned'), ('recommended', 'Recommended'), ('approved', 'Approved'), ('not_approved', 'Not approved')], max_length=12)),
                ('at', models.DateTimeField()),
                ('data', models.JSONField(default=dict)),
                ('previous', models.CharField(blank=True, help_text='Digest of the event before this one', max_length=64)),
            ],
            options={
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('number', models.PositiveIntegerField(help_text='The version: 1 for the first')),
                ('document', models.TextField(help_text="The plan's canonical JSON")),
                ('document_digest', models.CharField(max_length=64)),
                ('findings', models.TextField()),
                ('reasons', models.TextField()),
                ('round_digest', models.CharField(max_length=64)),
                ('rule_set', models.CharField(help_text='What findings depend on beside the plan', max_length=200)),
                ('previous', models.CharField(blank=True, help_text='Digest of the seal before this one', max_length=64)),
                ('sealed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='SealedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('kind', models.CharField(choices=[('workbook', 'Planning template (Excel)'), ('report', 'Plan (PDF)')], max_length=10)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('size', models.PositiveIntegerField(help_text='Bytes')),
                ('file', models.FileField(max_length=300, upload_to='sealed')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['seal', 'kind'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('place', models.CharField(help_text='Code of the signatory in the round', max_length=60)),
                ('body', models.CharField(blank=True, help_text="Code of the organisation; none for the board's own", max_length=12)),
                ('kind', models.CharField(choices=[('own', 'Signed'), ('delegated', 'Signed under delegation'), ('ratification', 'Ratified'), ('paper', 'Signed on paper')], max_length=12)),
                ('name', models.CharField(help_text='Who signed, as it is printed', max_length=200)),
                ('job_title', models.CharField(max_length=200)),
                ('authority', models.CharField(blank=True, help_text='Under which authority a delegate signs', max_length=500)),
                ('on_behalf_of', models.CharField(blank=True, max_length=200)),
                ('ratify_on', models.DateField(help_text='The meeting of the board that will ratify', null=True)),
                ('signed_on', models.DateField(help_text='The day of the signature; for a paper the day it bears')),
                ('statement', models.TextField(help_text='What was confirmed')),
                ('scan_sha256', models.CharField(blank=True, max_length=64)),
                ('seal_digest', models.CharField(help_text='Of the version that was signed', max_length=64)),
                ('files', models.JSONField(default=dict, help_text="SHA-256 of the version's files as they were there, by kind")),
                ('signed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['signed_at', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='appointment',
            name='role_has_its_scope',
        ),
        migrations.AddField(
            model_name='appointment',
            name='post',
            field=models.CharField(blank=True, help_text='For a signatory: the code of the one place of the round that they sign, such as chief_executive. Empty: any place of their organisation.', max_length=60),
        ),
        migrations.AlterField(
            model_name='appointment',
            name='role',
            field=models.CharField(choices=[('author', 'Author'), ('signatory', 'Signatory'), ('chair', 'Board chair'), ('nhs_assurer', 'Assurer (NHS)'), ('local_assurer', 'Assurer (local government)'), ('better_care_manager', 'Better Care Manager'), ('national', 'National team'), ('administrator', 'Administrator')], max_length=20),
        ),
        migrations.AlterField(
            model_name='job',
            name='kind',
            field=models.CharField(choices=[('check', 'Check the plan'), ('render', 'Make the workbook and the report'), ('annotate', 'Make the workbook with the checks'), ('seal', 'Make the files of a sealed version')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', False), ('region', ''), ('role__in', ('author', 'signatory', 'chair'))), models.Q(('organisation__isnull', True), ('role__in', ('nhs_assurer', 'local_assurer', 'better_care_manager')), models.Q(('region', ''), _negated=True)), models.Q(('organisation__isnull', True), ('region', ''), ('role__in', ('national', 'administrator'))), _connector='OR'), name='role_has_its_scope', violation_error_message='Authors, signatories and chairs need an organisation, assurers and Better Care Managers a region, the other roles neither.'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='given_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='attachment',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='event',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='event',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='seal',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='seal',
            name='sealed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='event',
            name='seal',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='plans.seal'),
        ),
        migrations.AddField(
            model_name='sealedfile',
            name='seal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='plans.seal'),
        ),
        migrations.AddField(
            model_name='signature',
            name='scan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.attachment'),
        ),
        migrations.AddField(
            model_name='signature',
            name='seal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='plans.seal'),
        ),
        migrations.AddField(
            model_name='signature',
            name='signed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='one_seal_a_version'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='one_event_a_number'),
        ),
        migrations.AddConstraint(
            model_name='sealedfile',
            constraint=models.UniqueConstraint(fields=('seal', 'kind'), name='one_sealed_file_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'ratification'), _negated=True), fields=('seal', 'place', 'body'), name='one_signature_a_place'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'ratification')), fields=('seal', 'place', 'body'), name='one_ratification_a_place'),
        ),
    ]
