"""Whose a file or a folder is: whether somebody else can have put there what it says."""

import os
import stat

ROOT = 0  # may change this program as well, so whoever runs it trusts root anyhow


def is_ours(place: str | int) -> bool:
    """Tell whether a file or folder is the user's own or root's, and nobody else may write to it.

    Args:
        place: Its path, where links are followed, or the descriptor of an open file.

    Returns:
        True on Windows, which has no such owners and keeps a user's folders from others by lists of rights.

    Raises:
        OSError: If it is not there, or may not be looked at.
    """
    if not hasattr(os, "geteuid"):
        return True
    about = os.stat(place)
    is_open_to_group = about.st_mode & stat.S_IWGRP and not _is_own_group(about.st_uid, about.st_gid)
    return about.st_uid in (ROOT, os.geteuid()) and not about.st_mode & stat.S_IWOTH and not is_open_to_group


def _is_own_group(user: int, group: int) -> bool:
    """Tell whether a group is the one that a user has alone, and for whose sake Ubuntu and Fedora open all to it.

    By the rule that pam_umask has for this: not of root, and of the same name as the user.
    """
    import grp
    import pwd

    try:
        name, found = pwd.getpwuid(user).pw_name, grp.getgrgid(group)
    except KeyError:
        return False
    return user != ROOT and found.gr_name == name and not {*found.gr_mem} - {name}
