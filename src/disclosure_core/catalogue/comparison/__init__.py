"""Two catalogues held against each other (目录比对): missing, extra, changed, and village twins."""
