import type { TraditionalStandard } from '../model/site.ts';

/**
 * The words of law and administration that OpenCC alone gets wrong, found by going through every
 * one-to-many character of 3,900 statutes, regulations and work reports (`tests/fixtures/variant`
 * holds the phrases that keep them right).
 */

/** Words to convert, each `simplified` (as OpenCC converts it alone) or `simplified=traditional`. */
export interface FieldGroup {
  /** Why OpenCC gets them wrong, or where the form comes from. */
  readonly reason: string;
  /** Apart by spaces. Traditional is OpenCC's neutral form; the standard's own forms follow from it. */
  readonly words: string;
  /** Only for this standard; for all when absent. */
  readonly standard?: TraditionalStandard;
}

/**
 * Words that hold against whatever stands before them: OpenCC reads from the left and takes the
 * longest word, so 保护发展 becomes 保|护发|展 with the hair of 护发.
 * Between firm words the leftmost wins.
 */
export const firmWords: readonly FieldGroup[] = [
  {
    reason: '發 before 展, 放 …; 护发, 额发, 染发, 理发 end in hair',
    words:
      '发展 发放 发票 发现 发言 发生 发行 发明 发给 发售 发动 发挥 发布 发出 发声 发包 发掘 发车 发改 发证 发电 发射 发起 发送 发表 发文 发扬 发达 发还 发函 发卡 发号 发结 发新证 发照 理发行业 理发店 美发店 美发行业 美容美发',
  },
  {
    reason: '制 of systems and 製 of making: 分配制度 is no 配製, 规定制定 no 定製',
    words:
      '制定 制度 制订 制造 制作 制品 制剂 制药 制浆 制革 制售 制备 制约 制裁 制作为=制作為 机制砂=機製砂 机制纸=機製紙 媒体制作 载体制作 法制工作 法制教育 法制宣传 法制建设 法制办 法制审核 河长制=河長制 林长制=林長制 田长制=田長制 路长制=路長制 首长制=首長制 承诺制=承諾制 公示制=公示制 问责制=問責制 追究制=追究制 终身制=終身制 代表制=代表制 聘任制=聘任制 任期制=任期制 合同制=合同制 审批制=審批制 备案制=備案制 注册制=註冊制 清单制=清單制 分税制=分稅制 股份制=股份制',
  },
  {
    reason: '歷: 安阳历史, 重庆历史 hold no calendar',
    words: '历史 历来 历届 历次 历任 历程 历经 历时 历代',
  },
  {
    reason: '瞭 only in 了解 as one word; 为了解决, 作出了解释 have none',
    words:
      '了解 为了 了解决=了解決 了解决策=瞭解決策 了解答=了解答 了解释=了解釋 了解除=了解除 了解放=了解放 了解散=了解散 了解读=了解讀 了解析=了解析 作为了解=作為瞭解 了如下=了如下',
  },
  {
    reason: '採; 得采, 有采 are rare book words',
    words:
      '采取 采用 采矿 采集 采购 采纳 采伐 采掘 采砂 采石 采沙 采摘 采挖 采访 采样 采血 采光 采信 采收 采药 采暖 采煤 采油 采种 采空区 采写 采编',
  },
  {
    reason: '复 is 复议 and 复核 inside; 恢复, 答复 and 批复 take their last character with them',
    words:
      '复议=復議 复核 复查 复审 复检 复印 复合 复式 复测 复验 复评 反复辟=反復辟 复垦=復墾 复耕=復耕 复工=復工 复产=復產 复学=復學 复课=復課 复退=復退 复转=復轉 复员=復員 复职=復職',
  },
  {
    reason: '幹 of cadres and main lines; 水干, 河干, 江干 are names',
    words:
      '干部 干流=幹流 干支流=幹支流 干渠=幹渠 干线=幹線 干道=幹道 干扰 干预 干涉 干警 干事 干管 干旱 干净 干燥 干群 聘干=聘幹 招干=招幹 提干=提幹 转干=轉幹 干混=乾混 疏干=疏乾 排干=排乾 抽干=抽乾',
  },
  {
    reason: '准 permits, 準 measures',
    words:
      '准入=准入 准出=准出 准许 准予 准保护=準保護 准驾=准駕 准运=准運 准迁=准遷 准考=准考 准营=准營 准印=准印 准购=准購 准养=准養 准生证=准生證 准建=准建 准产=准產 准销=准銷 准假=准假 准字=准字 准葬=准葬 准载=准載 准乘=准乘 准停=准停 准捕=准捕 准离=准離 准军事=準軍事 准司法=準司法 准公共=準公共 准公益=準公益 准行政=準行政 准金融=準金融 准用户=準用戶',
  },
  {
    reason: '徵 calls in, 征 marches; 东征求, 局长征求 hold no march',
    words:
      '征收 征用 征求 征集 征得 征地 征税 征缴 征管 征信 征询 征购 征文 征迁 征召 征稿 征订 征拆 秋征=秋徵 长征求=長徵求 长征得=長徵得 长征询=長徵詢 长征收=長徵收',
  },
  {
    reason: '註 records, 注 pours and attends; 有关注册, 更加注重',
    words: '注册 注销 注重 注意 注明 注资 注入 注射 签注=簽註',
  },
  {
    reason: '簽 signs, 籤 is a slip: 上签订, 证书签发',
    words:
      '签订 签署 签收 签发 签字 签名 签章 签约 签证 签封 签到 签领 签批 签认 签阅 签核 签呈 签单 签具 签定 中签名单=中籤名單',
  },
  {
    reason: 'words lost to a longer or earlier one',
    words:
      '困难 困境 困苦 烟草 烟叶 卷烟 烟花 烟台 冲突 冲击 斗争 致残 致伤 致死 致癌 致病 致富 一并且=一並且 之一并且=之一並且 购并举=購並舉 并排=並排 面积 面向 面试 面对 面临 参加 参与 参照 参保 参会 参战 参军 参观 参考 参训 参赛 参股 节水表率=節水表率 表现 表决 表示 表演 表率 表述 表达 表彰 违背 折合 折价 折算 折抵 凶器 深松=深鬆 扎实 游览 游乐 尽快 尽自己=盡自己 毁弃 只能 这只有=這只有 这只是=這只是 这只要=這只要 这只会=這只會 系统 系列 关系统一=關係統一 联系统一=聯繫統一 关系列入=關係列入 吊销 借助 借款 扣押 余杭=餘杭 余姚=餘姚 核心 核实 核定 核算 核查 核对 核验 核销 核拨 布局 赞助 周岁 周年 周期 周转 回避 回旋 大伙房=大伙房 服务台账=服務臺賬 出台',
  },
];

