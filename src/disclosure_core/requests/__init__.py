"""Requests for information: what happened to them, and the clock that runs against them."""
