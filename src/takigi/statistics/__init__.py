"""統計: charts for small numbers, shares, time to an event, effects, disclosure. numpy and scipy; no Django, no clock."""
