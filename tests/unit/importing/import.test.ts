import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import JSZip from 'jszip';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { ImportChild, importInChild } from '../../../src/importing/import-in-child.ts';
import { type ImportedText, importSource } from '../../../src/importing/import-source.ts';
import { elementsBelow, parseMarkup, textBelow } from '../../../src/importing/read/markup-tree.ts';
import { type ImportOutcome, runImport } from '../../../src/importing/run-import.ts';
import { outcomePage } from '../../../src/importing/write/outcome-page.ts';
import { problemsDir } from '../archive/problem-folder.ts';
import { pdfFile } from './pdf-file.ts';
import {
  cell,
  centred,
  chineseNumbering,
  numbered,
  paragraph,
  picture,
  pixel,
  wordFile,
} from './word-file.ts';

const root = mkdtempSync(join(tmpdir(), 'archive-import-'));
after(() => rmSync(root, { recursive: true }));

const childEntry = join(import.meta.dirname, '../../../scripts/import-one.ts');
const issuers = [
  { id: 'yunxi-government', name: '云溪县人民政府', kind: 'government' as const },
  { id: 'yunxi-justice-bureau', name: '云溪县司法局', kind: 'department' as const },
];

let count = 0;
function put(name: string, bytes: string | Buffer): string {
  const folder = join(root, `source-${count++}`);
  mkdirSync(folder);
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

async function read(name: string, bytes: string | Buffer): Promise<ImportedText> {
  const answer = await importSource({ path: put(name, bytes), issuers });
  assert.ok(answer.kind === 'imported', answer.kind === 'refused' ? answer.reason : '');
  return answer;
}

async function refusal(name: string, bytes: string | Buffer): Promise<string> {
  const answer = await importSource({ path: put(name, bytes), issuers });
  assert.equal(answer.kind, 'refused');
  return answer.kind === 'refused' ? answer.reason : '';
}

const foundIn = (text: ImportedText, wanted: string) =>
  text.record.findings.find(({ field }) => field === wanted)?.value;

const report = [
  paragraph('云溪县2023年度法治政府建设', centred),
  paragraph('情况报告', centred),
  paragraph('云政〔2024〕3号', centred),
  paragraph('一、工作开展情况'),
  paragraph('全年办理案件17件，面积3*5=15平方米，每场10~20人，共30~40人。'),
  paragraph('二、存在问题'),
  paragraph('还有不足。'),
  paragraph('云溪县人民政府', '<w:jc w:val="right"/>'),
  paragraph('2024年1月20日', '<w:jc w:val="right"/>'),
];

test('a Word report: title in two lines, headings from numbering, record with its words', async () => {
  const text = await read('报告.docx', await wordFile(report.join('')));
  assert.equal(
    text.body,
    `云政〔2024〕3号

## 一、工作开展情况

全年办理案件17件，面积3\\*5=15平方米，每场10\\~20人，共30\\~40人。

## 二、存在问题

还有不足。

云溪县人民政府

2024年1月20日
`,
  );
  assert.equal(foundIn(text, 'title'), '云溪县2023年度法治政府建设情况报告');
  assert.equal(foundIn(text, 'year'), '2023');
  assert.equal(foundIn(text, 'issuer'), 'yunxi-government');
  assert.equal(foundIn(text, 'documentNumber'), '云政〔2024〕3号');
  assert.equal(
    foundIn(text, 'published'),
    undefined,
    'the date of signing is no date of publication',
  );
  assert.ok(text.record.open.some((line) => line.includes('2024年1月20日')));
  for (const { words } of text.record.findings) assert.notEqual(words, '');
});

test('numbers that Word draws are text, tables keep merged cells, pictures their words', async () => {
  const body = [
    paragraph('云溪县2023年工作总结', centred),
    paragraph('加强领导', numbered(0)),
    paragraph('健全机制', numbered(1)),
    paragraph('召开会议3次。'),
    paragraph('落实责任', numbered(1)),
    paragraph('签订责任书。'),
    paragraph('规范执法', numbered(0)),
    `<w:tbl><w:tr>${cell('项目')}${cell('件数')}</w:tr><w:tr>${cell('复议|应诉')}${cell('17')}</w:tr></w:tbl>`,
    paragraph('合并如下：'),
    `<w:tbl><w:tr>${cell('全县', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('甲\n乙')}${cell('A&amp;B')}</w:tr></w:tbl>`,
    picture('2023年案件数量柱状图'),
    `<w:p><w:r><w:t>有注</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>`,
  ];
  const text = await read(
    '总结.docx',
    await wordFile(body.join(''), {
      'word/numbering.xml': chineseNumbering,
      'word/media/image1.png': pixel,
      'word/footnotes.xml': `<?xml version="1.0"?><w:footnotes NAMESPACES><w:footnote w:id="2">${paragraph('按年底数。')}</w:footnote></w:footnotes>`,
    }),
  );
  assert.equal(
    text.body,
    `## 一、加强领导

### （一）健全机制

召开会议3次。

### （二）落实责任

签订责任书。

## 二、规范执法

| 项目 | 件数 |
| --- | --- |
| 复议\\|应诉 | 17 |

合并如下：

<table>
<tr><th colspan="2">全县</th></tr>
<tr><td>甲<br>乙</td><td>A&amp;B</td></tr>
</table>

![2023年案件数量柱状图](picture-of-this-report-1.png)

有注[^1]。

[^1]: 按年底数。
`,
  );
});

test('numbers in Roman letters are drawn as Word draws them', async () => {
  const roman = chineseNumbering
    .replace('chineseCounting', 'upperRoman')
    .replace('%1、', '%1.')
    .replace('w:start w:val="1"', 'w:start w:val="3"');
  const text = await read(
    'roman.docx',
    await wordFile(
      [
        paragraph('云溪县2023年报告', centred),
        paragraph('甲。', numbered(0)),
        paragraph('乙。', numbered(0)),
      ].join(''),
      { 'word/numbering.xml': roman },
    ),
  );
  assert.equal(text.body, 'III.甲。\n\nIV.乙。\n');
});

const also =
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"';
const inTitle = (...body: string[]) =>
  [paragraph('云溪县2023年度工作报告', centred), ...body].join('');

test('a list that begins anew does so where Word and LibreOffice let it', async () => {
  const numbering = `<?xml version="1.0"?><w:numbering NAMESPACES><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>${[
    '',
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>',
  ]
    .map(
      (override, index) =>
        `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="0"/>${override}</w:num>`,
    )
    .join('')}</w:numbering>`;
  const point = (list: number, level = 0) =>
    paragraph('内容。', `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
  const places = [[1], [1], [1, 1], [1, 1], [2], [2, 1], [2], [3], [1]] as const;
  const text = await read(
    'bianhao.docx',
    await wordFile(inTitle(...places.map(([list, level]) => point(list, level))), {
      'word/numbering.xml': numbering,
    }),
  );
  assert.deepEqual(text.body.match(/[^\s#]+(?=内容)/g), [
    '（一）',
    '（二）',
    '2.1',
    '2.2',
    '（一）',
    '1.1',
    '（二）',
    '（七）',
    '（八）',
  ]);
});

test('text in a box of the newer form alone is text, of both forms once', async () => {
  const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
  const newer = (text: string) =>
    `<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box(text)}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>`;
  const choice = (text: string) => `<mc:Choice Requires="wps">${newer(text)}</mc:Choice>`;
  const inRun = (xml: string) => `<w:p ${also}><w:r>${xml}</w:r></w:p>`;
  const text = await read(
    'wenbenkuang.docx',
    await wordFile(
      inTitle(
        inRun(`<mc:AlternateContent>${choice('只有新式')}</mc:AlternateContent>`),
        inRun(
          `<mc:AlternateContent>${choice('两式')}<mc:Fallback><w:pict><v:shape><v:textbox>${box('两式')}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`,
        ),
        inRun(newer('没有外层')),
        paragraph('正文。'),
      ),
    ),
  );
  assert.equal(text.body, '只有新式\n\n两式\n\n没有外层\n\n正文。\n');
});

test('an equation is a line of characters, and somebody has to look', async () => {
  const run = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
  const equation = `<m:oMath><m:f><m:num>${run('a+b')}</m:num><m:den>${run('2')}</m:den></m:f>${run('=')}<m:sSup><m:e>${run('x')}</m:e><m:sup>${run('2')}</m:sup></m:sSup><m:rad><m:radPr><m:degHide/></m:radPr><m:deg/><m:e>${run('y')}</m:e></m:rad></m:oMath>`;
  const text = await read(
    'gongshi.docx',
    await wordFile(
      inTitle(
        `<w:p ${also}><w:r><w:t>按</w:t></w:r>${equation}<w:r><w:t>计算。</w:t></w:r></w:p>`,
        `<w:p ${also}><m:oMathPara>${equation}</m:oMathPara></w:p>`,
      ),
    ),
  );
  assert.equal(text.body, '按(a+b)/2=x<sup>2</sup>√y计算。\n\n(a+b)/2=x<sup>2</sup>√y\n');
  assert.ok(text.review.some((line) => /2 处公式/.test(line)));
});

test('a table of contents that Word made is left out and shown, one that is most of the text is text', async () => {
  const run = (xml: string) => `<w:r>${xml}</w:r>`;
  const sign = (kind: string) => run(`<w:fldChar w:fldCharType="${kind}"/>`);
  const instruction = (words: string) => run(`<w:instrText> ${words} </w:instrText>`);
  const line = (words: string, page: number) =>
    `<w:hyperlink w:anchor="_Toc${page}">${run(`<w:t>${words}</w:t>`)}${run('<w:tab/>')}${sign('begin')}${instruction(`PAGEREF _Toc${page}`)}${sign('separate')}${run(`<w:t>${page}</w:t>`)}${sign('end')}</w:hyperlink>`;
  const contents = [
    `<w:p>${sign('begin')}${instruction('TOC \\o "1-3"')}${sign('separate')}${line('一、工作开展情况', 3)}</w:p>`,
    `<w:p>${line('二、存在问题', 15)}${sign('end')}</w:p>`,
  ].join('');
  const control = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph('目录')}${contents}</w:sdtContent></w:sdt>`;
  const rest = [
    paragraph('一、工作开展情况'),
    paragraph('全年召开会议三次，办理案件十七件。'),
    paragraph('二、存在问题'),
    paragraph('还有不足，需要继续努力。'),
  ];
  for (const [before, hidden] of [
    [control, ['目录', '一、工作开展情况3', '二、存在问题15']],
    [contents, ['一、工作开展情况3', '二、存在问题15']],
  ] as const) {
    const text = await read('mulu.docx', await wordFile(inTitle(before, ...rest)));
    assert.match(text.body, /^## 一、工作开展情况\n\n全年/);
    assert.deepEqual(text.frame, hidden);
    assert.ok(text.dropped.some((words) => words.includes('目录')));
  }
  const open = contents.slice(0, contents.lastIndexOf('<w:r><w:fldChar'));
  const endless = await read('mulu.docx', await wordFile(inTitle(`${open}</w:p>`, ...rest)));
  assert.match(endless.body, /还有不足/, 'a field that does not end takes nothing away');
});

test('signs of fonts, readings above words, words written from right to left', async () => {
  const symbol = (font: string, code: string) =>
    `<w:r><w:sym w:font="${font}" w:char="${code}"/></w:r>`;
  const words = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
  const text = await read(
    'fuhao.docx',
    await wordFile(
      inTitle(
        `<w:p>${words('是')}${symbol('Wingdings', 'F0FE')}${words('否')}${symbol('Wingdings', 'F0A8')}</w:p>`,
        `<w:p>${words('甲')}${symbol('Symbol', 'F03C')}${words('乙')}${symbol('Symbol', 'F026')}${words('丙')}</w:p>`,
        `<w:p>${symbol('Nobody’s', 'F041')}${words('不认识')}</w:p>`,
        `<w:p><w:r><w:ruby><w:rubyPr/><w:rt>${words('qú')}</w:rt><w:rubyBase>${words('瞿')}</w:rubyBase></w:ruby></w:r>${words('某')}</w:p>`,
        `<w:p><w:bdo w:val="ltr">${words('电话12345')}</w:bdo></w:p>`,
      ),
    ),
  );
  assert.equal(text.body, '是☑否□\n\n甲\\<乙&丙\n\n�不认识\n\n瞿某\n\n电话12345\n');
  assert.ok(text.dropped.includes('注音 1 处'));
  assert.ok(text.review.some((line) => /丢失/.test(line)));
});

test('the text is found by the package’s relations; parts in other files refuse the whole', async () => {
  const word = await wordFile(report.join(''));
  const zip = await JSZip.loadAsync(word);
  const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
  const types = (await zip.file('[Content_Types].xml')?.async('string')) ?? '';
  const relations = (await zip.file('_rels/.rels')?.async('string')) ?? '';
  zip.remove('word/document.xml');
  zip.file('word/document2.xml', xml);
  zip.file('[Content_Types].xml', types.replace('document.xml', 'document2.xml'));
  zip.file('_rels/.rels', relations.replace('document.xml', 'document2.xml'));
  const text = await read('moved.docx', await zip.generateAsync({ type: 'nodebuffer' }));
  assert.match(text.body, /全年办理案件17件/);
  const chunk = await wordFile(`${report.join('')}<w:altChunk r:id="c1"/>`);
  assert.match(await refusal('chunk.docx', chunk), /另存为新的 \.docx/);
});

test('an item of a list without the lists around it is an item', async () => {
  const bullets = chineseNumbering.replaceAll('chineseCounting', 'bullet');
  const { body } = await read(
    'xiangmu.docx',
    await wordFile(
      inTitle(paragraph('正文。'), paragraph('深的', numbered(1)), paragraph('浅的', numbered(0))),
      { 'word/numbering.xml': bullets },
    ),
  );
  assert.equal(body, '正文。\n\n- 深的\n- 浅的\n');
});

test('drawings with words and embedded files are listed, never left out in silence', async () => {
  const text = await read(
    'tushi.docx',
    await wordFile(
      inTitle(paragraph('见图。'), '<w:p><w:r><w:object/></w:r></w:p>', paragraph('完。')),
      {
        'word/diagrams/data1.xml': '<d><a:t>受理</a:t><a:t>办结</a:t></d>',
        'word/charts/chart1.xml': '<c><a:t>案件数</a:t><c:v>17</c:v></c>',
      },
    ),
  );
  for (const wanted of [/SmartArt 图示.*受理 办结/, /图表.*案件数 17/, /1 处嵌入的文件/])
    assert.ok(text.review.some((line) => wanted.test(line)));
});

test('a note in a table with merged cells stays a note', async () => {
  const noted = `<w:tc><w:tcPr/><w:p><w:r><w:t>17*件</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>${paragraph('第二行')}</w:tc>`;
  const { body } = await read(
    'biaozhu.docx',
    await wordFile(
      inTitle(
        `<w:tbl><w:tr>${cell('全县', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('甲')}${noted}</w:tr></w:tbl>`,
        paragraph('正文。'),
      ),
      {
        'word/footnotes.xml': `<?xml version="1.0"?><w:footnotes NAMESPACES><w:footnote w:id="2">${paragraph('按年底数。')}</w:footnote></w:footnotes>`,
      },
    ),
  );
  assert.match(body, /<td>\n\n17\\\*件\[\^1\]\n\n第二行\n\n<\/td>/);
  assert.match(body, /^\[\^1\]: 按年底数。$/m);
});

test('short lines in bold without number and style stay bold, and are asked about', async () => {
  const bold = (text: string) => `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r></w:p>`;
  const text = await read(
    'jiacu.docx',
    await wordFile(
      inTitle(bold('主要做法'), paragraph('开展工作。'), bold('全部办结。'), paragraph('完。')),
    ),
  );
  assert.match(text.body, /^\*\*主要做法\*\*$/m);
  assert.ok(text.review.some((line) => /有 1 行加粗的短行（“主要做法”）/.test(line)));
});

test('a number that a simple field holds stays in its caption', async () => {
  const caption =
    '<w:p><w:r><w:t>表</w:t></w:r><w:fldSimple w:instr=" SEQ 表 "><w:r><w:t>7</w:t></w:r></w:fldSimple><w:r><w:t>案件</w:t></w:r></w:p>';
  const text = await read(
    'biao.docx',
    await wordFile([paragraph('云溪县2023年报告', centred), caption].join('')),
  );
  assert.equal(text.body, '表7案件\n');
});

test('accepted text wins; what is not imported is said', async () => {
  const text = await read(
    'xiuding.docx',
    await wordFile(
      [
        paragraph('云溪县2023年工作报告', centred),
        '<w:p><w:r><w:t>办理</w:t></w:r><w:del><w:r><w:delText>十六</w:delText></w:r></w:del><w:ins><w:r><w:t>十七</w:t></w:r></w:ins><w:r><w:t>件\u200b。\ue000</w:t></w:r></w:p>',
      ].join(''),
      {
        'word/vbaProject.bin': 'macro',
        'word/footer1.xml': `<?xml version="1.0"?><w:ftr NAMESPACES>${paragraph('内部资料')}</w:ftr>`,
      },
    ),
  );
  assert.equal(text.body, '办理十七件。\n');
  assert.ok(text.review.some((line) => line.includes('2 处没有接受的修订')));
  for (const words of ['宏', '内部资料', 'U+200B', 'U+E000']) {
    assert.ok(
      text.dropped.some((line) => line.includes(words)),
      words,
    );
  }
});

test('no words of a text become Markdown', async () => {
  const lines = [
    '# 不是标题',
    '1. 不是列表',
    '- 不是列表',
    '> 不是引文',
    '| 不 | 是 | 表 |',
    '---',
    '[注]: 本表',
    '![图](x.png) [链](y) &amp;amp; &lt;b&gt;',
    '138****1234，41****5678',
    '_下_划_线_ `code` \\* C:\\x',
    '    四个空格',
    '***',
    '＊全角',
    '[^1]: 注',
    '+ 加',
    '2019. 年',
    '见https://www.example.gov.cn/a*b*c和www.example.gov.cn/~a',
    '--- -- ---',
  ];
  const text = await read(
    'fuhao.docx',
    await wordFile(
      [paragraph('云溪县2023年报告', centred), ...lines.map((line) => paragraph(line))].join(''),
    ),
  );
  const folder = contentFolder('signs');
  writeFileSync(
    join(folder, 'reports/2023/annual.md'),
    `---\ntitle: 云溪县2023年报告\nyear: 2023\nissuer: yunxi-government\nindicators: ["2021/98"]\npublished: 2024-01-20\n---\n\n${text.body}`,
  );
  const { problems } = await openArchive(folder);
  assert.deepEqual(problems, []);
});

const page = `<!doctype html><!-- saved from url=(0040)https://www.example.gov.cn/a/1.html --><html><head><meta charset="utf-8">
<title>云溪县2022年度报告-云溪县人民政府</title><meta name="ArticleTitle" content="云溪县2022年度法治政府建设报告"><meta name="PubDate" content="2023-01-31 09:30"><meta name="ContentSource" content="云溪县司法局"></head>
<body><div class="nav"><a href="/">首页</a></div><div class="position">当前位置：首页 > 法治</div>
<h1>云溪县2022年度法治政府建设报告</h1><p>发布时间：2023-01-31</p>
<div id="zoom" class="TRS_Editor"><style>p{}</style><p style="text-indent:2em"><span style="font-family:仿宋">　　一、工作<b>情况</b></span></p><p>&nbsp;&nbsp;全年<font color=red>办案</font>17件。<br>其中复议3件。</p>
<table border=1><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table><p><a href="/files/附件.pdf">附件.pdf</a></p><img src="https://www.example.gov.cn/x.png"></div>
<div class="footer">版权所有 京ICP备0号</div></body></html>`;

test('a saved page: the article without its frame, the record from its meta data', async () => {
  const text = await read('1.html', page);
  assert.equal(
    text.body,
    `## 一、工作情况

全年办案17件。\\
其中复议3件。

<table>
<tr><th rowspan="2">甲</th><th>1</th></tr>
<tr><td>2</td></tr>
</table>

附件.pdf
`,
  );
  assert.deepEqual(
    text.record.findings.map(({ field, value }) => [field, value]),
    [
      ['title', '云溪县2022年度法治政府建设报告'],
      ['year', '2022'],
      ['issuer', 'yunxi-justice-bureau'],
      ['published', '2023-01-31 09:30'],
      ['source', 'https://www.example.gov.cn/a/1.html'],
    ],
  );
  assert.ok(text.dropped.some((line) => line.includes('页面的框架')));
  assert.ok(text.review.some((line) => line.includes('附件.pdf')));
  assert.ok(text.review.some((line) => line.includes('x.png')));
});

test('words taken for the frame of a page are shown, block by block', async () => {
  const { frame } = await read('1.html', page);
  assert.deepEqual(frame, [
    '首页',
    '当前位置：首页 > 法治',
    '云溪县2022年度法治政府建设报告',
    '发布时间：2023-01-31',
    '版权所有 京ICP备0号',
  ]);
});

test('a page that is nothing but a list of links keeps its list', async () => {
  const links = [1, 2, 3].map(
    (number) =>
      `<li><a href="https://www.example.gov.cn/${number}">云溪县第${number}份报告</a></li>`,
  );
  const text = await read('links.html', `<h3>历年报告</h3><ul>${links.join('')}</ul>`);
  assert.match(text.body, /历年报告/);
  assert.match(text.body, /第1份报告[\s\S]*第2份报告[\s\S]*第3份报告/);
  assert.ok(text.review.some((line) => line.includes('整页都导入了')));
  assert.deepEqual(text.frame, []);
});

test('running text is never taken for a frame in silence, whatever its element is called', async () => {
  const long = '全县各级行政机关认真贯彻落实各项部署要求，取得了新的成效。'.repeat(3);
  const inside = await read(
    'print.html',
    `<html><body><div class="header"><a href="/">首页</a></div><div id="print"><p>云溪县2023年工作报告</p><p>${long}</p></div></body></html>`,
  );
  assert.ok(inside.body.includes(long));
  const beside = await read(
    'beside.html',
    `<html><body><div id="zoom"><p>${long}${long}</p></div><div><p>附：${long}</p></div></body></html>`,
  );
  assert.ok(beside.review.some((line) => line.includes(`附：${long}`)));
  const refused = await refusal(
    'small.html',
    `<html><body><div id="zoom"><p>摘要：见下。</p></div><div><p>正文：${long}</p></div></body></html>`,
  );
  assert.match(refused, /摘要：见下。.*正文：全县/);
});

test('two dates that disagree are both shown and neither is taken', async () => {
  const text = await read('2.html', page.replace('发布时间：2023-01-31', '发布时间：2023-02-01'));
  assert.equal(foundIn(text, 'published'), undefined);
  assert.ok(
    text.record.open.some((line) => line.includes('2023-01-31') && line.includes('2023-02-01')),
  );
});

test('a page in one file, in GB18030, with its picture', async () => {
  const gb = Buffer.from('b1a8b8e6d5fdcec4a1a3', 'hex'); // 报告正文。
  const html = Buffer.concat([
    Buffer.from('<html><body><p>'),
    gb,
    Buffer.from('</p><img src="x.png" alt=""></body></html>'),
  ]);
  const mht = [
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n',
    'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://www.example.gov.cn/1.html\r\n\r\n',
    `${html.toString('base64')}\r\n--b\r\n`,
    'Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://www.example.gov.cn/x.png\r\n\r\n',
    `${pixel.toString('base64')}\r\n--b--\r\n`,
  ].join('');
  const text = await read('page.mht', mht);
  assert.equal(text.body, '报告正文。\n\n![](picture-of-this-report-1.png)\n');
  assert.equal(text.images.length, 1);
  assert.ok(text.review.some((line) => line.includes('没有文字说明')));
});

test('text in every encoding', async () => {
  const words = '政府法治行政的在是和有';
  const utf16 = Buffer.from(words, 'utf16le');
  for (const bytes of [
    Buffer.from(words),
    Buffer.from(`\ufeff${words}`),
    Buffer.from('d5feb8aeb7a8d6ced0d0d5feb5c4d4dacac7bacdd3d0', 'hex'),
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
    utf16,
  ]) {
    assert.equal((await read('a.txt', bytes)).body, `${words}\n`);
  }
});

test('a PDF: lines joined, running heads and page numbers out, always to be looked at', async () => {
  const full = '全县各级行政机关认真贯彻落实法治政府建设的各项部署要求';
  const text = await read(
    'a.pdf',
    pdfFile([
      [
        [72, 800, '云溪县人民政府公报'],
        [201, 760, '云溪县2023年工作报告'],
        [96, 720, '一、⼯作情况'],
        [96, 700, full.slice(0, 25)],
        [72, 682, full],
        [72, 664, '取得成效。'],
        [290, 40, '- 1 -'],
      ],
      [
        [72, 800, '云溪县人民政府公报'],
        [96, 760, '二是落实责任。'],
        [290, 40, '- 2 -'],
      ],
    ]),
  );
  assert.equal(
    text.body,
    `## 一、工作情况\n\n${full.slice(0, 25)}${full}取得成效。\n\n二是落实责任。\n`,
  );
  assert.equal(foundIn(text, 'title'), '云溪县2023年工作报告');
  assert.deepEqual(text.dropped, ['页眉页脚“云溪县人民政府公报” 2 处', '页码 2 处']);
  assert.ok(text.review.some((line) => line.includes('对照原件')));
  assert.match(await refusal('scan.pdf', pdfFile([[]])), /扫描件/);
  assert.match(
    await refusal('font.pdf', pdfFile([[[72, 700, '正文']]], 'UniGB-UCS2-H')),
    /字体没有嵌/,
  );
  assert.match(await refusal('cut.pdf', Buffer.from('%PDF-1.7\n1 0 obj')), /打不开/);
});

test('a PDF in two columns is read column by column, and always marked', async () => {
  const left = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午';
  const right = '天地玄黄宇宙洪荒日月盈昃辰宿列张寒';
  const heads = (number: number): [number, number, string][] => [
    [72, 810, '云溪县人民政府公报'],
    [72, 794, `第${number}期`],
  ];
  const rows = [0, 1, 2, 3, 4, 5];
  const columns = rows.flatMap((row): [number, number, string][] => [
    [72, 700 - 18 * row, `${row}${left}`.slice(0, 17)],
    [320, 700 - 18 * row, `${row}${right}`.slice(0, 17)],
  ]);
  const text = await read(
    'columns.pdf',
    pdfFile([
      [...heads(1), [201, 740, '云溪县2023年工作报告'], ...columns, [290, 40, '1']],
      [...heads(2), ...columns, [290, 40, '2']],
    ]),
  );
  const column = (words: string) => rows.map((row) => `${row}${words}`.slice(0, 17)).join('');
  const page = `${column(left)}\n\n${column(right)}\n`;
  assert.equal(text.body, `${page}\n${page}`);
  assert.ok(text.review.some((line) => line.includes('第 1、2 页分栏')));
  assert.deepEqual(text.dropped, [
    '页眉页脚“云溪县人民政府公报” 2 处',
    '页码 2 处',
    '页眉页脚“第1期” 1 处',
    '页眉页脚“第2期” 1 处',
  ]);
});

test('a PDF in three columns, with other heads on left pages than on right ones', async () => {
  const words = ['甲乙丙丁戊己庚辛壬癸子', '天地玄黄宇宙洪荒日月盈', '春夏秋冬东南西北上中下'];
  const rows = [0, 1, 2, 3, 4, 5];
  // What stands alike at the foot of every page would be a running foot.
  const line = (page: number, row: number, column: number) =>
    `${'赵钱孙李周'[page - 1]}${row}${words[column]}`;
  const page = (number: number): [number, number, string][] => [
    number % 2 === 1 ? [72, 810, '云溪县司法局年报'] : [400, 810, '法治政府建设'],
    ...rows.flatMap((row) =>
      words.map((_, column): [number, number, string] => [
        60 + 165 * column,
        700 - 18 * row,
        line(number, row, column),
      ]),
    ),
  ];
  const text = await read('san-lan.pdf', pdfFile([1, 2, 3, 4, 5].map(page)));
  const columns = [1, 2, 3, 4, 5].flatMap((number) =>
    words.map((_, column) => `${rows.map((row) => line(number, row, column)).join('')}\n`),
  );
  assert.equal(text.body, columns.join('\n'));
  assert.deepEqual(text.dropped, [
    '页眉页脚“云溪县司法局年报” 3 处',
    '页眉页脚“法治政府建设” 2 处',
  ]);
});

test('a table of a PDF is one only where every row has the same cells below each other', async () => {
  const grid = (lines: readonly (readonly string[])[]) =>
    lines.flatMap((row, index) =>
      row.map((words, column): [number, number, string] => [
        72 + 150 * column,
        700 - 20 * index,
        words,
      ]),
    );
  const sure = await read(
    'table.pdf',
    pdfFile([
      [
        [72, 730, '各项如下。'],
        ...grid([
          ['项目', '件数', '比例'],
          ['复议', '17', '二成'],
          ['应诉', '4', '一成'],
        ]),
      ],
    ]),
  );
  assert.match(sure.body, /\| 项目 \| 件数 \| 比例 \|\n\| --- .*\n\| 复议 \| 17 \| 二成 \|\n/);
  assert.ok(sure.review.some((line) => line.includes('有表格')));
  const unsure = await read(
    'rows.pdf',
    pdfFile([
      grid([
        ['项目', '件数', '比例'],
        ['复议', '17'],
        ['应诉', '4', '一成'],
      ]),
    ]),
  );
  assert.equal(unsure.body, '项目 件数 比例\n\n复议 17\n\n应诉 4 一成\n');
  assert.ok(unsure.review.some((line) => line.includes('格子认不准')));
});

test('a scan is read by the text beside it that a program recognised, and never without', async () => {
  const scan = put('报告 一.pdf', pdfFile([[]]));
  const photo = join(dirname(scan), 'photo.JPG');
  writeFileSync(photo, pixel);
  for (const path of [scan, photo]) {
    const bare = await importSource({ path, issuers });
    assert.ok(bare.kind === 'refused' && /识别/.test(bare.reason));
  }
  writeFileSync(join(dirname(scan), '报告 一.ocr.txt'), '云溪县2023年工作报告\n认出来的正文。\n');
  writeFileSync(join(dirname(scan), 'photo.ocr.txt'), '照片上的正文。\n');
  const answer = await importSource({ path: scan, issuers });
  assert.ok(answer.kind === 'imported');
  assert.equal(answer.body, '认出来的正文。\n');
  assert.ok(answer.review.some((line) => line.includes('逐字对照')));
  const outcomes = await runImport({
    ...{ sources: [dirname(scan)], contentDir: contentFolder('scans'), childEntry },
    ...{ stated: { indicators: [], year: 2023 }, isDryRun: true },
  });
  assert.deepEqual(
    outcomes.map(({ source, state }) => [source, state]),
    [
      ['photo.JPG', 'review'],
      ['报告 一.pdf', 'review'],
    ],
  );
});

test('the year that ends a page’s trail is the report’s, unless its title says another', async () => {
  const old = (year: string) =>
    `简体 繁体\n当前位置:首页 > >> 网络检索指标 >> 98.每年报告 >> ${year}\n\n云溪县2019年度工作情况的报告\n\n正文。\n`;
  assert.equal(foundIn(await read('a.txt', old('2019').replace('2019年度', '')), 'year'), '2019');
  const html = `<html><body><div>${old('2019').split('\n')[1]}</div><div id="zoom"><p>云溪县工作报告</p><p>正文。</p></div></body></html>`;
  const page2019 = await read('a.html', html);
  assert.equal(foundIn(page2019, 'year'), '2019');
  assert.equal(page2019.body, '正文。\n');
  const two = await read('b.html', html.replace('云溪县工作', '云溪县2018年度工作'));
  assert.equal(foundIn(two, 'year'), undefined);
  assert.ok(two.record.open.some((line) => line.includes('2018') && line.includes('2019')));
});

test('a page of the old archive: record from trail and meta data, indicators only shown', async () => {
  const place = '98.每年第一季度报告上一年度法治政府建设情况。';
  const trail = `当前位置:首页 > >> 示范创建 >> 九、组织领导落实到位 >> 1.加强领导 >> ${place} >> 2019`;
  const body = ['一、工作情况', '全年办理案件17件。', '二、下一步打算', '继续努力。'];
  const oldPage = `<!doctype html>
<!-- saved from url=(0042)https://www.example.gov.cn/fz/98/2019.html -->
<html><head><meta charset="utf-8"><title>${place}-云溪县人民政府</title>
<meta name="ArticleTitle" content="云溪县依法行政工作情况的报告">
<meta name="ColumnName" content="2019"><meta name="PubDate" content="2020-03-05 10:20">
<meta name="ContentSource" content="云溪县人民政府"><meta name="DocumentNumber" content="云政[2020]7号"></head>
<body><div class="top"><a href="#">简体</a> <a href="#">繁体</a> <a href="#">无障碍阅读</a> <a href="#">进入适老模式</a></div>
<div class="title">${place}</div><div class="dqwz">${trail}</div>
<div class="TRS_Editor"><p align="center">云溪县依法行政工作情况的</p><p align="center">报　　告</p>
${body.map((line) => `<p>　　${line}</p>`).join('\n')}</div>
<div class="foot">主办：云溪县人民政府办公室　版权所有</div></body></html>`;
  const drawer = join(root, 'old-archive');
  mkdirSync(drawer);
  writeFileSync(join(drawer, 'page.html'), oldPage);
  writeFileSync(
    join(drawer, 'page.txt'),
    [`简体 繁体\n无障碍阅读 进入适老模式\n \n${place}\n    ${trail}\n\n`]
      .concat(['云溪县2019年度依法行政工作情况的报告', ...body])
      .join('\n\n'),
  );
  const contentDir = contentFolder('from-old-archive');
  const [saved, copied] = await runImport({
    ...{ sources: [drawer], contentDir, childEntry },
    ...{ stated: { indicators: [] }, isDryRun: false },
  });
  assert.deepEqual(
    saved?.found.map(({ field, value }) => [field, value]),
    [
      ['title', '云溪县依法行政工作情况的报 告'],
      ['year', '2019'],
      ['issuer', 'yunxi-government'],
      ['documentNumber', '云政〔2020〕7号'],
      ['published', '2020-03-05 10:20'],
      ['source', 'https://www.example.gov.cn/fz/98/2019.html'],
    ],
  );
  assert.deepEqual(
    copied?.found.map(({ field, value }) => [field, value]),
    [
      ['title', '云溪县2019年度依法行政工作情况的报告'],
      ['year', '2019'],
    ],
  );
  for (const outcome of [saved, copied]) {
    assert.ok(outcome?.frame.some((words) => words.includes('示范创建')));
    assert.ok(outcome.open.some((line) => /可能是 2021\/98（条文相同）/.test(line)));
    const text = readFileSync(join(contentDir, outcome.report ?? ''), 'utf8');
    assert.doesNotMatch(text, /^indicators/m);
    assert.match(text, /---\n\n## 一、工作情况\n\n全年办理案件17件。/);
  }
});

test('a list of addresses beside saved pages gives each its source, and names what is not saved', async () => {
  const address = (name: string) => `https://www.example.gov.cn/fz/${name}`;
  const saved = (name: string, note = '') =>
    `<!doctype html>${note}<html><head><meta charset="utf-8"></head><body><div id="zoom"><p>云溪县2023年${name}报告</p><p>${name}的正文。</p></div></body></html>`;
  const drawer = join(root, 'saved-pages');
  mkdirSync(join(drawer, 'more'), { recursive: true });
  writeFileSync(join(drawer, 't2024_1.html'), saved('甲'));
  writeFileSync(
    join(drawer, '云溪县报告.html'),
    saved('乙', `<!-- saved from url=(0040)${address('t2024_2.html')} -->`),
  );
  writeFileSync(join(drawer, 'more/三.html'), saved('丙'));
  writeFileSync(
    join(drawer, 'more/四.html'),
    saved('丁', `<!-- saved from url=(0040)${address('other.html')} -->`),
  );
  writeFileSync(join(drawer, '不在清单.html'), saved('戊'));
  const list = join(drawer, '网址.txt');
  writeFileSync(
    list,
    [
      '# 县政府网站的旧报告',
      address('t2024_1.html'),
      address('t2024_2.html'),
      `${address('index.html?id=3')}\tmore/三.html`,
      `more/四.html, ${address('t2024_4.html')}`,
      address('t2024_5.html'),
      `${address('t2024_6.html')} ../../etc/passwd`,
    ].join('\r\n'),
  );
  const options = { contentDir: contentFolder('from-list'), childEntry, isDryRun: true };
  const stated = { indicators: ['2021/98'] };
  const outcomes = await runImport({ ...options, stated, sources: [drawer] });
  const sources = outcomes.map(({ source, state, found }) => [
    source,
    state,
    found.find(({ field }) => field === 'source')?.value,
  ]);
  assert.deepEqual(
    sources.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    [
      [address('t2024_5.html'), 'refused', undefined],
      [address('t2024_6.html'), 'refused', undefined],
      ['more/三.html', 'review', address('index.html?id=3')],
      ['more/四.html', 'review', undefined],
      ['t2024_1.html', 'review', address('t2024_1.html')],
      ['不在清单.html', 'review', undefined],
      ['云溪县报告.html', 'review', address('t2024_2.html')],
    ],
  );
  const two = outcomes.find(({ source }) => source === 'more/四.html');
  assert.ok(two?.open.some((line) => line.includes('t2024_4') && line.includes('other.html')));
  const gone = outcomes.find(({ source }) => source === address('t2024_5.html'));
  assert.match(gone?.reason ?? '', /网址清单“网址.txt”第 6 行.*未保存，请在浏览器打开后另存为/);
  const alone = await runImport({ ...options, stated, sources: [list] });
  assert.equal(alone.length, outcomes.length - 1, 'the list alone names its pages');
  // As a browser hands them over: each in a folder of its own.
  const apart = [put('t2024_1.html', saved('甲')), put('网址.txt', address('t2024_1.html'))];
  const [sent, ...none] = await runImport({ ...options, stated, sources: apart });
  assert.deepEqual(none, []);
  assert.ok(sent?.found.some(({ value }) => value === address('t2024_1.html')));
});

test('hostile and broken files are refused with one line', async () => {
  const good = await wordFile(report.join(''));
  assert.match(await refusal('a.docx', good.subarray(0, 500)), /不完整/);
  assert.match(await refusal('a.docx', Buffer.from('not a zip at all')), /损坏/);
  assert.match(await refusal('a.docx', ''), /空的/);
  assert.match(await refusal('a.pdf', '%PDF-1.4'), /打不开/);
  assert.match(await refusal('a.wps', 'xxxxxxxx'), /另存为 \.docx/);
  assert.match(
    await refusal('a.html', '<html><body><script>document.write(1)</script></body></html>'),
    /没有文字/,
  );
  assert.match(await refusal('a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')), /打不开/);
  const encrypted = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
  assert.match(await refusal('a.docx', encrypted), /密码/);
  const oldWord = Buffer.alloc(2048);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(oldWord);
  oldWord.writeUInt32LE(0x00c1a5ec, 1024);
  oldWord.writeUInt16LE(0x0100, 1024 + 10);
  oldWord.write('WordDocument', 1600, 'utf16le');
  assert.match(await refusal('a.doc', oldWord), /密码/);
  assert.match(
    await refusal(
      'a.docx',
      await wordFile('', {
        'word/document.xml':
          '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><w:document>&c;</w:document>',
      }),
    ),
    /实体/,
  );
  const bomb = new JSZip();
  bomb.file('word/document.xml', Buffer.alloc(320_000_000));
  assert.match(
    await refusal(
      'a.docx',
      await bomb.generateAsync({
        type: 'nodebuffer',
        compression: 'DEFLATE',
        compressionOptions: { level: 1 },
      }),
    ),
    /大得不像文档/,
  );
});

test('a package that states less than it unpacks to is not opened', async () => {
  const bomb = new JSZip();
  bomb.file('word/document.xml', Buffer.alloc(30_000_000));
  const bytes = await bomb.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
  const entry = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'));
  bytes.writeUInt32LE(1000, entry + 24);
  assert.match(await refusal('a.docx', bytes), /大小不符/);
});

test('a package of which a byte was changed on its way is not taken for the text', async () => {
  const word = await JSZip.loadAsync(await wordFile(report.join('')));
  const bytes = await word.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
  bytes.write('99', bytes.indexOf('17件'), 'latin1');
  assert.match(await refusal('a.docx', bytes), /校验码不符/);
});

test('a file that takes too long or too much is given up', async () => {
  const path = put('long.txt', `${'正文。'.repeat(20)}\n`.repeat(20_000));
  const answer = await importInChild(
    childEntry,
    { path, issuers },
    { milliseconds: 50, megabytes: 700 },
  );
  assert.ok(answer.kind === 'refused' && /没有读完/.test(answer.reason));
});

test('a process reads on after a file it refused, never after a fault, and a file it dies of is tried without what was before', async () => {
  const entry = put(
    'child.mjs',
    `let count = 0;
process.on('message', ({ path }) => {
  count += 1;
  if (path === 'deadly' || (path === 'too-much' && count > 1)) process.exit(1);
  process.send({ kind: 'refused', reason: String(process.pid), isFault: path === 'fault' });
});`,
  );
  const child = new ImportChild(entry);
  const ask = async (path: string) => {
    const answer = await child.ask({ path, issuers });
    assert.ok(answer.kind === 'refused');
    return answer.reason;
  };
  const first = await ask('refused');
  assert.equal(await ask('refused'), first);
  assert.equal(await ask('fault'), first);
  const second = await ask('refused');
  assert.notEqual(second, first);
  const third = await ask('too-much');
  assert.match(third, /^\d+$/);
  assert.notEqual(third, second);
  assert.match(await ask('deadly'), /中断/);
  assert.match(await ask('refused'), /^\d+$/);
  child.end();
});

test('archives in archives, pages with their pictures and a list of addresses in GB18030 among them', async () => {
  const page = (words: string) =>
    `<html><body><h1>云溪县2023年度报告${words}</h1><p>正文${words}。<img src="page.files/a.png" alt="图"></p></body></html>`;
  const inner = new JSZip();
  inner.file('深/报告.txt', '云溪县2023年度总结报告\n\n正文。\n');
  const middle = new JSZip();
  middle.file('inner.zip', await inner.generateAsync({ type: 'nodebuffer' }));
  const zip = new JSZip();
  zip.file('里面/middle.zip', await middle.generateAsync({ type: 'nodebuffer' }));
  zip.file('page.html', page('一'));
  zip.file('page.files/a.png', pixel);
  zip.file('PAGE.html', page('二'));
  // `http://www.example.gov.cn/1.html page.html`, `…/2.html 缺.html` in GB18030
  const list = Buffer.concat([
    Buffer.from('http://www.example.gov.cn/1.html page.html\nhttp://www.example.gov.cn/2.html '),
    Buffer.from('c8b12e68746d6c', 'hex'),
  ]);
  zip.file('list.txt', list);
  const source = put('all.zip', await zip.generateAsync({ type: 'nodebuffer' }));
  const contentDir = contentFolder('from-archives');
  const outcomes = await runImport({
    sources: [source],
    contentDir,
    stated: { indicators: ['2021/98'] },
    childEntry,
    isDryRun: false,
  });
  assert.deepEqual(outcomes.map(({ source: name, state }) => `${state} ${name}`).sort(), [
    'refused http://www.example.gov.cn/2.html',
    'review all.zip/PAGE.html',
    'review all.zip/page.html',
    'review all.zip/里面/middle.zip/inner.zip/深/报告.txt',
  ]);
  const text = outcomes.find(({ source: name }) => name === 'all.zip/page.html')?.report ?? '';
  const written = readFileSync(join(contentDir, text), 'utf8');
  assert.match(written, /url: http:\/\/www\.example\.gov\.cn\/1\.html/);
  const image = /!\[图\]\((.*)\)/.exec(written)?.[1] ?? '';
  assert.deepEqual(readFileSync(join(contentDir, dirname(text), image)), pixel);
});

test('a report that was moved, renamed or taken away is not written again', async () => {
  const contentDir = contentFolder('moved');
  const source = put('no-year.txt', '没有年度的正文。');
  const options = {
    sources: [source],
    contentDir,
    stated: { indicators: ['2021/98'] },
    childEntry,
    isDryRun: false,
    howAgain: '按某处',
  };
  const again = async (isAgain = false) => (await runImport({ ...options, isAgain }))[0];
  assert.equal((await again())?.report, '.imported/no-year.md');
  const moved = join(contentDir, 'reports/2022/no-year.md');
  mkdirSync(dirname(moved), { recursive: true });
  renameSync(join(contentDir, '.imported/no-year.md'), moved);
  const first = await again();
  assert.deepEqual([first?.state, first?.report], ['skipped', 'reports/2022/no-year.md']);
  const renamed = join(dirname(moved), 'work-report.md');
  renameSync(moved, renamed);
  writeFileSync(renamed, `${readFileSync(renamed, 'utf8')}\n加的一段。\n`);
  assert.equal((await again())?.report, 'reports/2022/work-report.md');
  rmSync(renamed);
  const gone = await again();
  assert.deepEqual([gone?.state, gone?.report], ['skipped', undefined]);
  assert.match(gone?.reason ?? '', /不在了[\s\S]*想重新导入，按某处。$/);
  assert.equal(existsSync(join(contentDir, '.imported/no-year.md')), false);
  assert.equal((await again(true))?.report, '.imported/no-year.md');
});

test('the page of an import: what to do first, names as text, no link to what a dry run did not write', () => {
  const nothing = { found: [], open: [], frame: [], dropped: [], review: [] };
  const outcomes: ImportOutcome[] = [
    { ...nothing, source: '<b>好.docx', state: 'imported', report: 'reports/2023/hao.md' },
    { ...nothing, source: 'huai.docx', state: 'refused', reason: '文件有密码，请先去掉密码。' },
    {
      ...nothing,
      source: 'kan.docx',
      state: 'review',
      report: '.imported/kan.md',
      open: ['没有找到年度'],
      found: [{ field: 'title', value: '报告', words: '正文开头的标题' }],
    },
  ];
  const page = outcomePage('/content', outcomes, false);
  const { root: tree } = parseMarkup(page);
  const all = [...elementsBelow(tree)];
  const texts = (tag: string) => all.filter((one) => one.tag === tag).map((one) => textBelow(one));
  assert.deepEqual(texts('h2'), ['没有导入：1 个', '导入了，要看一看：1 个', '导入了：1 个']);
  assert.deepEqual(texts('b'), []);
  assert.ok(texts('article').some((text) => /huai[\s\S]*请先去掉密码/.test(text)));
  assert.deepEqual(texts('td'), ['报告', '正文开头的标题']);
  const links = all.flatMap(({ tag, attributes }) => (tag === 'a' ? (attributes.href ?? '') : []));
  const ids = new Set(all.map(({ attributes }) => attributes.id));
  for (const link of links.filter((one) => one.startsWith('#'))) assert.ok(ids.has(link.slice(1)));
  assert.equal(links.filter((link) => link.startsWith('file:///content/')).length, 2);
  assert.doesNotMatch(outcomePage('/content', outcomes, true), /href="file:/);
});

test('lines cut at a page’s width are put together, other lines are left alone', async () => {
  const sentence = '全年召开会议三次，审查规范性文件十七件，办理行政复议案件三十六件。';
  const cut = (words: string) => words.match(/.{1,20}/gu)?.join('\n') ?? '';
  const paragraphs = [`　　${sentence.repeat(3)}`, `　　${sentence.repeat(2)}`];
  const text = await read(
    'ying.txt',
    ['云溪县2023年度报告', '', '一、工作情况', ...paragraphs.map(cut), '二、问题', '　　无。'].join(
      '\n',
    ),
  );
  assert.equal(
    text.body,
    `## 一、工作情况\n\n${sentence.repeat(3)}\n\n${sentence.repeat(2)}\n\n## 二、问题\n\n无。\n`,
  );
  assert.ok(text.review.some((line) => /硬换/.test(line)));
  const lines = Array.from({ length: 6 }, () => '云溪县司法局行政复议与应诉科。');
  const own = await read('ge-hang.txt', ['云溪县2023年度报告', ...lines].join('\n'));
  assert.equal(own.body, `${lines.join('\n\n')}\n`);
});

test('an archive is opened in its own process, names in GBK and paths out of it included', async () => {
  const zip = new JSZip();
  zip.file('../../报告.docx', await wordFile(report.join('')));
  zip.file('inner.zip', 'PK');
  zip.file('photo.jpg', 'x');
  const gbk = await zip.generateAsync({
    type: 'nodebuffer',
    encodeFileName: (name) => name.replace('报告', '\u00b1\u00a8\u00b8\u00e6') as string,
  });
  const source = join(root, 'archives');
  mkdirSync(source);
  writeFileSync(join(source, 'all.zip'), gbk);
  writeFileSync(join(source, 'broken.zip'), gbk.subarray(0, 300));
  const outcomes = await runImport({
    sources: [source],
    contentDir: contentFolder('from-archive'),
    stated: { indicators: ['2021/98'] },
    childEntry,
    isDryRun: true,
  });
  assert.deepEqual(
    outcomes.map(({ source: name, state }) => [name.replace(/.*\//, ''), state]),
    [
      ['报告.docx', 'review'],
      ['inner.zip', 'refused'],
      ['broken.zip', 'refused'],
    ],
  );
});

test('which of two reports of one name is the second depends on names and content, not on who reads faster', async () => {
  const entry = (name: string, isSlow: string) =>
    put(
      name,
      `const { importSource } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../../src/importing/import-source.ts')).href)});
process.on('message', async (request) => {
  if (${isSlow}) await new Promise((resolve) => setTimeout(resolve, 700));
  process.send(await importSource(request));
});`,
    );
  const source = join(root, 'namesakes');
  for (const folder of ['a', 'b', 'c', 'd']) {
    mkdirSync(join(source, folder), { recursive: true });
    writeFileSync(join(source, folder, 'report.txt'), `云溪县2023年度总结\n\n${folder}。\n`);
  }
  // The same file twice: the name that comes first is the one that is imported.
  writeFileSync(join(source, 'd/report.txt'), '云溪县2023年度总结\n\na。\n');
  const folders = ['a', 'b', 'c', 'd'].map((folder) => join(source, folder));
  const written = async (name: string, sources: readonly string[], isSlow: string) => {
    const contentDir = contentFolder(name);
    const outcomes = await runImport({
      sources,
      contentDir,
      stated: { indicators: ['2021/98'] },
      childEntry: entry(`${name}.mjs`, isSlow),
      isDryRun: false,
    });
    assert.deepEqual(
      outcomes.flatMap(({ state, source: skipped }) => (state === 'skipped' ? [skipped] : [])),
      [sources.length === 1 ? 'd/report.txt' : 'report.txt'],
    );
    return ['report', 'report-2', 'report-3'].map((slug) =>
      readFileSync(join(contentDir, `reports/2023/${slug}.md`), 'utf8')
        .split('\n')
        .at(-2),
    );
  };
  const slowFirst = await written('slow-first', [source], `/[ab].report/.test(request.path)`);
  assert.deepEqual(slowFirst, ['a。', 'b。', 'c。']);
  const slowLast = await written('slow-last', [source], `/[cd].report/.test(request.path)`);
  assert.deepEqual(slowLast, ['a。', 'b。', 'c。']);
  // Named one by one, all are called report.txt: their content decides, not who was named first.
  const forth = await written('forth', folders, `/[ab].report/.test(request.path)`);
  const back = await written('back', folders.toReversed(), 'false');
  assert.deepEqual(forth, back);
  assert.deepEqual(forth.toSorted(), ['a。', 'b。', 'c。']);
});

test('a file and a folder of one name in an archive are both read, with the pictures beside their pages', async () => {
  const zip = new JSZip();
  const page = (words: string, image: string) =>
    `<html><body><h1>云溪县2023年度报告${words}</h1><p>正文${words}。<img src="${image}" alt="图"></p></body></html>`;
  zip.file('a.txt/b.html', page('一', 'p/x.png'));
  zip.file('a.txt/p/x.png', pixel);
  zip.file('A.TXT', '云溪县2023年度总结\n\n二。\n');
  zip.file('a.txt_', 'no document');
  zip.file('a.txt_/c.txt', '云溪县2023年度总结\n\n三。\n');
  zip.file('_1', 'no document');
  zip.file('a.txt/b.html/d.txt', '云溪县2023年度总结\n\n四。\n');
  const contentDir = contentFolder('file-and-folder');
  const outcomes = await runImport({
    sources: [put('all.zip', await zip.generateAsync({ type: 'nodebuffer' }))],
    contentDir,
    stated: { indicators: ['2021/98'] },
    childEntry,
    isDryRun: false,
  });
  const reports = new Map(
    outcomes.map(({ source, report = '' }) => [
      source,
      report && readFileSync(join(contentDir, report), 'utf8'),
    ]),
  );
  assert.match(reports.get('all.zip/A.TXT') ?? '', /二。/);
  assert.match(reports.get('all.zip/a.txt_/c.txt') ?? '', /三。/);
  assert.match(reports.get('all.zip/a.txt/b.html/d.txt') ?? '', /四。/);
  assert.match(reports.get('all.zip/a.txt/b.html') ?? '', /一。!\[图\]/);
  assert.equal(outcomes.length, 4);
});

function contentFolder(name: string): string {
  const folder = join(root, name);
  cpSync(join(problemsDir, '_base/content'), folder, { recursive: true });
  return folder;
}

test('an import writes sound reports, never twice and never over another', async () => {
  const contentDir = contentFolder('content');
  const source = join(root, 'drawer');
  mkdirSync(source);
  writeFileSync(join(source, '报告.docx'), await wordFile(report.join('')));
  writeFileSync(join(source, 'copy.docx'), await wordFile(report.join('')));
  writeFileSync(join(source, 'bad.docx'), 'broken');
  writeFileSync(join(source, 'no-year.txt'), '没有年度的正文。');
  writeFileSync(join(source, 'photo.jpg'), 'not a document');
  const stated = { indicators: ['2021/98'] };
  const options = { sources: [source], contentDir, stated, childEntry, isDryRun: false };
  const tried = await runImport({ ...options, isDryRun: true });
  assert.equal(existsSync(join(contentDir, '.imported.json')), false, 'a dry run writes nothing');
  const outcomes = await runImport(options);
  assert.deepEqual(outcomes.map(({ state }) => state).sort(), [
    'refused',
    'review',
    'review',
    'skipped',
  ]);
  assert.equal(tried.length, outcomes.length);
  const written =
    outcomes.find(({ report: file }) => file?.startsWith('reports/2023/'))?.report ?? '';
  assert.ok(outcomes.some(({ report: file }) => file === '.imported/no-year.md'));
  const { problems } = await openArchive(contentDir);
  assert.deepEqual(
    problems.map(({ code, file }) => [code, file]),
    [['published-unknown', written]],
  );
  const text = readFileSync(join(contentDir, written), 'utf8');
  assert.match(
    text,
    /^---\ntitle: 云溪县2023年度法治政府建设情况报告\nyear: 2023\nissuer: yunxi-government\n/,
  );
  writeFileSync(join(contentDir, written), `${text}\n编辑加的一段。\n`);
  const again = await runImport(options);
  assert.ok(again.every(({ state }) => state === 'skipped' || state === 'refused'));
  assert.match(readFileSync(join(contentDir, written), 'utf8'), /编辑加的一段/);
});
