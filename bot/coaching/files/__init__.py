"""The playbook files of a folder: loaded, checked, and described for their authors."""
