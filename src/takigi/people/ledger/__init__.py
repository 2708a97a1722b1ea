"""台帳の読み合わせ: what a ledger's rows mean for one person of the register. Pure: no Django, no clock."""
