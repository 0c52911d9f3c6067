"""The folders of playbooks: loaded, checked, described for their authors."""
