"""The bundle for Windows, made on Linux from registry packages that are pinned by hash.

`lock` says what goes in; `downloads` brings it; `assembly`, `trimming` and `bytecode`
make the folder; `licences` and `components` say what is in it; `archive` and `setup`
make the two files that people get; `store` keeps what was made.
"""
