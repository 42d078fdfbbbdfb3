"""The database itself refuses to change or delete what was logged."""

from django.db import migrations

STATEMENTS = {
    "sqlite": [
        f"""
        CREATE TRIGGER audit_event_no_{deed} BEFORE {deed.upper()} ON audit_event
        BEGIN SELECT RAISE(ABORT, 'The audit log only grows.'); END
        """
        for deed in ("update", "delete")
    ],
    "postgresql": [
        """
        CREATE FUNCTION audit_event_only_grows() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'The audit log only grows.' USING ERRCODE = 'integrity_constraint_violation'; END $$
        """,
        """
        CREATE TRIGGER audit_event_only_grows BEFORE UPDATE OR DELETE ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_event_only_grows()
        """,
    ],
}


def guard(apps, schema_editor):
    """Let triggers guard the table."""
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(guard)]
