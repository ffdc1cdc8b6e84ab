"""The pure core: a question in, an answer out; no file, network, clock or chance.

The packages are the steps on the way, and each imports only those before it: `values` and `records`, which all of them
hold, then `words`, `reading`, `conversation`, `ranking` and `answering`; `assistant` goes the whole way.
"""
