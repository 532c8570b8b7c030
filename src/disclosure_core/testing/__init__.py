"""Conformance kits that plugin authors run (一致性测试)."""
