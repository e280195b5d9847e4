"""One Excel workbook, a sheet a subject: read whole, or refused with everything wrong with it."""
