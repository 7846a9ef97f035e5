"""The process that decodes one picture of a stranger's: the file's bytes in, a PNG out.

It has a second or two of CPU time and little memory, and reads nothing but its input.  Where
there is no PNG, its output is one of the words of `Flaw`.
"""

import io
import sys
import warnings
from typing import Literal, get_args

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 4_000_000
LONGEST_SIDE = 1024  # of what comes out
MEMORY = 512 * 1024 * 1024  # addresses, most of them the interpreter's and the libraries'
CPU_S = 5

Flaw = Literal["kind", "pixels", "moving", "broken"]
FLAWS: tuple[Flaw, ...] = get_args(Flaw)


class UnfitError(Exception):
    """Its argument is a `Flaw`."""


def decoded(data: bytes) -> bytes:
    """The picture upright, no larger than needed, as a PNG.  Raises `UnfitError`."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # looked at here, with a sentence of its own
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UnfitError("pixels")
            if getattr(image, "is_animated", False):
                raise UnfitError("moving")
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except UnidentifiedImageError:
        raise UnfitError("kind") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    upright.save(out, "PNG")
    return out.getvalue()


def main() -> int:
    """Exit status 1: the output is a word."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    try:
        sys.stdout.buffer.write(decoded(sys.stdin.buffer.read()))
    except UnfitError as flaw:
        sys.stdout.write(str(flaw))
        return 1
    except Exception:  # a decoder may fail in any way
        sys.stdout.write("broken")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
