"""What a playbook can be: one folder a shape."""
