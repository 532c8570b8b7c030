"""What a catalogue is measured by: coverage, timeliness, freshness, completeness (测评)."""
