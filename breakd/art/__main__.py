"""Write every built-in picture."""

from breakd.art.gallery import files
from breakd.desktop.pictures import FOLDER

FOLDER.mkdir(exist_ok=True)
for name, data in files().items():
    (FOLDER / name).write_bytes(data)
