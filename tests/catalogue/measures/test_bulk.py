"""The collector is put off inside the block and as before afterwards, whatever happens inside."""

import gc

import pytest

from disclosure_core.catalogue.measures.bulk import collector_paused


def test_no_cycles_are_looked_for_inside_and_again_afterwards() -> None:
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_put_on_again_after_an_error() -> None:
    with pytest.raises(ValueError), collector_paused():
        raise ValueError
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