/**
 * Words that no firm word may cut (机制作用, 若干部门, 恢复审理), but that cut nothing themselves.
 */
export const guardWords: readonly FieldGroup[] = [
  {
    reason: 'each ends in a character with which a firm word begins',
    words:
      '机制 体制 编制 控制 限制 强制 抵制 复制 抑制 节制 管制 遏制 压制 牵制 规制 责任制=責任制 负责制=負責制 所有制=所有制 经历 简历 学历 农历 公历 日历 台历 挂历 风采 神采 文采 恢复 修复 报复 答复 回复 批复 康复 收复 光复 重复 反复 繁复 函复 平复 往复 若干 骨干 饼干 主干 树干 躯干 才干 包干 晒干 晾干 烘干 风干 标准 批准 核准 基准 水准 精准 获准 不准=不准 应征 长征 出征 远征 备注 批注 标注 标签 抽签 牙签 竹签 头发 毛发 水表 电表',
  },
];

/** Words that OpenCC converts wrongly, or lacks; OpenCC's order of matching holds. */
export const fieldWords: readonly FieldGroup[] = [
  {
    reason: 'terms of law and administration, as Taiwan and Hong Kong statutes write them',
    words:
      '玩忽=玩忽 玩忽职守=玩忽職守 销毁=銷毀 回归=回歸 香港回归=香港回歸 澳门回归=澳門回歸 回归分析=迴歸分析 线性回归=線性迴歸 休戚=休戚 休戚与共=休戚與共 休戚相关=休戚相關 哄抢=哄搶 庇荫=庇蔭 挽幛=輓幛 克制=克制 托运=託運 托管=託管 托修=託修 托养=託養 熏制=燻製 资金链=資金鏈 卷材=捲材 卷叶=捲葉 扎纸=紮紙 攀岩=攀岩 团伙=團伙 犯罪团伙=犯罪團伙 传销团伙=傳銷團伙 活动周=活動週 宣传周=宣傳週 图签=圖籤 资金表=資金表 基金表=基金表 现金表=現金表 奖金表=獎金表 签筒=籤筒 灵签=靈籤 求签问卦=求籤問卦 上上签=上上籤 岩画=岩畫 扎牢=紮牢 里数=里數 凌水=凌水 水冲式=水沖式 冲厕=沖廁 水冲厕所=水沖廁所 换发=換發 乱发=亂發 体育锻炼=體育鍛鍊',
  },
  {
    reason: "characters that mean the common word far more often than OpenCC's choice",
    words: '签=簽 岳=岳 岩=岩',
  },
  {
    reason: 'plays are counted with 齣; without 一出, which cuts 一出台',
    words:
      '一出戏=一齣戲 一出好戏=一齣好戲 一出大戏=一齣大戲 一出闹剧=一齣鬧劇 一出悲剧=一齣悲劇 一出喜剧=一齣喜劇 一出话剧=一齣話劇 一出京剧=一齣京劇 一出豫剧=一齣豫劇',
  },
  {
    reason: 'places of county level and above',
    words: '慈溪=慈溪 尸乡=尸鄉 嵩岳=嵩嶽 于桥水库=于橋水庫',
  },
];

/**
 * OpenCC's phrases that are rare names or book words and cut the field's sentences wrongly (一出台,
 * 不得采…, 局长须经, 查封后): left out, their characters convert one by one.
 */
export const misleadingPhrases: readonly string[] =
  '一出 得采 有采 纳采 情采 下采 展采 大采 自采 行复 明复 见复 上复 不复 对台 关台 地台 应占 积占 口占 长须 封后 个中 向应 向明 合中 合儿 借资 借以及 于军 于海洋 于坚 于飞 于格 于山 于禁 于越 于赠 由余 求签 上签 下签 中签 更签 在核 的核 原核 自核 和核 其核 真核 单核 内核 成核 月核 前核 外核 批核 非核 拟核 点核 验核 查核 有核 果核 反核 水干 海干 流干 河干 江干 府干 所干 发干 好干 名表 对表 网布 口布 织布 侵征 关征 力征 和面 相冲 大冲 过冲 会吊 不吊 全托 结扣 背人 源折 买烟 反烟 无烟 冒烟 转台'.split(
    ' ',
  );
