"""Word lists of the simulated shop: cities, names, occupations, and the parts of survey comments."""

from __future__ import annotations

# city, English, province in English, tier put in (1-4), weight
CITIES = [
    ("杭州", "Hangzhou", "Zhejiang", 2, 34),
    ("上海", "Shanghai", "Shanghai", 1, 10),
    ("北京", "Beijing", "Beijing", 1, 8),
    ("广州", "Guangzhou", "Guangdong", 1, 5),
    ("深圳", "Shenzhen", "Guangdong", 1, 5),
    ("成都", "Chengdu", "Sichuan", 2, 4),
    ("南京", "Nanjing", "Jiangsu", 2, 4),
    ("武汉", "Wuhan", "Hubei", 2, 3),
    ("西安", "Xi'an", "Shaanxi", 2, 3),
    ("宁波", "Ningbo", "Zhejiang", 2, 4),
    ("沈阳", "Shenyang", "Liaoning", 2, 2),
    ("昆明", "Kunming", "Yunnan", 2, 2),
    ("哈尔滨", "Harbin", "Heilongjiang", 3, 2),
    ("绍兴", "Shaoxing", "Zhejiang", 3, 3),
    ("嘉兴", "Jiaxing", "Zhejiang", 3, 3),
    ("洛阳", "Luoyang", "Henan", 3, 2),
    ("海口", "Haikou", "Hainan", 3, 2),
    ("桂林", "Guilin", "Guangxi", 3, 1),
    ("兰州", "Lanzhou", "Gansu", 3, 1),
    ("衢州", "Quzhou", "Zhejiang", 4, 2),
    ("丽水", "Lishui", "Zhejiang", 4, 2),
    ("赣州", "Ganzhou", "Jiangxi", 4, 1),
    ("曲靖", "Qujing", "Yunnan", 4, 1),
    ("天水", "Tianshui", "Gansu", 4, 1),
]

SURNAMES = {
    "王": "wang",
    "李": "li",
    "张": "zhang",
    "刘": "liu",
    "陈": "chen",
    "杨": "yang",
    "赵": "zhao",
    "黄": "huang",
    "周": "zhou",
    "吴": "wu",
    "徐": "xu",
    "孙": "sun",
    "胡": "hu",
    "朱": "zhu",
    "高": "gao",
    "林": "lin",
    "何": "he",
    "郭": "guo",
    "马": "ma",
    "罗": "luo",
    "沈": "shen",
    "韩": "han",
    "唐": "tang",
    "冯": "feng",
    "董": "dong",
    "萧": "xiao",
    "程": "cheng",
    "曹": "cao",
    "袁": "yuan",
    "邓": "deng",
    "许": "xu",
    "傅": "fu",
    "欧阳": "ouyang",
    "诸葛": "zhuge",
}
GIVEN = {
    "female": "芳 娜 敏 静 丽 娟 秀英 玉兰 桂英 婷 雪梅 晓燕 佳怡 欣妍 雨桐 梓涵 "
    "思琪 慧 琳 倩 雅琴 春梅 玥 祎 昕玥 祎然",
    "male": "伟 强 磊 军 勇 杰 涛 明 建国 志强 国华 俊 浩然 宇轩 子涵 "
    "天佑 鹏飞 海波 文博 立新 喆 堃 镕 赟 昇 昊喆 子堃 明昇",
}

COMPANIES = {
    "catering": ["茶餐厅", "餐饮管理有限公司", "咖啡馆"],
    "hotel": ["酒店", "民宿", "宾馆"],
    "education": ["培训学校", "幼儿园", "图书馆"],
    "technology": ["科技有限公司", "软件有限公司"],
    "retail": ["超市", "百货商行", "便利店"],
    "manufacturing": ["机械有限公司", "纺织有限公司"],
}
COMPANY_STEMS = (
    "云栖 西湖 龙井 半山 清风 明月 远方 东方 金鼎 和顺 春晓 之江 良渚 南宋 天目 富春 钱塘 望江 同心 百草"
).split()

# code: share among persons and households of working age
OCCUPATIONS = {
    "employee": 0.42,
    "manager": 0.12,
    "self_employed": 0.13,
    "civil_servant": 0.08,
    "teacher": 0.09,
    "medical": 0.08,
    "homemaker": 0.08,
}
OCCUPATIONS_ZH = {
    "employee": "公司职员",
    "manager": "管理人员",
    "self_employed": "个体经营",
    "civil_servant": "公务员",
    "teacher": "教师",
    "medical": "医护人员",
    "homemaker": "全职主妇",
    "student": "学生",
    "retired": "退休",
}
PRODUCTS_ZH = {"tea": "茶叶", "snacks": "零食", "home": "家居用品", "gift": "礼盒"}

