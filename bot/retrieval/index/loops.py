"""SciPy's compiled loops that add up postings, loaded without the rest of `scipy.sparse`."""

import sys
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any

import numpy as np

_MODULE = "scipy.sparse._sparsetools"


@cache
def compiled_loops() -> Any | None:  # noqa: ANN401 - a compiled module without types
    """The module with `csc_matvec` and `csr_row_index`; None if this SciPy lacks them or they work differently.

    Both are private to SciPy. The public sparse product takes about ten times as long for a question, mostly to check
    its arguments. A saved index needs nothing else from SciPy, so only this extension module is loaded. That takes
    4 ms; `import scipy.sparse` takes 60 to 120 ms.
    """
    try:
        loops = sys.modules.get(_MODULE) or _load()
        row, weight, sums = np.zeros(1, np.int32), np.ones(1, np.float32), np.zeros(1, np.float32)
        loops.csr_row_index(1, row, np.array([0, 1], np.int32), row, weight, np.empty(1, np.int32), weight)
        loops.csc_matvec(1, 1, np.array([0, 1], np.int32), row, weight, weight, sums)
    except Exception:  # noqa: BLE001 - whatever an unknown function raises
        return None
    return loops if sums[0] == 1 else None


def _load() -> Any:  # noqa: ANN401 - see above
    import scipy

    spec = PathFinder.find_spec(_MODULE, [str(Path(folder) / "sparse") for folder in scipy.__path__])
    if spec is None or spec.loader is None:
        raise ImportError(_MODULE)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
