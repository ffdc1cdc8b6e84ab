"""Where a network address leads to."""

from ipaddress import ip_address


def is_this_machine(host: str) -> bool:
    """Tell whether what is sent to a host never leaves this machine.

    A private address (192.168.1.5, or a name in a network of containers) is another machine, with others on the way.
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # a name
        return False
