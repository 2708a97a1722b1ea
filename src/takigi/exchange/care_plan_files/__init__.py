"""ケアプランデータ連携のファイル: plans and basic sheets as care offices exchange them. Positions follow a published layout."""
