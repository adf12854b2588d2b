"""Read by Python as it starts, in the copy that was installed under wine.

wine 8 has no CopyFile2, by which `shutil.copy2` would copy.
"""

import _winapi

if hasattr(_winapi, "CopyFile2"):
    del _winapi.CopyFile2
