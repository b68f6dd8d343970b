"""Stands in for packages that the oracles import and the comparison never calls."""

import importlib.abc
import importlib.machinery
import sys
import types

ABSENT = {
    "cvxpy", "ibis", "matplotlib", "narwhals", "nbformat", "packaging", "pandas", "polars", "py_markdown_table",
    "pyarrow", "seaborn", "sklearn", "torch", "tqdm",
}


class Nothing(types.ModuleType):
    """A module in which every name is a class that does nothing."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the absent packages before Python looks for them."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ABSENT:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return Nothing(spec.name)

    def exec_module(self, module):
        pass


def stand_in():
    """Has every later import of an absent package succeed."""
    sys.meta_path.insert(0, Finder())


def package(name, folder):
    """Knows a package by its folder alone, so that its modules can be imported without all that it would import itself."""
    module = types.ModuleType(name)
    module.__path__ = [str(folder)]
    sys.modules[name] = module
