"""測り方の言葉: how a test was made, as one line of words."""

from takigi.instruments.measurements import Protocol


def protocol_words(protocol: Protocol) -> str:
    """右、ふだんの速さ、5m、助走路あり、つえ: only what is written down."""
    told = [one.label for one in (protocol.side, protocol.pace) if one]
    told += [f"{protocol.distance_m.normalize():f}m"] if protocol.distance_m else []
    if protocol.run_up is not None:
        told.append("助走路あり" if protocol.run_up else "助走路なし")
    told += [f"補助 {protocol.aid.label}"] if protocol.aid else []
    told += [f"{protocol.cap_s.normalize():f}秒で打ち切り"] if protocol.cap_s else []
    told += [f"椅子{protocol.chair_cm.normalize():f}cm"] if protocol.chair_cm else []
    return "、".join(told)
