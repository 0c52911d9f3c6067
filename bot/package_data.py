"""The files that come with the code: playbooks and templates."""

from importlib import resources
from pathlib import Path


def find_folder(name: str) -> Path:
    """Return the folder of that name: in the package where it is installed, beside it in a checkout."""
    package = Path(str(resources.files("bot")))
    installed = package / name
    return installed if installed.is_dir() else package.parent / name
