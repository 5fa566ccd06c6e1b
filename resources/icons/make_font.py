"""Cut the icon font down to the glyphs that desktop/icons.py names.

Run it after adding a meaning: `python resources/icons/make_font.py PATH-TO/phosphor.ttf`.
The full font comes with QtAwesome (qtawesome/fonts/phosphor-1.3.0.ttf).
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(source: str) -> None:
    """Write phosphor.ttf beside this script."""
    sys.path.insert(0, str(HERE.parent.parent))
    from fontTools import subset

    from desktop.icons import MEANINGS

    codes = ",".join(f"U+{code:04X}" for _glyph, code in MEANINGS.values())
    target = HERE / "phosphor.ttf"
    subset.main([source, f"--unicodes={codes}", f"--output-file={target}", "--layout-features="])


if __name__ == "__main__":
    main(sys.argv[1])
