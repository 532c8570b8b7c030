"""Programs killed at random instants, full disks, locked files: what must still hold (故障试验).

``python -m tests.faults --kills 500 --store sqlite`` is the full run; ``pytest tests/faults`` a
short one.
"""
