"""Chinese names of public holidays that the package `holidays` names only in English."""

from __future__ import annotations

_NAMES = {
    "New Year's Day": "元旦",
    "New Year's Eve": "新年前夜",
    "Christmas Day": "圣诞节",
    "Second Day of Christmas": "圣诞节次日",
    "Christmas Eve": "平安夜",
    "Boxing Day": "节礼日",
    "Good Friday": "耶稣受难日",
    "Easter Monday": "复活节星期一",
    "Labor Day": "劳动节",
    "Ascension Day": "耶稣升天节",
    "Whit Monday": "圣灵降临节星期一",
    # US
    "Martin Luther King Jr. Day": "马丁·路德·金纪念日",
    "Washington's Birthday": "总统日",
    "Memorial Day": "阵亡将士纪念日",
    "Juneteenth National Independence Day": "六月节",
    "Independence Day": "独立日",
    "Columbus Day": "哥伦布日",
    "Veterans Day": "退伍军人节",
    "Thanksgiving Day": "感恩节",
    "Inauguration Day": "总统就职日",
    # GB
    "May Day": "五月初银行假日",
    "Spring Bank Holiday": "春季银行假日",
    "Late Summer Bank Holiday": "夏季银行假日",
    # DE
    "German Unity Day": "德国统一日",
    # JP
    "Coming of Age Day": "成人之日",
    "Foundation Day": "建国纪念日",
    "Emperor's Birthday": "天皇诞辰",
    "Vernal Equinox Day": "春分日",
    "Showa Day": "昭和之日",
    "Constitution Day": "宪法纪念日",
    "Greenery Day": "绿之日",
    "Children's Day": "儿童节",
    "Substitute Holiday": "补休",
    "Marine Day": "海之日",
    "Mountain Day": "山之日",
    "Respect for the Aged Day": "敬老日",
    "National Holiday": "国民休日",
    "Autumnal Equinox Day": "秋分日",
    "Sports Day": "体育之日",
    "Culture Day": "文化之日",
    "Labor Thanksgiving Day": "勤劳感谢日",
    # SG
    "Chinese New Year": "农历新年",
    "Eid al-Fitr": "开斋节",
    "Eid al-Adha": "哈芝节",
    "Vesak Day": "卫塞节",
    "National Day": "国庆日",
    "Diwali": "屠妖节",
}


def chinese_holiday_name(name: str) -> str:
    """The Chinese name of a holiday; a name we do not know, or that is Chinese already, stays."""
    return _NAMES.get(name, name)
