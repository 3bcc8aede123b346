"""How the records of the CRM export are typed otherwise than in the shop."""

from __future__ import annotations

# One character written for another that sounds like it.
SOUNDS_ALIKE = {
    "丽": "莉", "婷": "亭", "静": "靖", "敏": "闵", "娟": "鹃", "芳": "方", "佳": "嘉", "雅": "娅", "琳": "林",
    "慧": "惠", "倩": "茜", "玥": "月", "祎": "依", "晓": "小", "雨": "语", "思": "诗", "欣": "心", "梓": "子",
    "伟": "玮", "杰": "洁", "强": "墙", "磊": "雷", "涛": "滔", "明": "铭", "军": "钧", "勇": "永", "浩": "皓",
    "文": "闻", "俊": "骏", "喆": "哲", "堃": "坤", "镕": "荣", "赟": "云", "昇": "升", "建": "健", "志": "智",
    "国": "果", "立": "力", "海": "嗨", "天": "添", "鹏": "朋", "宇": "雨", "春": "纯", "桂": "贵", "秀": "绣",
    "玉": "育", "雪": "学",
}  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19")

# How a phone number is written; the same eleven digits.
WRITTEN = {
    "plain": lambda p: p,
    "blanks": lambda p: f"{p[:3]} {p[3:7]} {p[7:]}",
    "dashes": lambda p: f"{p[:3]}-{p[3:7]}-{p[7:]}",
    "country_code": lambda p: f"+86 {p}",
    "full_width": lambda p: p.translate(FULL_WIDTH),
    "leading_zero": lambda p: f"0{p}",
}


def typed_name(name: str, kind: str, organisation: bool, city: str, male: bool) -> str:
    """Return `name` as a member of staff typed it: "blank", "title", "alike" or "short" (of organisations)."""
    if organisation:
        short = name.removeprefix(city)
        return short.removesuffix("有限公司") if kind != "same" else name
    if kind == "blank":
        return f"{name[0]} {name[1:]}"
    if kind == "title":
        return name + ("先生" if male else "女士")
    if kind == "alike":
        for place in range(len(name) - 1, 0, -1):
            if name[place] in SOUNDS_ALIKE:
                return name[:place] + SOUNDS_ALIKE[name[place]] + name[place + 1 :]
    return name
