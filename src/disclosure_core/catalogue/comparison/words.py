"""Words by which names of items may differ and still mean one thing, or one word and not (用语).

Data, no code. Taken from the tables of counties and towns that were read; a caller may give others.
"""

from collections.abc import Mapping

from attrs import field, frozen

Words = tuple[str, ...]


@frozen(kw_only=True)
class ComparisonWords:
    """How catalogues word the same thing differently (同义用语).

    Attributes:
        fillers: Words that say nothing wherever they stand (相关).
        endings: Words that say nothing at the end of a name (信息, 情况, 公开).
        same: A word to the one that stands for it, wherever it stands (举报投诉 to 投诉举报).
        same_endings: The same, at the end of a name only (规定 to 办法).
        general: Names that stand under many headings (办事指南): alone they say nothing.
        contrasts: Words of which one name has one and the other another: then the two are not one
            item, however alike (上级, 本级).
        state: What stands before the title of a law and is left out at will (中华人民共和国).
        issuers: How a name of an issuer ends that stands before 关于 in a title.
        numbers: Parts of document numbers to the form they are compared in (国务院令 to 国令).
        simplified: Traditional character to its simplified form.
    """

    fillers: Words = ()
    endings: Words = ()
    same: Mapping[str, str] = field(factory=dict)
    same_endings: Mapping[str, str] = field(factory=dict)
    general: Words = ()
    contrasts: tuple[Words, ...] = ()
    state: Words = ()
    issuers: Words = ()
    numbers: Mapping[str, str] = field(factory=dict)
    simplified: Mapping[str, str] = field(factory=dict)


COMPARISON_WORDS = ComparisonWords(
    fillers=("相关", "有关", "所有", "各类"),
    endings=(
        "信息公开",
        "公开信息",
        "信息公示",
        "信息",
        "情况",
        "公开",
        "公示",
        "公告",
        "事项",
        "等",
    ),
    same={
        "举报投诉": "投诉举报",
        "法规法律": "法律法规",
        "办事指南": "指南",
        "服务指南": "指南",
        "办理指南": "指南",
        "联系电话": "联系方式",
        "咨询电话": "联系方式",
        "最低生活保障": "低保",
        "惠民惠农": "惠农惠民",
        "乡镇": "镇",
        "镇乡": "镇",
        "计划生育": "计生",
    },
    same_endings={
        "规定": "办法",
        "规则": "办法",
        "细则": "办法",
        "目录": "清单",
        "名录": "清单",
        "一览表": "清单",
        "须知": "指南",
        "花名册": "名单",
        "程序": "流程",
    },
    general=(
        "指南",
        "标准",
        "名单",
        "清单",
        "结果",
        "流程",
        "通知",
        "受理",
        "审核",
        "审批",
        "法律法规",
        "规章",
        "规范性文件",
        "行政法规规章",
        "政策文件",
        "政策法规",
        "政策法规文件",
        "政策解读",
        "监督检查",
        "行政检查",
        "行政处罚",
        "行政强制",
        "行政许可",
        "联系方式",
        "投诉举报",
    ),
    contrasts=(
        ("上级", "本级", "下级"),
        ("国家", "中央", "地方", "省级", "市级", "县级", "乡级", "镇级", "村级"),
        ("许可", "处罚", "强制", "征收", "检查", "奖励", "确认", "给付", "裁决"),
        ("预算", "决算"),
        ("收入", "支出"),
        ("报告书", "报告表", "登记表"),
        ("出生", "死亡", "服现役", "收养", "入籍"),
        ("迁入", "迁出"),
        ("城市", "城镇", "农村"),
        ("事前", "事中", "事后"),
        ("食品", "药品", "化妆品", "医疗器械"),
        ("小学", "初中", "高中", "幼儿园"),
        ("设立", "变更", "延续", "注销"),
        ("招标", "中标"),
        ("受理", "审核", "审批"),
        ("开工", "竣工"),
        ("年初", "年终", "年末"),
        ("计划", "总结"),
        ("解读", "草案"),
        ("低保", "特困", "临时救助"),
        ("机关事业", "企业", "城乡居民", "灵活就业"),
    ),
    state=("中华人民共和国",),
    issuers=("院", "厅", "部", "局", "委", "会", "府", "办", "署", "行", "组"),
    numbers={"中华人民共和国": "", "国务院令": "国令", "国务院第": "国令第", "第": "", "号": ""},
)
"""The words seen in printed catalogues."""
