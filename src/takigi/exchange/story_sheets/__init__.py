"""課題解決ストーリーの表: a theory as a workbook in the columns of the programme's template, and back without loss. Pure."""
