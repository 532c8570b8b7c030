"""The pages of the portal, one blueprint an area."""
