"""What may stand in a playbook file: its tables, texts and conditions."""
