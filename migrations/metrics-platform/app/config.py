"""The settings of the application: the process's variables, before them those of .env."""
import os
import pathlib

ENV_FILE = pathlib.Path(__file__).parent.parent / ".env"


def read_env_file(path):
    """The NAME=value lines of a file that may be missing."""
    values = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            name, sign, value = line.partition("=")
            if sign and not name.startswith("#"):
                values[name.strip()] = value.strip()
    return values


def get_database_url():
    return {**read_env_file(ENV_FILE), **os.environ}["DATABASE_URL"]
