"""The words a clerk may use for keys and values, as data: headers of columns, names of levels.

A key itself is always understood too.
"""

from collections.abc import Mapping

from attrs import fields

from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    Domain,
    ItemType,
    Level,
    Omission,
    Phase,
    Refinement,
    Succession,
    Twin,
    Waiver,
)
from disclosure_core.legal import LegalDocument
from disclosure_core.organisation.values import (
    PARK_LEVEL,
    Agency,
    Bound,
    OrganisationChange,
    OwnMeasure,
    PilotClaim,
    PostRole,
    Region,
    RegionKind,
    ReportedFigure,
    Responsible,
    ServicePoint,
    ServicePointKind,
)

IGNORED = frozenset({"序号", "备注"})
"""Headers of columns that are for the clerk alone."""

_COMMON = {
    "id": ("编号", "标识"),
    "source": ("来源", "出处"),
    "since": ("起始日期", "生效日期", "自"),
    "until": ("终止日期", "失效日期", "至"),
}

_DUTY = {
    "content": ("公开内容", "公开内容（要素）", "公开内容要素"),
    "time_limit": ("公开时限",),
    "agency": ("公开主体", "责任单位"),
    "channels": ("公开渠道和载体", "公开渠道"),
    "audience_detail": ("特定群体", "特定对象"),
    "level1": ("一级事项",),
    "level2": ("二级事项",),
    "level3": ("三级事项",),
    "bases": ("公开依据", "依据"),
    "audience": ("公开对象",),
    "modes": ("公开方式",),
    "levels": ("公开层级",),
    "service": ("政务服务事项",),
    "phases": ("五公开", "公开环节"),
    "item_type": ("事项类型",),
}

_WORDS: Mapping[type, Mapping[str, tuple[str, ...]]] = {
    Domain: {
        "name": ("领域名称", "领域", "名称"),
        "names": ("其他名称", "别名"),
        "number": ("领域序号",),
        "basis": ("依据",),
    },
    DisclosureItem: {
        **_DUTY,
        "domain": ("领域", "所属领域"),
        "reason": ("增加理由", "理由"),
    },
    ItemType: {
        "name": ("类型名称", "事项类型", "名称"),
        "content": ("公开内容", "公开内容要素"),
        "basis": ("公开依据", "依据"),
    },
    Refinement: {
        **_DUTY,
        "item": ("事项编号", "公开事项", "事项"),
        "reason": ("理由", "原因", "调整理由"),
    },
    Omission: {
        "item": ("事项编号", "公开事项", "事项"),
        "reason": ("理由", "原因", "不适用理由"),
    },
    Succession: {
        "before": ("原事项", "原事项编号"),
        "after": ("新事项", "新事项编号"),
        "on": ("变更日期", "调整日期"),
        "reason": ("理由", "原因", "变更理由"),
        "basis": ("变更依据", "依据"),
    },
    Waiver: {
        "rule": ("检查项", "问题代码"),
        "item": ("事项编号", "公开事项", "事项"),
        "reason": ("理由", "原因", "豁免理由"),
    },
    Twin: {
        "government": ("政务公开事项",),
        "village": ("村务公开事项",),
        "reason": ("说明", "对应说明"),
    },
    LegalDocument: {
        "title": ("文件名称", "标题", "名称"),
        "other_titles": ("其他名称", "简称"),
        "number": ("文号", "发文字号"),
        "other_numbers": ("其他文号",),
        "issuer": ("发文机关", "制定机关"),
        "replaced_by": ("替代文件", "被替代为"),
        "last_article": ("条数",),
        "url": ("网址", "链接"),
        "unverified": ("未核实",),
    },
    Region: {
        "name": ("名称", "区域名称"),
        "level": ("层级",),
        "kind": ("类别", "区域类别"),
        "names": ("其他名称", "别名", "曾用名"),
        "within": ("上级区域", "上级"),
        "code": ("区划代码",),
    },
    Agency: {
        "name": ("公开主体", "单位名称", "名称"),
        "region": ("区域", "所在区域"),
        "names": ("其他名称", "简称", "曾用名"),
        "domains": ("领域", "负责领域"),
        "within": ("上级单位",),
    },
    ServicePoint: {
        "name": ("名称", "场所名称"),
        "kind": ("类别", "场所类别"),
        "region": ("所在区域", "区域"),
        "agency": ("管理单位", "单位"),
        "address": ("地址",),
        "hours": ("开放时间", "办公时间"),
    },
    Responsible: {
        "agency": ("单位", "单位编号"),
        "role": ("职责",),
        "name": ("姓名",),
        "office_phone": ("办公电话",),
    },
    OrganisationChange: {
        "before": ("原单位", "原区域"),
        "after": ("新单位", "新区域"),
        "on": ("变更日期", "调整日期"),
        "reason": ("理由", "原因", "变更理由"),
        "basis": ("变更依据", "依据"),
    },
    PilotClaim: {
        "domain": ("领域", "试点领域"),
        "region": ("区域", "所在区域"),
        "agency": ("牵头单位", "单位"),
        "claimed_on": ("认领日期",),
        "printed": ("认领时间（原文）", "原文"),
        "claimed_by": ("认领单位", "认领人"),
        "reason": ("理由", "说明"),
        "basis": ("认领依据", "依据"),
    },
    ReportedFigure: {
        "name": ("指标名称", "名称"),
        "value": ("数值",),
        "unit": ("计量单位",),
        "bound": ("口径",),
        "as_of": ("统计时点", "统计时间"),
        "reporter": ("报告单位",),
        "printed": ("原文",),
        "parts": ("分项", "分项编号"),
        "measure": ("对照指标",),
        "region": ("区域",),
    },
}

