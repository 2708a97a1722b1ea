"""帳票を出す: a sheet as PDF or Excel, for a reason that is recorded, with who and when at its foot."""
