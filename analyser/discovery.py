"""Find the modules of a package that offer a given name."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def discover(package: str, offers: str) -> dict[str, ModuleType]:
    """Find the modules directly inside a package that define a name.

    Parameters
    ----------
    package : str
        Absolute dotted name of an importable package.
    offers : str
        The name that a module must define to be counted.

    Returns
    -------
    dict of str to module
        By the module's last name, in alphabetical order.
    """
    home = importlib.import_module(package)
    names = sorted(module.name for module in pkgutil.iter_modules(home.__path__))
    modules = {name: importlib.import_module(f"{package}.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, offers)}
