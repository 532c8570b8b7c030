"""The version of this library, where every room may read it."""

VERSION = "0.1.0"
