"""The exposure census (暴露普查): does anything that is not public come out of an application?

For our portal and for anybody's, through no framework but WSGI::

    def test_nothing_hidden_comes_out(office):
        census = exposure_census(office, create_app, sign_in=sign_in)
        assert census.leaks == ()
"""

from disclosure_core.testing.census.census import Census, Leak, SignIn, exposure_census
from disclosure_core.testing.census.client import Answer, Client
from disclosure_core.testing.census.doors import Rule

__all__ = ["Answer", "Census", "Client", "Leak", "Rule", "SignIn", "exposure_census"]
