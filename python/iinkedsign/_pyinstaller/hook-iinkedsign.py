"""The parts of the package that a frozen program needs, beyond its imports."""  # noqa: N999 -- as PyInstaller wants it

from PyInstaller.utils.hooks import collect_data_files, collect_submodules  # type: ignore[import-untyped]

# The styles and the script of the page and of the notebook's view.
datas = collect_data_files("iinkedsign", includes=["**/*.css", "**/*.js"])
# Loaded by name when they are first asked for, some by the compiled part.  The plugin of pytest would bring pytest.
hiddenimports = collect_submodules(
    "iinkedsign", filter=lambda name: not name.startswith(("iinkedsign._py", "iinkedsign.__main__"))
)
# Imported where they are there, which here they are only if the program itself imports them.
excludedimports = ["IPython", "pandas", "polars", "pyarrow", "pytest"]
