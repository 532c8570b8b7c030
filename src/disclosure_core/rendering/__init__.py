"""A report is a value; renderers make it a page (渲染)."""
