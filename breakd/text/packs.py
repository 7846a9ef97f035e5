"""What is wrong with a pack of stretches, in one sentence each."""

from breakd.text import _, plural


def taken(place: str) -> str:
    return _("{place}: this id is taken; please give your stretch another one.").format(place=place)


def long_number(file: str) -> str:
    return _("{file}: a number in it has thousands of digits.").format(file=file)


def more_problems(folder: str, count: int) -> str:
    return plural(
        _("{folder}: one more problem is not listed."),
        _("{folder}: {n} more problems are not listed."),
        count,
    ).format(folder=folder)


def too_many_stretches(file: str, most: int) -> str:
    return plural(
        _("{file}: only the first stretch is used."),
        _("{file}: only the first {n} stretches are used."),
        most,
    ).format(file=file)


def too_many_files(folder: str, most: int) -> str:
    return plural(
        _("{folder}: only the first file is read."),
        _("{folder}: only the first {n} files are read."),
        most,
    ).format(folder=folder)


def no_folder(folder: str, reason: str) -> str:
    return _("{folder}: this folder of stretches cannot be read ({reason}).").format(
        folder=folder, reason=reason
    )


def odd_file_name(folder: str, name: str) -> str:
    return _(
        "{folder}: the file {name} is left out; a plain name of letters, digits, dots and dashes "
        "is expected."
    ).format(folder=folder, name=name)


def unreadable(file: str, reason: str) -> str:
    return _("{file}: this file cannot be read ({reason}).").format(file=file, reason=reason)


def not_regular(file: str) -> str:
    return _("{file}: this is not a regular file (links are not followed).").format(file=file)


def too_big(file: str, kib: int) -> str:
    return _("{file}: this file is larger than {kib} KiB.").format(file=file, kib=kib)


def not_text(file: str, line: int) -> str:
    return _("{file}: this file is not UTF-8 text (at line {line}).").format(file=file, line=line)


def not_toml(file: str, reason: str) -> str:
    return _("{file}: this is not valid TOML: {reason}.").format(file=file, reason=reason)


def too_deep(file: str) -> str:
    return _("{file}: the values are nested too deeply.").format(file=file)


def no_stretches(file: str) -> str:
    return _("{file}: a list of [[stretch]] tables, and nothing else, is expected.").format(
        file=file
    )


def entry(file: str, name: str) -> str:
    """Where a stretch stands: its file and its id."""
    return _("{file}, stretch {name}").format(file=file, name=name)


def nth_entry(file: str, number: int) -> str:
    """The same for a stretch whose id is unusable."""
    return _("{file}, stretch number {number}").format(file=file, number=number)


# --- drawings and pictures -----------------------------------------------------------------------


def no_picture(file: str, kinds: str) -> str:
    return _("{file}: this is no picture; one of {kinds} is expected.").format(
        file=file, kinds=kinds
    )


def too_many_pixels(file: str, millions: int) -> str:
    return _("{file}: this picture has more than {n} million pixels.").format(file=file, n=millions)


def moving_picture(file: str) -> str:
    return _("{file}: this picture moves; a still one is expected.").format(file=file)


def broken_picture(file: str) -> str:
    return _("{file}: this picture is damaged, or takes too much memory to show.").format(file=file)


def no_such_stretch(file: str, name: str) -> str:
    """A drawing or a picture of nothing."""
    return _("{file}: this pack has no stretch {name} that it could show.").format(
        file=file, name=name
    )


def second_picture(file: str) -> str:
    return _("{file}: this stretch has a picture already.").format(file=file)


# --- the check -----------------------------------------------------------------------------------


def stretch(name: str) -> str:
    """Which one, where the file and the line are known."""
    return _("stretch {name}").format(name=name)


def nth_stretch(number: int) -> str:
    """The same for one whose id is unusable."""
    return _("stretch number {number}").format(number=number)


def at_line(file: str, line: int) -> str:
    """A place as editors and terminals know it."""
    return f"{file}:{line}"


def no_pack(folder: str) -> str:
    return _(
        "{folder}: there is no file with stretches in this folder (such as mine.toml)."
    ).format(folder=folder)


def not_folder(place: str) -> str:
    return _("{place}: this is not a folder (links are not followed).").format(place=place)


def wrong_kind(file: str, suffixes: str) -> str:
    return _("{file}: this is not read here; only {suffixes} are.").format(
        file=file, suffixes=suffixes
    )


def unused(file: str) -> str:
    """A file that lies where nothing reads it."""
    return _(
        "{file}: this is not read; drawings belong into poses/ and pictures into pictures/."
    ).format(file=file)


def all_good(counts: str) -> str:
    return _("{counts}: all good.").format(counts=counts)


def in_vain(counts: str, problems: int) -> str:
    """`counts` are of what can be used all the same."""
    said = plural(_("{n} problem; usable: "), _("{n} problems; usable: "), problems)
    return f"{said}{counts}."


def at_least(problems: int) -> str:
    """So many that the rest is not told."""
    return _("There is more: only the first {n} problems are listed.").format(n=problems)


def counts(stretches: int, drawings: int, pictures: int) -> str:
    parts = [plural(_("{n} stretch"), _("{n} stretches"), stretches)]
    if drawings:
        parts.append(plural(_("{n} drawing"), _("{n} drawings"), drawings))
    if pictures:
        parts.append(plural(_("{n} picture"), _("{n} pictures"), pictures))
    return ", ".join(parts)


IN_USE = _("breakd uses it as it is now.")


def how_to_use(folder: str) -> str:
    return _("To use it: breakd config set stretches.packs +{folder}").format(folder=folder)


def not_offered(names: str) -> str:
    """They are sound, but the configuration leaves them out."""
    return _("With your settings these are not offered: {names}.").format(names=names)
