"""Opens the program's window on a display of its own, signs in by keyboard, takes a picture.

Owns the words that do it; whoever uses them starts them where the program is.
"""

from __future__ import annotations

SIZE = (1280, 800)
SIGNED_IN = "signed in\n"
# Words: how the desk is started, how commands are, a profile, the picture to take.
_SIGN_IN = r"""
$1 --demo --profile "$3" --look light &
desk=$!
window=$(xdotool search --sync --onlyvisible --name "Returns Desk" | head -1)
xdotool windowfocus --sync "$window"
line() { xdotool type --delay 20 "$1"; xdotool key Return; }
for _ in 1 2 3 4 5; do
    xdotool key Escape
    line mara
    line 428713
    $2 journal export --profile "$3" | grep -q operator_signed_in && echo "signed in" && break
done
import -window root "$4"
kill "$desk"
"""


def sign_in_words(desk: str, command: str, profile: str, picture: str) -> list[str]:
    """What to run; it prints SIGNED_IN once the journal tells of it, and writes the picture."""
    wide, high = SIZE
    server = ["xvfb-run", "--auto-servernum", f"--server-args=-screen 0 {wide}x{high}x24"]
    return [*server, "bash", "-c", _SIGN_IN, "bash", desk, command, profile, picture]
