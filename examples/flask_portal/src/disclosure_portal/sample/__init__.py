"""A sample office (示例办公室): real catalogue tables, invented documents marked as such."""
