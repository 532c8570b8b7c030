"""Regions, agencies, service points, post holders, history, reported figures (组织机构)."""
