"""The pure core: a question in, an answer out; no file, network, clock or chance."""
