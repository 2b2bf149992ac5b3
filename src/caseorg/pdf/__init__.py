"""Papers, drawn by ReportLab from plain values: complaint and evidence pack."""
