"""Cases through stages, roles and clocks, from definitions that are data (工作流)."""
