"""Where an item is to be published, as the catalogue prints it."""

from enum import StrEnum

from attrs import frozen


class ChannelKind(StrEnum):
    """What a printed channel is (公开渠道和载体), whatever its local name."""

    WEBSITE = "website"
    """政府网站"""
    GAZETTE = "gazette"
    """政府公报"""
    NEW_MEDIA = "new_media"
    """两微一端、政务新媒体"""
    PRESS_HEARING = "press_hearing"
    """发布会、听证会"""
    BROADCAST = "broadcast"
    """广播电视"""
    PRINT = "print"
    """纸质媒体"""
    READING_POINT = "reading_point"
    """公开查阅点"""
    SERVICE_CENTER = "service_center"
    """政务服务中心"""
    CONVENIENCE_STATION = "convenience_station"
    """便民服务站"""
    HOUSEHOLD_ONSITE = "household_onsite"
    """入户、现场"""
    BULLETIN_BOARD = "bulletin_board"
    """社区、企事业单位、村公示栏（电子屏）"""
    TARGETED_PUSH = "targeted_push"
    """精准推送"""
    PLATFORM = "platform"
    """a named platform of the domain: 投资项目在线审批监管平台、信用中国"""
    MEETING = "meeting"
    """会议"""
    HOTLINE = "hotline"
    """热线"""
    OTHER = "other"
    """其他"""


@frozen(kw_only=True)
class ItemChannel:
    """A channel an item is to be published on: its kind, its printed name, must or may."""

    kind: ChannelKind
    printed: str
    required: bool = True