_LEVELS = {
    "国家级": "national",
    "省级": "province",
    "市级": "city",
    "州级": "city",
    "县级": "county",
    "区级": "county",
    "乡级": "town",
    "镇级": "town",
    "乡镇级": "town",
    "街道": "town",
    "村级": "village",
    "社区": "village",
}

MEMBERS: Mapping[type, Mapping[str, str]] = {
    Level: _LEVELS,
    Region: {**_LEVELS, "园区": PARK_LEVEL},  # its level: parks have none of government's
    RegionKind: {
        "省": "province",
        "市": "city",
        "县": "county",
        "区": "county",
        "镇": "town",
        "乡": "township",
        "街道": "street",
        "村": "village",
        "社区": "community",
        "园区": "park",
        "综合保税区": "bonded_zone",
        "综保区": "bonded_zone",
    },
    ServicePointKind: {
        "政务服务大厅": "service_hall",
        "政务服务中心": "service_hall",
        "便民服务中心": "convenience_center",
        "便民服务站": "convenience_station",
        "园区服务点": "park_station",
        "查阅点": "reading_point",
        "图书馆": "library",
        "档案馆": "archives",
    },
    PostRole: {
        "主要负责人": "head",
        "负责人": "head",
        "分管负责人": "deputy",
        "经办人": "officer",
        "政务公开专干": "officer",
    },
    Bound: {"准确": "exact", "以上": "at_least", "余": "more_than"},
    OwnMeasure: {
        "公开事项数": "items",
        "政务服务事项数": "service_items",
        "非政务服务事项数": "other_items",
        "发布数": "releases",
        "领域数": "domains",
        "镇街数": "towns",
        "村社区数": "villages",
        "试点领域数": "pilots",
    },
    Audience: {"全社会": "society", "特定群体": "specific_group", "特定群众": "specific_group"},
    DisclosureMode: {
        "主动": "proactive",
        "主动公开": "proactive",
        "依申请": "on_request",
        "依申请公开": "on_request",
    },
    Phase: {
        "决策": "decision",
        "决策公开": "decision",
        "执行": "execution",
        "执行公开": "execution",
        "管理": "management",
        "管理公开": "management",
        "服务": "service",
        "服务公开": "service",
        "结果": "result",
        "结果公开": "result",
    },
    ChannelKind: {
        "政府网站": "website",
        "政府公报": "gazette",
        "两微一端": "new_media",
        "政务新媒体": "new_media",
        "发布会": "press_hearing",
        "听证会": "press_hearing",
        "发布会/听证会": "press_hearing",
        "广播电视": "broadcast",
        "纸质媒体": "print",
        "公开查阅点": "reading_point",
        "政务服务中心": "service_center",
        "便民服务站": "convenience_station",
        "入户/现场": "household_onsite",
        "公示栏": "bulletin_board",
        "精准推送": "targeted_push",
        "会议": "meeting",
        "热线": "hotline",
    },
}
"""Chinese words of enumerations and their values."""

MEMBER_FIELDS: Mapping[tuple[type, str], type] = {
    (Region, "level"): Region,
    (Region, "kind"): RegionKind,
    (ServicePoint, "kind"): ServicePointKind,
    (Responsible, "role"): PostRole,
    (ReportedFigure, "bound"): Bound,
    (ReportedFigure, "measure"): OwnMeasure,
}
"""Fields whose words depend on the class they are a field of."""

YES = frozenset({"是", "√", "true", "yes"})
NO = frozenset({"否", "×", "—", "false", "no"})


def headers(cls: type) -> dict[str, str]:
    """Header word to key, for a class: Chinese words first, so that they are the ones suggested."""
    words = {**_WORDS.get(cls, {}), **_COMMON}
    keys = [each.name for each in fields(cls)]
    if "in_force" in keys:
        keys += ["since", "until"]
    known = {word: key for key in keys for word in words.get(key, ())}
    return known | {key: key for key in keys if key != "in_force"}
