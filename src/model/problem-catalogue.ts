/** An `error` stops the build; a `warning` is mended or lived with; a `notice` says what is not known. */
export type Severity = 'error' | 'warning' | 'notice';

/** The part of the content a problem is found in; the reference page is ordered by it. */
export const problemGroups = {
  file: '文件与文件夹',
  syntax: '文件的写法',
  field: '字段',
  site: '网站设置',
  indicator: '指标体系与发布机构',
  report: '报告的信息',
  body: '报告的正文',
} as const;

export type ProblemGroup = keyof typeof problemGroups;

/** What the reference page says about one code. Codes are permanent: never renamed, never reused. */
export interface ProblemEntry {
  readonly group: ProblemGroup;
  readonly severity: Severity;
  readonly title: string;
  /** Why it matters. */
  readonly explanation: string;
  /** What to do about it. */
  readonly advice: string;
  readonly example: {
    /** What was written, or how the folder looked. */
    readonly wrong: string;
    readonly right: string;
  };
}

export const problemCatalogue = {
  // 文件与文件夹
  'missing-content-folder': {
    group: 'file',
    severity: 'error',
    title: '找不到内容文件夹',
    explanation: '网站的全部内容都从内容文件夹读取，没有它就没有可以生成的页面。',
    advice:
      '确认命令在项目文件夹里运行；用 ARCHIVE_CONTENT 指定了别的文件夹时，确认它存在，而且是文件夹。',
    example: {
      wrong: 'ARCHIVE_CONTENT=contnet npm run check',
      right: 'ARCHIVE_CONTENT=content npm run check',
    },
  },
  'missing-file': {
    group: 'file',
    severity: 'error',
    title: '缺少必需的文件',
    explanation:
      '网站名称、发布机构和指标体系分别写在 site.yaml、issuers.yaml 和 indicators/ 里，缺一样就无法归档。',
    advice: '补上这个文件；可以从现有的内容文件夹复制一份再改。',
    example: { wrong: 'content/ 里没有 site.yaml', right: 'content/site.yaml' },
  },
  'misplaced-file': {
    group: 'file',
    severity: 'error',
    title: '文件放错了地方',
    explanation: '放错地方的文件不会出现在网站上，也没有人会发现它缺了。',
    advice:
      '把它移到该放的地方（报告放在 reports/年度/ 下，扩展名为 .md）；用不着的就移出内容文件夹。',
    example: { wrong: 'content/reports/baogao.md', right: 'content/reports/2019/baogao.md' },
  },
  'bad-file-name': {
    group: 'file',
    severity: 'error',
    title: '文件名不能用作网址',
    explanation:
      '文件名就是网址的一部分，网址一经公布就不再改变；汉字、空格和大写字母抄写、转发时容易出错。',
    advice: '只用小写字母、数字和连字符，首尾不用连字符。',
    example: {
      wrong: 'reports/2019/依法行政 报告.md',
      right: 'reports/2019/yifa-xingzheng-baogao.md',
    },
  },
  'symlink-outside': {
    group: 'file',
    severity: 'error',
    title: '链接指向内容文件夹之外',
    explanation: '内容文件夹必须自成一体，否则换一台机器就缺文件，也可能把不该公开的文件公开出去。',
    advice: '删去这个链接，把要用的文件复制进来。',
    example: {
      wrong: 'reports/2019/a.pdf → /home/someone/a.pdf',
      right: 'reports/2019/a.pdf（文件本身）',
    },
  },
  'unreadable-file': {
    group: 'file',
    severity: 'error',
    title: '文件读不出来',
    explanation: '读不出来的文件无法检查，也无法发布。',
    advice: '检查文件的权限，确认它是普通文件、没有损坏；链接失效时换成文件本身。',
    example: { wrong: '指向已删除文件的链接', right: '文件本身' },
  },
  'not-utf8': {
    group: 'file',
    severity: 'error',
    title: '不是 UTF-8 编码',
    explanation: '编码不对，汉字会变成乱码。',
    advice: '用编辑器以 UTF-8 编码另存（记事本：“另存为”，编码选 UTF-8）。',
    example: { wrong: '以 ANSI（GB18030）保存的文件', right: '以 UTF-8 保存的文件' },
  },
  'byte-order-mark': {
    group: 'file',
    severity: 'warning',
    title: '文件开头有字节顺序标记（BOM）',
    explanation: '这个看不见的字符由某些编辑器加上，会妨碍别的程序读取文件；网站已跳过它。',
    advice: '另存为“UTF-8”，不要选“带 BOM 的 UTF-8”。',
    example: { wrong: 'EF BB BF 2D 2D 2D', right: '2D 2D 2D' },
  },
  'control-character': {
    group: 'file',
    severity: 'error',
    title: '有看不见的控制字符',
    explanation:
      '控制字符多半是从别的软件粘贴来的：看不见，却会打断检索和朗读，或者颠倒文字的显示顺序。',
    advice: '删去这一行里的控制字符；找不到时把这一行重新输入一遍。',
    example: { wrong: '依法<U+0008>行政', right: '依法行政' },
  },
  'lost-character': {
    group: 'file',
    severity: 'warning',
    title: '有丢失的字符',
    explanation: '替换字符（U+FFFD）表示原字在转码时丢了；私用区字符在别人的电脑上显示不出来。',
    advice: '对照原件，把丢失的字补上；生僻字请用 Unicode 正式编码的字。',
    example: { wrong: '清丰县\uFFFD政府', right: '清丰县人民政府' },
  },
  'file-too-large': {
    group: 'file',
    severity: 'error',
    title: '文件过大',
    explanation: '一份报告超过 5 MB，读者的手机打不开，多半是误把图片或表格数据贴进了正文。',
    advice: '把图片和数据改为附件，正文只留文字；确有这么长的，按章分成几份报告。',
    example: { wrong: '一份 8 MB 的 .md 文件', right: '文字在 .md 里，数据在附件里' },
  },
  'duplicate-address': {
    group: 'file',
    severity: 'error',
    title: '网址重复',
    explanation:
      '两样内容占用同一个网址，只有一样能被看到。大小写不同的名字在许多服务器上也是同一个。',
    advice: '给其中一个改名。',
    example: { wrong: 'pages/search.mdx（与检索页同一网址）', right: 'pages/search-help.mdx' },
  },
  'unused-file': {
    group: 'file',
    severity: 'warning',
    title: '文件没有被用到',
    explanation: '报告旁边的文件只有列入附件或作为插图才会发布；没有列入的，读者看不到。',
    advice: '列入报告的 attachments；用不着的就移走。',
    example: {
      wrong: 'reports/2019/fujian.pdf 没有报告提到',
      right: 'attachments: [{ file: fujian.pdf, title: 附件 }]',
    },
  },

  // 文件的写法
  'broken-yaml': {
    group: 'syntax',
    severity: 'error',
    title: 'YAML 写法有误',
    explanation: '写法有误，程序读不懂这个文件。',
    advice:
      '看这一行和上一行：冒号后要有一个空格，缩进用空格不用制表符，引号和括号要成对；含有特殊符号的文字用引号括起来。',
    example: { wrong: 'title:清丰县2019年报告', right: 'title: 清丰县2019年报告' },
  },
  'duplicate-key': {
    group: 'syntax',
    severity: 'error',
    title: '同一个字段写了两次',
    explanation: '程序无从知道以哪一个为准。',
    advice: '留下正确的一个，删去另一个。',
    example: { wrong: 'year: 2019\nyear: 2020', right: 'year: 2019' },
  },
  'missing-front-matter': {
    group: 'syntax',
    severity: 'error',
    title: '报告开头没有信息栏',
    explanation:
      '标题、年度、发布机构和指标写在报告开头两行 --- 之间的信息栏里，没有它报告无法归档。',
    advice: '在文件第一行写 ---，接着写各个字段，再写一行 ---，正文从下一行开始。',
    example: { wrong: '# 2019年报告', right: '---\ntitle: 2019年报告\n…\n---\n正文' },
  },
  'unclosed-front-matter': {
    group: 'syntax',
    severity: 'error',
    title: '信息栏没有结束',
    explanation: '开头的 --- 之后没有第二行 ---，分不清哪里是信息，哪里是正文。',
    advice: '在最后一个字段之后另起一行，只写 ---。',
    example: { wrong: '---\ntitle: 2019年报告\n正文', right: '---\ntitle: 2019年报告\n---\n正文' },
  },

  // 字段
  'unknown-key': {
    group: 'field',
    severity: 'error',
    title: '不认识的字段',
    explanation: '字段名写错一个字母，内容就不会出现在网站上。',
    advice: '按提示改正字段名；不需要的就删去。',
    example: { wrong: 'titel: 2019年报告', right: 'title: 2019年报告' },
  },
  'missing-field': {
    group: 'field',
    severity: 'error',
    title: '缺少必填的字段',
    explanation: '没有这一项，页面无法生成或无法归档。',
    advice: '补上这个字段。',
    example: { wrong: '---\nyear: 2019\n---', right: '---\ntitle: 2019年报告\nyear: 2019\n---' },
  },
  'wrong-type': {
    group: 'field',
    severity: 'error',
    title: '字段的值类型不对',
    explanation: '比如该写一串列表的地方写了一段文字，程序就会误解。',
    advice: '按提示的类型改写。',
    example: { wrong: 'indicators: 2021/98', right: 'indicators: ["2021/98"]' },
  },
  'swallowed-text': {
    group: 'field',
    severity: 'warning',
    title: '这一行有字没有读进来',
    explanation:
      '信息栏里，空格加 # 后面的字是给编辑看的备注，& 开头的一个词是标记：都不属于这个字段，读者看不到。',
    advice: '属于这个字段的，把整个值用引号括起来；确实是备注的，移到单独一行，以 # 开头。',
    example: { wrong: 'title: 政务公开简报 #2', right: 'title: "政务公开简报 #2"' },
  },
  'empty-value': {
    group: 'field',
    severity: 'warning',
    title: '字段留空',
    explanation: '留空等于没有写；不知道的内容不必写，网站会注明未载明或不显示。',
    advice: '填上内容，或者删去这一行。',
    example: { wrong: 'documentNumber:', right: 'documentNumber: 清政〔2019〕16号' },
  },
  'bad-value': {
    group: 'field',
    severity: 'error',
    title: '字段的值不合规定',
    explanation: '值的写法不合规定，链接、网址或分类会出错。',
    advice: '按提示的写法改正。',
    example: { wrong: 'kind: goverment', right: 'kind: government' },
  },
  'bad-date': {
    group: 'field',
    severity: 'error',
    title: '日期不对',
    explanation: '公开日期会写进页面和检索信息，错误的日期比没有日期更糟。',
    advice: '写成 2020-03-20，或 2020-03-20 09:30；不知道就删去这一行，不要猜。',
    example: { wrong: 'published: 2019-02-30', right: 'published: 2019-02-28' },
  },
  'repeated-value': {
    group: 'field',
    severity: 'warning',
    title: '同一个值列了两次',
    explanation: '重复的值没有作用，多半是想写另一个。',
    advice: '删去重复的，或者改成想写的那一个。',
    example: { wrong: 'indicators: ["2021/98", "2021/98"]', right: 'indicators: ["2021/98"]' },
  },
  'glossary-length': {
    group: 'field',
    severity: 'error',
    title: '简繁对照两边字数不同',
    explanation:
      '简体页和繁体页的每段文字一样长，书签、搜索结果和朗读位置才能互通；改换说法也要字数相同。',
    advice: '写成两边字数相同的词；多余的字不写进词条。',
    example: {
      wrong: '- simplified: U盘\n  traditional: 隨身碟',
      right: '- simplified: 行政复议\n  traditional: 行政復議',
    },
  },
  'glossary-conflict': {
    group: 'field',
    severity: 'error',
    title: '同一个词有两种繁体',
    explanation: '同一处词表里一个词只能转成一种写法，否则无法知道该用哪一个。',
    advice: '留下对的一条；只有一份报告要另一种写法时，写进那份报告的 glossary。',
    example: {
      wrong: '- simplified: 后坪\n  traditional: 後坪\n- simplified: 后坪\n  traditional: 后坪',
      right: '- simplified: 后坪\n  traditional: 后坪',
    },
  },

  'glossary-characters': {
    group: 'field',
    severity: 'error',
    title: '简繁对照里有不是文字的符号',
    explanation:
      '词条会照写进繁体的网页、订阅和数据；尖括号、引号、与号这些符号在那里另有意思，会弄坏页面，甚至夹带代码。',
    advice: '只写要转换的词：汉字、字母、数字和全角标点。',
    example: {
      wrong: '- simplified: 县\n  traditional: "&"',
      right: '- simplified: 县\n  traditional: 縣',
    },
  },

  // 网站设置
  'missing-site-code': {
    group: 'site',
    severity: 'warning',
    title: '政府网站没有网站标识码',
    explanation:
      'official: true 的网站是政府网站，每一页都应有网站标识码（SiteIDCode）元标签；不知道时页面不写，也不编造。',
    advice: '在 site.yaml 写上 siteIdCode；不是政府网站就写 official: false。',
    example: { wrong: 'official: true', right: 'official: true\nsiteIdCode: 本站的十位标识码' },
  },

  'card-mismatch': {
    group: 'site',
    severity: 'warning',
    title: '分享图片与网站不符',
    explanation:
      '把网页转发给别人时显示的是这两张图片。网站改了名，图片不会自己跟着改；少一张、尺寸不对的不会用上。',
    advice: '运行 npm run card 重画；图片是自己做的，换上 1200×630 的 PNG，简体、繁体各一张。',
    example: {
      wrong: 'site.yaml 改了 title，social.png 上还是原来的名称',
      right: '改了 title 以后运行 npm run card',
    },
  },

  // 指标体系与发布机构
  'edition-file-mismatch': {
    group: 'indicator',
    severity: 'error',
    title: '指标体系的文件名与 edition 不一致',
    explanation: '文件名和 edition 都用来指同一版指标体系，不一致时无从知道以哪一个为准。',
    advice: '把文件名或 edition 改成一致。',
    example: {
      wrong: 'indicators/2021.yaml 里写 edition: "2019"',
      right: 'indicators/2021.yaml 里写 edition: "2021"',
    },
  },
  'duplicate-code': {
    group: 'indicator',
    severity: 'error',
    title: '同一版指标体系里代码重复',
    explanation: '报告用代码指明指标，代码重复就分不清是哪一个。',
    advice: '核对印发的指标体系，改正其中一个代码。',
    example: { wrong: '- code: "98"\n…\n- code: "98"', right: '- code: "98"\n…\n- code: "99"' },
  },
  'duplicate-issuer': {
    group: 'indicator',
    severity: 'error',
    title: '发布机构的 id 重复',
    explanation: '报告用 id 指明发布机构，id 重复就分不清是哪一个。',
    advice: '给其中一个改 id，并改正用到它的报告。',
    example: {
      wrong: '- id: justice-bureau\n…\n- id: justice-bureau',
      right: '- id: justice-bureau\n…\n- id: finance-bureau',
    },
  },

  // 报告的信息
  'unknown-indicator': {
    group: 'report',
    severity: 'error',
    title: '没有这个指标',
    explanation: '报告按指标归档，指标写错，读者就在目录里找不到它。',
    advice: '写成“版本/代码”，与 indicators/ 里的一致。',
    example: { wrong: 'indicators: ["2021/980"]', right: 'indicators: ["2021/98"]' },
  },
  'unknown-issuer': {
    group: 'report',
    severity: 'error',
    title: '没有这个发布机构',
    explanation: '发布机构写错，报告就不会列在它的名下。',
    advice: '改成 issuers.yaml 里的 id；是新的机构就先在 issuers.yaml 里登记。',
    example: { wrong: 'issuer: justice-bureu', right: 'issuer: justice-bureau' },
  },
  'year-out-of-range': {
    group: 'report',
    severity: 'error',
    title: '年度不在范围内',
    explanation: '报告的年度不会早于 1949 年，也不会晚于今年，多半是多写或少写了一位数字。',
    advice: '写报告所述的年度（四位数字）。',
    example: { wrong: 'year: 20019', right: 'year: 2019' },
  },
  'year-folder-mismatch': {
    group: 'report',
    severity: 'error',
    title: '年度与所在文件夹不一致',
    explanation: '报告的网址由文件夹的年度决定，与信息栏的年度不一致时读者会找错。',
    advice: '改正 year，或者把文件移到对应年度的文件夹。',
    example: {
      wrong: 'reports/2018/a.md 里写 year: 2019',
      right: 'reports/2019/a.md 里写 year: 2019',
    },
  },
  'published-early': {
    group: 'report',
    severity: 'warning',
    title: '公开日期早于所述年度结束',
    explanation:
      '年度报告要到年度结束以后才写得出来；更早的日期多半是年度写错。年内印发的文件、方案不在此列。',
    advice: '核对原件：year 是报告所述的年度，published 是公开的日期。核对无误可以保留。',
    example: {
      wrong: 'year: 2019\npublished: 2019-03-20',
      right: 'year: 2019\npublished: 2020-03-20',
    },
  },
  'published-future': {
    group: 'report',
    severity: 'error',
    title: '公开日期在将来',
    explanation: '还没有到的日期不可能是公开日期；不实的发布日期在检查中会被单项否决。',
    advice: '核对原件改正日期；不知道就删去这一行，不要猜。',
    example: { wrong: 'published: 2091-03-20', right: 'published: 2019-03-20' },
  },
  'published-unknown': {
    group: 'report',
    severity: 'notice',
    title: '没有写公开日期',
    explanation: '页面会注明未载明，公开日期（PubDate）元标签也会省去；检索网站的程序要用到它。',
    advice: '查到原来的公开日期就补上；查不到就这样，不要猜。',
    example: { wrong: '没有 published', right: 'published: 2020-03-20' },
  },
  'missing-attachment': {
    group: 'report',
    severity: 'error',
    title: '找不到附件',
    explanation: '附件列了出来，读者却打不开。',
    advice: '把附件文件放在报告旁边，文件名（包括大小写和扩展名）要完全一致。',
    example: {
      wrong: 'attachments: [{ file: fujian.pdf, … }]，而文件叫 fujian1.pdf',
      right: '两处都叫 fujian.pdf',
    },
  },
  'attachment-type': {
    group: 'report',
    severity: 'error',
    title: '附件的类型不能发布',
    explanation: '网页、脚本和程序文件会在读者的设备上运行，不能作为附件发布。',
    advice: '换成 PDF、OFD、Word、Excel、WPS、图片、文本或压缩包。',
    example: { wrong: 'file: biao.html', right: 'file: biao.pdf' },
  },
  'attachment-too-large': {
    group: 'report',
    severity: 'warning',
    title: '附件超过 25 MB',
    explanation: '许多托管服务不收超过 25 MB 的文件，读者用手机也难以下载。',
    advice: '压缩扫描件的分辨率，或者拆成几个附件。',
    example: { wrong: '一个 80 MB 的扫描件', right: '压缩到 25 MB 以内的 PDF' },
  },
  'unsafe-path': {
    group: 'report',
    severity: 'error',
    title: '文件路径不安全',
    explanation:
      '附件和插图只能是报告旁边的文件；用 ../、盘符或网址会指到别处，甚至公开不该公开的文件。',
    advice: '把文件放在报告旁边，只写文件名；文件名里不用 ? # % 和反斜杠。',
    example: { wrong: 'file: ../../secret.pdf', right: 'file: fujian.pdf' },
  },

  'repeated-report': {
    group: 'report',
    severity: 'notice',
    title: '两份报告说的是同一份',
    explanation:
      '标题、发布机构和年度都相同，多半是同一份报告放了两次；读者在列表里分不出哪一份是哪一份。',
    advice: '是同一份就删去一份；确是两份的，照原件把标题写全，或者写上发文字号。',
    example: {
      wrong: 'reports/2023/annual.md 和 reports/2023/annual-2.md 的 title、issuer 都相同',
      right: 'reports/2023/annual.md',
    },
  },

  // 报告的正文
  'empty-body': {
    group: 'body',
    severity: 'error',
    title: '正文是空的',
    explanation: '空白页面没有公开任何内容。',
    advice: '在信息栏之后写上正文；只有附件时，写一句话说明附件是什么。',
    example: {
      wrong: '---\ntitle: 2019年报告\n---',
      right: '---\ntitle: 2019年报告\n---\n正文见附件。',
    },
  },
  'hostile-html': {
    group: 'body',
    severity: 'warning',
    title: '有危险的网页代码，已去除',
    explanation:
      '脚本、内嵌页面、事件属性和 javascript: 链接会在读者的设备上运行；发布时一律去除。若不是自己写的，网页可能被篡改过。',
    advice: '删去这段代码，只留文字；并查一查它是从哪里来的。',
    example: { wrong: '<img src="a.png" onerror="…">', right: '![图片的说明](a.png)' },
  },
  'unsupported-html': {
    group: 'body',
    severity: 'warning',
    title: '有不支持的网页代码，已去除',
    explanation:
      '正文只保留有结构意义的标签；样式由网站统一处理，才能在老年模式、高对比度和打印时都清楚。',
    advice: '改用 Markdown 的写法；只是换颜色、字号的代码直接删去。',
    example: { wrong: '<font color="red">重要</font>', right: '**重要**' },
  },
  'unclosed-html': {
    group: 'body',
    severity: 'error',
    title: '网页标签没有结束',
    explanation: '没有结束的标签会把后面的正文一起吞掉，或者让后面全部变成同一种样子。',
    advice: '补上结束标签，或者删去这个标签。',
    example: { wrong: '<sup>注', right: '<sup>注</sup>' },
  },
  'traditional-length': {
    group: 'body',
    severity: 'error',
    title: 'data-traditional 与所标注的文字字数不同',
    explanation:
      '标注的繁体照写在繁体页的同一处，字数不同就会挪动后面的位置；里面再有加粗等标签时，标签里的字不算在内。',
    advice: '让两边字数相同；标注里面不要再写别的标签。',
    example: {
      wrong: '<span data-traditional="答覆">复</span>',
      right: '<span data-traditional="覆">复</span>',
    },
  },
  'traditional-characters': {
    group: 'body',
    severity: 'error',
    title: 'data-traditional 里有不是文字的符号',
    explanation: '标注的繁体照写进繁体页；尖括号、引号、与号这些符号会弄坏页面，甚至夹带代码。',
    advice: '只写要显示的繁体字。',
    example: {
      wrong: '<span data-traditional="<">复</span>',
      right: '<span data-traditional="覆">复</span>',
    },
  },
  'page-code': {
    group: 'body',
    severity: 'error',
    title: '页面里有程序代码',
    explanation:
      'pages/ 里的 .mdx 页面只用 Markdown 和网站提供的组件；import、export 和花括号里的式子会在生成网站的机器上运行，一律不用。',
    advice: '删去代码；要显示花括号本身，在它前面加反斜杠：\\{附件一\\}。',
    example: { wrong: '联系电话：{附件一}', right: '联系电话：见附件一' },
  },
  'page-markup': {
    group: 'body',
    severity: 'error',
    title: '页面里的标签读不懂',
    explanation: '.mdx 页面里的小于号总是标签的开始；标签没有结束、名字不认识，整页就生成不出来。',
    advice: '小于号本身写成 &lt;，换行写成 <br />，注释删去；组件只能用网站提供的，单独成一段。',
    example: { wrong: '每季度 <5 件', right: '每季度 &lt;5 件' },
  },
  'nesting-too-deep': {
    group: 'body',
    severity: 'error',
    title: '嵌套太深',
    explanation: '引用、列表或标签套得太深，程序和浏览器都处理不了，多半是粘贴时出了错。',
    advice: '看这一行起的大于号、缩进和标签，删去多余的层次。',
    example: { wrong: '>>>>>>>>（上百个）正文', right: '> 正文' },
  },
  'too-complex': {
    group: 'body',
    severity: 'error',
    title: '正文太复杂',
    explanation:
      '一段里有几千个符号、表格有十几万格、全文有几十万行的正文，处理起来要占满整台机器，浏览器也打不开；多半是粘贴或转换时出了错。',
    advice: '看这一行附近是不是粘贴坏了；确有这么大的表格，改为附件，或者分成几个表、几份报告。',
    example: { wrong: '一段里有一万个 &nbsp;', right: '用空行分段，不用空格排版' },
  },
  'missing-alt': {
    group: 'body',
    severity: 'error',
    title: '图片没有文字说明',
    explanation: '看不见图片的人只能靠这段文字知道图上是什么。',
    advice: '在方括号里写出图上的内容，不要写“图片”或文件名。',
    example: { wrong: '![](tu.png)', right: '![2019年行政复议案件数量柱状图，共17件](tu.png)' },
  },
  'missing-image': {
    group: 'body',
    severity: 'error',
    title: '找不到图片',
    explanation: '图片显示不出来，页面就缺了一块。',
    advice: '把图片放在报告旁边，文件名（包括大小写和扩展名）要完全一致。',
    example: { wrong: '![说明](tu.png)，而文件叫 tu1.png', right: '两处都叫 tu.png' },
  },
  'image-type': {
    group: 'body',
    severity: 'error',
    title: '图片的类型不能用',
    explanation: '图片要能安全地缩放和压缩；SVG 可以夹带脚本，BMP、TIFF 浏览器打不开。',
    advice: '转成 PNG、JPEG、WebP、AVIF 或 GIF。',
    example: { wrong: '![说明](tu.svg)', right: '![说明](tu.png)' },
  },
  'image-unreadable': {
    group: 'body',
    severity: 'error',
    title: '图片打不开',
    explanation: '文件损坏、没有传完，或者改了扩展名却没有真正转换，网页上就显示不出来。',
    advice: '用看图软件打开原图，重新导出为 PNG 或 JPEG，再换上。',
    example: { wrong: '把 tu.heic 改名为 tu.jpg', right: '把 tu.heic 另存为 JPEG 格式的 tu.jpg' },
  },
  'image-too-large': {
    group: 'body',
    severity: 'error',
    title: '图片的像素太多',
    explanation: '超过一亿像素的图片要占用几个 GB 的内存，生成网站的机器和读者的手机都承受不了。',
    advice: '把图片缩小到长边不超过 5000 像素；需要看清细节的原图列为附件。',
    example: { wrong: '30000×30000 的扫描图', right: '4000×4000 的图片' },
  },
  'external-image': {
    group: 'body',
    severity: 'error',
    title: '图片引自别的网站',
    explanation: '别的网站随时会撤下图片，还会知道谁读了这一页；档案必须自成一体。',
    advice: '把图片下载到报告旁边，再引用这个文件。',
    example: { wrong: '![说明](https://example.cn/tu.png)', right: '![说明](tu.png)' },
  },
  'broken-link': {
    group: 'body',
    severity: 'error',
    title: '链接打不开',
    explanation: '读者点了没有反应，或者看到“找不到页面”。',
    advice: '改正链接；指向报告时写它的 .md 文件，指向章节时写 #标题。',
    example: { wrong: '[上一年](../2018/baogoa.md)', right: '[上一年](../2018/baogao.md)' },
  },
  'half-width-punctuation': {
    group: 'body',
    severity: 'warning',
    title: '汉字之间有半角标点',
    explanation: '公文用全角标点；半角标点多半是转换时丢了，排版和断句都会受影响。',
    advice: '对照原件恢复成全角标点（，：；？！（）），并在 note 里说明。',
    example: { wrong: '坚持党的领导,推进法治', right: '坚持党的领导，推进法治' },
  },
  'literal-emphasis': {
    group: 'body',
    severity: 'warning',
    title: '强调符号没有起作用',
    explanation: '星号紧挨着标点和汉字时 Markdown 认不出来，读者会看到星号本身。',
    advice: '把标点移到星号外面，或者改用 <strong>…</strong>。',
    example: { wrong: '**工作情况：**近年以来', right: '**工作情况**：近年以来' },
  },
  'accidental-emphasis': {
    group: 'body',
    severity: 'warning',
    title: '星号或下划线被当成了强调',
    explanation:
      '乘号、隐去的号码和填空的横线用星号、下划线写成时，成对的两个会消失，中间的文字变成强调；档案里的字一个也不能少。',
    advice:
      '在每个要显示的星号或下划线前面加反斜杠：\\*；乘号可以写 ×。确实要强调的，用两个星号 **…**。',
    example: { wrong: '5*3=15，6*2=12', right: '5\\*3=15，6\\*2=12' },
  },
  'accidental-heading': {
    group: 'body',
    severity: 'warning',
    title: '一段话被当成了标题',
    explanation:
      '文字下面紧接着一行 --- 或 ===，Markdown 就把上面整段当作标题：读屏的人听到的是标题，目录里也会多出一条。',
    advice: '要分隔线的，在 --- 上面空一行；确实是标题的，改写成“## 标题”。',
    example: { wrong: '以上情况，特此报告。\n---', right: '以上情况，特此报告。\n\n---' },
  },
  'accidental-list': {
    group: 'body',
    severity: 'warning',
    title: '行首的正负号或星号被当成了列表',
    explanation:
      '行首的“-”“+”“*”加空格是列表：负号、加号不见了，数字的意思就反了；注的星号也会变成圆点。',
    advice:
      '在符号前面加反斜杠（\\- 5%），或者去掉符号后面的空格；负号最好写成“－”。确实是列表的可以不管。',
    example: { wrong: '- 5%', right: '\\- 5%' },
  },
  'accidental-strike': {
    group: 'body',
    severity: 'warning',
    title: '波浪号被当成了删除线',
    explanation: '一段里有两个半角波浪号，它们会消失，中间的文字会被划掉，意思就反了。',
    advice: '表示起止的用全角 ～ 或连接号 —；要显示半角的，在前面加反斜杠：\\~。',
    example: { wrong: '10~20人，30~40人', right: '10～20人，30～40人' },
  },
  'accidental-code': {
    group: 'body',
    severity: 'warning',
    title: '正文变成了程序代码',
    explanation:
      '行首空四格或者有一行 ``` 没有结束，文字就成了等宽的代码块：不换行，手机上看不全。',
    advice: '删去行首的空格（首行缩进由网站处理）；``` 要成对。确是程序代码的，前后各写一行 ```。',
    example: { wrong: '    一是加强领导。', right: '一是加强领导。' },
  },
  'heading-without-space': {
    group: 'body',
    severity: 'warning',
    title: '标题的井号后面没有空格',
    explanation: '没有空格就不是标题：读者看到井号，目录里也没有这一节。',
    advice: '在井号后面加一个空格。',
    example: { wrong: '##二、存在问题', right: '## 二、存在问题' },
  },
  'run-together-lines': {
    group: 'body',
    severity: 'warning',
    title: '几行会连成一段',
    explanation: 'Markdown 里相邻的两行是同一段，原来分行的各点会首尾相连。',
    advice: '在两行之间空一行。',
    example: { wrong: '1.第一点\n2.第二点', right: '1.第一点\n\n2.第二点' },
  },
  'table-extra-cell': {
    group: 'body',
    severity: 'error',
    title: '表格的一行多了格子',
    explanation: '比表头多出的格子不会显示，里面的内容就丢了。',
    advice: '对照原件：表头少一格就补上（可以是空的），多写了竖线就删去；文字里的竖线写成 \\|。',
    example: {
      wrong: '| 项目 | 件数 |\n| --- | --- |\n| 复议 | 17 | 办结 |',
      right: '| 项目 | 件数 | 情况 |\n| --- | --- | --- |\n| 复议 | 17 | 办结 |',
    },
  },
  'table-without-divider': {
    group: 'body',
    severity: 'warning',
    title: '表头下面没有分隔行',
    explanation: '没有 | --- | 这一行就不是表格，读者看到一行行竖线，读屏软件也读不出行和列。',
    advice: '在第一行下面加一行，有几格就写几个 ---。',
    example: {
      wrong: '| 项目 | 件数 |\n| 复议 | 17 |',
      right: '| 项目 | 件数 |\n| --- | --- |\n| 复议 | 17 |',
    },
  },
  'list-number-changed': {
    group: 'body',
    severity: 'warning',
    title: '序号和写的不一样',
    explanation: '“数字、点、空格”开头的是自动排序的列表，从第一个数往下数，不管后面写的是几。',
    advice:
      '对照原件：序号写错了就改正；原件如此的，在点前面加反斜杠（3\\. ），或者去掉点后面的空格。',
    example: { wrong: '1. 加强领导\n3. 落实责任', right: '1. 加强领导\n2. 落实责任' },
  },
  'list-bracket-changed': {
    group: 'body',
    severity: 'warning',
    title: '序号后面的括号变成了点',
    explanation: '“数字、右括号、空格”开头的是自动排序的列表，网页上数字后面显示的是点，不是括号。',
    advice:
      '要显示括号的，在括号前面加反斜杠（1\\) ），每一条之间空一行；显示成“1.”也可以的，就写“1. ”。',
    example: { wrong: '1) 加强领导\n2) 落实责任', right: '1\\) 加强领导\n\n2\\) 落实责任' },
  },
  'line-end-backslash': {
    group: 'body',
    severity: 'warning',
    title: '行末的反斜杠不会显示',
    explanation: '段落中间一行末尾的反斜杠是换行的记号，读者看不到它。',
    advice: '要显示反斜杠的，写两个（\\\\）；只是要换行的，删去反斜杠，在行末加两个空格。',
    example: { wrong: '存放在 D:\\\n报告文件夹', right: '存放在 D:\\\\\n报告文件夹' },
  },
  'hidden-comment': {
    group: 'body',
    severity: 'warning',
    title: '注释不会显示',
    explanation: '<!-- 和 --> 之间的是网页的注释，读者看不到，公开的网页里也没有。',
    advice: '要让读者看到的，删去 <!-- 和 -->；给编辑看的备注，移到信息栏里，以 # 开头。',
    example: {
      wrong: '办理案件 36 件。<!-- 含上年结转 -->',
      right: '办理案件 36 件（含上年结转）。',
    },
  },
  'swallowed-definition': {
    group: 'body',
    severity: 'error',
    title: '一整行被当成链接的网址，不会显示',
    explanation:
      '行首的“[甲]: 乙”在 Markdown 里是说链接“[甲]”通向哪里，本身不显示。文中没有这样的链接，这一行字就丢了。',
    advice:
      '要显示的，在方括号前面加反斜杠（\\[1]: …），或者把冒号改成全角的；脚注写成 [^1]；不要的就删去。',
    example: { wrong: '[注]: 本表为年底数', right: '\\[注]: 本表为年底数' },
  },
  'text-differs': {
    group: 'body',
    severity: 'warning',
    title: '显示的文字与写的不同',
    explanation: '有的字没有显示，或者被当成了 Markdown 的符号；档案应与写的一字不差。',
    advice: '看写的和显示的有什么不同：要显示的符号（* _ ~ [ ] < > # | \\）前面加反斜杠。',
    example: { wrong: '***注意**', right: '\\***注意**' },
  },
  'page-text-differs': {
    group: 'body',
    severity: 'error',
    title: '网页上的文字与写的不同',
    explanation:
      '每次生成时，每份报告的网页都与写的逐字核对。内容没有写错，是程序在排版时丢了字、改了字。',
    advice:
      '没有生成，上一次的结果原样保留。请把这一条连同这份报告转给维护程序的人；急着发布，就先用上一次能生成的程序。',
    example: { wrong: '写的是“共53件”，网页上是“共5件”', right: '网页与写的一字不差' },
  },
  'traditional-text-differs': {
    group: 'body',
    severity: 'error',
    title: '繁体网页与简体不是同样的字',
    explanation:
      '繁体网页由简体网页逐字转换，字数不变，每个字或者不变，或者换成词典或繁简对照里的那个字；别的变化都是程序的错。',
    advice:
      '没有生成，上一次的结果原样保留。请把这一条连同这份报告转给维护程序的人；刚改过繁简对照（glossary）的，先改回去。',
    example: { wrong: '简体“依法行政”，繁体“依行政”', right: '简体“依法行政”，繁体“依法行政”' },
  },
  'heading-skip': {
    group: 'body',
    severity: 'notice',
    title: '标题跳级',
    explanation: '用读屏软件的人靠标题的级别了解结构；跳过一级像是缺了一章。',
    advice: '检查井号的个数；原件就是如此的可以保留。',
    example: { wrong: '# 一、工作情况\n### 1.加强领导', right: '# 一、工作情况\n## 1.加强领导' },
  },
  'no-headings': {
    group: 'body',
    severity: 'notice',
    title: '长文没有标题',
    explanation: '没有标题就没有目录，读者只能从头翻到尾。',
    advice: '原件有“一、二、三”的小标题时，在行首加井号；原件没有就保留原样。',
    example: { wrong: '一、工作情况', right: '## 一、工作情况' },
  },
  'repeated-title': {
    group: 'body',
    severity: 'warning',
    title: '正文开头重复了标题',
    explanation: '页面已用信息栏的 title 作大标题，正文再写一遍，读者会读到两遍。',
    advice: '删去正文开头的标题。',
    example: {
      wrong: 'title: 2019年报告\n---\n# 2019年报告',
      right: 'title: 2019年报告\n---\n## 一、工作情况',
    },
  },
} as const satisfies Record<string, ProblemEntry>;

/** Permanent: never renamed, never reused for something else. */
export type ProblemCode = keyof typeof problemCatalogue;
