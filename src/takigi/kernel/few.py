"""少人数: from how many people on a share may stand as a percentage. Below, people are told: 5人中3人."""

FEWEST_FOR_A_SHARE = 10
