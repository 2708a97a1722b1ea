"""多機関のケースを見る・変える根拠: relations, what each opens now, and who may do what."""
