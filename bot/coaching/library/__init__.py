"""Folders of playbooks: loaded, checked, described for their authors."""
