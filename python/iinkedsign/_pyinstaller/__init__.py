"""Tells PyInstaller where the hook is."""

from pathlib import Path


def hook_dirs() -> list[str]:
    """The folders with hooks, by the entry point ``pyinstaller40``."""
    return [str(Path(__file__).parent)]
