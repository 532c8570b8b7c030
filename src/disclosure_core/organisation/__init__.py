"""Regions, agencies, service points, roles (组织机构)."""