# A comment is opening + body + closing. The body carries the need; each body holds exactly one of its
# need's key words (NEED_WORDS), openings and closings hold none.
OPENINGS = [
    ("买过几次了，", "I have bought here a few times. "),
    ("第一次在这里买，", "This was my first purchase here. "),
    ("说实话，", "To be honest: "),
    ("同事推荐来的，", "A colleague sent me here. "),
    ("总的来说，", "On the whole: "),
    ("双十一下的单，", "I ordered on Double 11. "),
    ("春节前买的，", "I bought before Spring Festival. "),
    ("", ""),
    ("客服问到了就说一句：", "Since you ask: "),
    ("和别家比过，", "I compared with other shops. "),
]
BODIES = {
    "functional": [
        ("茶叶耐泡，一天泡五六杯都还有味", "the tea keeps its flavour for five or six cups, very practical"),
        ("东西实用，收纳盒正好放进抽屉", "practical things, the storage box fits the drawer exactly"),
        ("杯子好清洗，用起来省事，很实用", "the cup is easy to clean and practical"),
        (
            "我看重的是质量可靠，用了半年没坏",
            "what counts for me is that it is durable: half a year and nothing broke",
        ),
        ("密封罐很耐用，茶叶不受潮", "the sealed tin is durable and keeps the tea dry"),
        ("规格写得清楚，按需要买就行，实用", "sizes are stated clearly, you buy what you need, practical"),
        ("功能够用，不要花样，泡茶方便就好", "it does what it should, no frills, convenient for making tea"),
        ("零食小包装方便，带去办公室正好", "the small snack packs are convenient for the office"),
    ],
    "emotional": [
        ("晚上泡一杯，整个人放松下来", "a cup in the evening and I feel relaxed"),
        ("喝到小时候外婆家的味道，很怀念", "it tastes like my grandmother's house, a dear memory"),
        ("打开盒子那一刻心情就好了，很治愈", "opening the box lifts my mood, so comforting"),
        ("加班回家看到这套茶具，觉得放松", "coming home late and seeing this tea set, I feel relaxed"),
        ("香味很治愈，家里一下子温柔了", "the scent is comforting and makes the room gentle"),
        ("花纹好看，每次用都觉得开心", "the pattern is lovely, using it makes me happy"),
        ("犒劳自己的小东西，吃着开心", "a little treat for myself, it makes me happy"),
        ("老味道没变，让我怀念家乡", "the old taste has not changed, a memory of home"),
    ],
    "social": [
        (
            "送长辈很有面子，包装大方",
            "a gift for my parents-in-law that looks generous, good to share in the family",
        ),
        ("朋友来家里一起喝，都问是哪里买的", "my friends drank it with me and all asked where it came from"),
        ("发到朋友圈，好多人点赞", "I posted it and my friends liked it"),
        (
            "公司聚会分享了一大盒，大家抢着吃",
            "I took a big box to share at the office party and it went at once",
        ),
        ("过节送礼拿得出手，有面子", "presentable when visiting at the festival, something to share"),
        ("周末约朋友来喝茶，这套正合适", "just right when friends come for tea at the weekend"),
        ("和邻居拼单分享，很热闹", "I order together with the neighbours and we share, good fun"),
        ("送客户的伴手礼，对方说有面子", "I gave it to a client who was glad to share it with the team"),
    ],
    "none": [
        ("还可以", "it is all right"),
        ("没什么意见", "no comment"),
        ("送货慢了两天", "delivery was two days late"),
        ("一般般吧", "so-so"),
        ("页面有点难找", "the page was hard to find"),
        ("没有特别的感觉", "nothing special"),
    ],
}
# What people say who have not bought yet: whole sentences, one key word each.
WISHES = {
    "functional": [
        ("想找耐用一点的茶具。", "I am looking for a durable tea set."),
        ("平时忙，方便冲泡的最好。", "I am busy, so it should be convenient to brew."),
        ("先看看，要实用的才买。", "Just looking; I only buy practical things."),
        (
            "想知道收纳盒的尺寸，实用就下单。",
            "What size is the storage box? If it is practical I will order.",
        ),
    ],
    "emotional": [
        ("想给自己买点能放松的东西。", "I would like something that makes me feel relaxed."),
        ("看图片就觉得治愈，还没下手。", "The pictures are comforting; I have not ordered yet."),
        ("在找小时候的味道，很怀念。", "I am looking for a taste from childhood, a dear memory."),
        ("买东西就图个开心，再挑挑。", "I shop to be happy; still choosing."),
    ],
    "social": [
        ("想买来送人，要有面子的。", "It is for a visit: something good to share."),
        ("朋友推荐的，想先看看再说。", "My friends told me about it, I am having a look first."),
        ("想和同事分享，有大份的吗？", "I want to share it at the office; is there a large pack?"),
        ("等朋友拼单一起买。", "I am waiting for friends to order together."),
    ],
    "none": [
        ("还没买过。", "I have not bought anything yet."),
        ("随便看看。", "Just looking around."),
        ("暂时没想好。", "I have not decided."),
    ],
}
CLOSINGS = [
    ("。", "."),
    ("。下次还来。", ". I will come again."),
    ("。希望快递再快一点。", ". Delivery could be faster."),
    ("。价格也合适。", ". The price is fair too."),
    ("！", "!"),
    ("，会再买。", ", I will buy again."),
    ("。客服态度不错。", ". The service staff were kind."),
    ("。就是贵了点。", ". Only a bit expensive."),
]
NEED_WORDS = {
    "functional": {
        "zh": ["耐泡", "实用", "质量可靠", "耐用", "方便"],
        "en": ["practical", "durable", "convenient"],
    },
    "emotional": {"zh": ["放松", "怀念", "治愈", "开心"], "en": ["relaxed", "memory", "comforting", "happy"]},
    "social": {"zh": ["面子", "朋友", "分享"], "en": ["friends", "share"]},
}
