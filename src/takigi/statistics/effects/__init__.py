"""効果の推定: adjusted comparisons behind a protocol. Every result asks for the protocol that was stored before it."""
