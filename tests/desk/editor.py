"""`python editor.py FILE`: a window to type in, whose text is always in the file."""

import sys
import tkinter as tk
from pathlib import Path


def main() -> None:
    """Until it is closed."""
    root = tk.Tk(className="editor")
    root.geometry("400x300+20+20")
    text = tk.Text(root)
    text.pack(fill="both", expand=True)
    text.focus_force()
    file = Path(sys.argv[1])
    file.write_text("")
    text.bind("<KeyRelease>", lambda _event: file.write_text(text.get("1.0", "end-1c")))
    root.mainloop()


if __name__ == "__main__":
    main()
