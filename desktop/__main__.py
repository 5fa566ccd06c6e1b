"""Where the program begins: `regulars` opens the window, `regulars VERB` works without one."""

from __future__ import annotations


def main() -> None:
    """Run the verb of the command line; without one, open the window."""
    from desktop.terminal import regulars

    regulars(prog_name="regulars")


if __name__ == "__main__":
    main()
