import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderCheckedBody } from '../../../src/archive/check/check-body.ts';
import { ProblemList } from '../../../src/archive/check/problem-list.ts';
import { judgeTypedText } from '../../../src/archive/check/typed/judge-typed-text.ts';
import { shownText } from '../../../src/archive/check/typed/shown-text.ts';
import { mendSlips } from '../../../src/archive/mend/mend-slips.ts';
import { parseMarkdown, renderMarkdown } from '../../../src/archive/render/render-markdown.ts';
import { fc } from '../../property.ts';

const context = {
  file: 'reports/2023/a.md',
  year: 2023,
  slug: 'a',
  base: '/',
  title: undefined,
  firstLine: 1,
  attachments: new Set<string>(),
  files: new Set(['reports/2023/a.png']),
};

const ours =
  /^(?:hidden-comment|line-end-backslash|list-bracket-changed|literal-emphasis|accidental-|heading-without-space|run-together|swallowed-|table-|list-number|text-differs)/;

function codesOf(body: string): string[] {
  const problems = new ProblemList();
  renderCheckedBody(body, context, problems);
  return problems.sorted().flatMap(({ code }) => (ours.test(code) ? code : []));
}

test('what is unmistakably Markdown is no difference', () => {
  for (const body of [
    '# 一、甲 #\n\n正文**强调**和***两样***，~~删去~~，`a*b*c`。',
    '*注：*本表，_说明_。',
    '- 甲\n- 乙\n  1. 丙\n  2. 丁\n\n     续\n- [x] 已办\n- [ ] 未办',
    '3. 三\n4. 四',
    '写明 1) 的一句话\n2) 接着说',
    '1\\) 甲\n\n2\\) 乙',
    '代码 `<!-- 甲 -->` 和 \\<!-- 乙',
    '两个 D:\\\\\n乙',
    '1. 自动\n1. 编号',
    '2019. 年',
    '> 引文\n> 第二行\n\n> 1. 甲\n> 2. 乙',
    '| 甲 | 乙\\|丙 |\n| :-- | --: |\n| 1 | **2** |\n| 3 |',
    '甲 | 乙\n--- | ---\n1 | 2',
    '[链](https://example.cn/a_b_c "题")和[引][甲]、[甲]、<https://example.cn>\n\n[甲]: https://example.cn',
    '![图*一*](a.png)后文',
    '有注[^1]和[^b]。\n\n[^b]: 后写先见\n    续行\n\n[^1]: 前',
    '一行  \n二行',
    '甲&nbsp;乙&lt;丙&#20013;&times;\\*\\#',
    '标题\n===\n\n又一\n---\n\n***\n\n- - -',
    '<table><tr><td>甲*乙*</td></tr>\n<tr><td>丙</td></tr></table>\n\n后文',
    '<ol><li>甲</li><li>乙</li></ol>',
    '甲乙<sup>2</sup>\n\n丙',
    '```\n*甲*\n# 乙\n```',
    '1.甲\n\n2.乙',
    '这一段只是\n在编辑器里换了行',
    '一个~波浪，3*5',
    '话题#甲#，C#，第1_2_3号',
    '见[1]\n\n[1]: https://example.cn/1',
    '- 5件\n- 6件\n\n+ 甲\n\n* 乙\n\n- 5名干部受表彰',
    '```json\n甲\n```',
    '> 引文没有完\n接着引',
  ]) {
    assert.deepEqual(codesOf(body), [], body);
  }
});

test('each slip is named', () => {
  for (const [body, code] of [
    ['5*3=15，6*2=12', 'accidental-emphasis'],
    ['第1*2*3项', 'accidental-emphasis'],
    ['138****1234，139****5678', 'accidental-emphasis'],
    ['编号：____号，共：____。', 'accidental-emphasis'],
    ['10~20人，30~40人', 'accidental-strike'],
    ['    四个空格', 'accidental-code'],
    ['～\n~~~\n甲', 'accidental-code'],
    ['##二、', 'heading-without-space'],
    ['1.第一点\n2.第二点', 'run-together-lines'],
    ['　　甲\n　　乙', 'run-together-lines'],
    ['|甲|乙|\n|-|-|\n|1|2|3|', 'table-extra-cell'],
    ['|甲|乙|\n|1|2|', 'table-without-divider'],
    ['1. 甲\n3. 乙', 'list-number-changed'],
    ['1) 甲\n2) 乙', 'list-bracket-changed'],
    ['> 3) 甲\n>\n> 4) 乙\n>\n> 丙', 'list-bracket-changed'],
    ['甲\\\n乙', 'line-end-backslash'],
    ['甲\\\\\\\n乙', 'line-end-backslash'],
    ['甲<!-- 乙 -->丙', 'hidden-comment'],
    ['| 甲 |\n| --- |\n| 乙<!-- 丙 --> |', 'hidden-comment'],
    ['<!--\n甲\n-->\n\n乙', 'hidden-comment'],
    ['[注]: 本表', 'swallowed-definition'],
    ['甲[^1]\n\n[^1]: 注\n[^2]: 丢', 'text-differs'],
    ['甲\n\n[1]: 2020.5', 'swallowed-definition'],
    ['甲[1]\n\n[1]: https://a.cn/1\n[1]: https://a.cn/2', 'swallowed-definition'],
    ['特此报告。\n---\n\n乙', 'accidental-heading'],
    ['甲\n乙\n===\n\n丙', 'accidental-heading'],
    ['甲\n- 5%\n\n乙', 'accidental-list'],
    ['* 注：甲', 'accidental-list'],
    ['a | b\n- | -\n1 | 2', 'accidental-list'],
    ['|甲|乙|\n|-|-|\n|1|2|\n表后一段。', 'run-together-lines'],
    ['> 引文。\n后一段', 'run-together-lines'],
    ['- 一项。\n后一段', 'run-together-lines'],
    ['```说明\n甲\n```', 'text-differs'],
  ] as const) {
    assert.deepEqual(codesOf(body), [code], body);
  }
});

test('every repair shows what was typed, and comes to rest', () => {
  for (const [body, mended] of [
    ['5*3=15，6*2=12', '5\\*3=15，6\\*2=12'],
    ['138****1234，139****5678', '138\\*\\*\\*\\*1234，139\\*\\*\\*\\*5678'],
    ['10~20人，30~40人', '10\\~20人，30\\~40人'],
    ['##二、\n正文', '## 二、\n正文'],
    ['1.第一点\n2.第二点\n', '1.第一点\n\n2.第二点\n'],
    ['|甲|乙|\n|1|2|\n', '|甲|乙|\n| --- | --- |\n|1|2|\n'],
    ['    一是甲\n    二是乙\n三\n', '一是甲\n\n二是乙\n\n三\n'],
    ['    ##一、甲', '## 一、甲'],
    ['甲\n\n[1]: 2020.5', '甲\n\n\\[1]: 2020.5'],
    ['##一、\n[注]: 甲', '## 一、\n\\[注]: 甲'],
    ['特此报告。\n---\n\n乙', '特此报告。\n\n---\n\n乙'],
    ['甲。\n\n- 5%\n\n乙', '甲。\n\n\\- 5%\n\n乙'],
    ['|甲|乙|\n|-|-|\n|1|2|\n表后。\n', '|甲|乙|\n|-|-|\n|1|2|\n\n表后。\n'],
    ['> 引文。\n后一段', '> 引文。\n\n后一段'],
  ] as const) {
    assert.equal(mendSlips(body), mended);
    assert.deepEqual(codesOf(mended), [], mended);
    assert.equal(mendSlips(mended), mended);
  }
  for (const kept of [
    '张*某、李*某',
    '|甲|乙|\n|-|-|\n|1|2|3|',
    '> 1.甲\n> 2.乙',
    '1. 甲\n3. 乙',
  ]) {
    assert.equal(mendSlips(kept), kept, 'more than one answer');
  }
});

test('a character that the renderer loses, adds or changes is found wherever it is', () => {
  const body =
    '## 一、甲\n\n全年办理案件17件，办结15件。\n\n- 一\n- 二\n\n| 项 | 数 |\n| - | - |\n| 复议 | 3 |\n';
  const { html } = renderMarkdown(body, parseMarkdown(body), false, context).body;
  const text = shownText(html).replace(/\s/g, '');
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('', '错'), (at, instead) => {
      const character = text[at] ?? '';
      let seen = 0;
      const before = [...text.slice(0, at)].filter((one) => one === character).length;
      const changed = html.replace(/<[^>]*>|[^<]+/g, (piece) =>
        piece.startsWith('<')
          ? piece
          : [...piece]
              .map((one) => (one === character && seen++ === before ? instead : one))
              .join(''),
      );
      if (changed === html) return;
      const { slips, differences } = judgeTypedText(body, changed, []);
      assert.ok(slips.length + differences.length > 0, `${character} at ${at}`);
    }),
  );
});

test('no text of any kind stops the reader, and repairs come to rest', () => {
  const piece = fc.constantFrom(
    ...[
      '*',
      '**',
      '_',
      '~',
      '`',
      '#',
      '|',
      '> ',
      '- ',
      '1. ',
      '1.',
      '\n',
      '\n\n',
      '    ',
      '[',
      '](',
      ')',
      '[^1]',
    ],
    ...[
      '[^1]: ',
      '<b>',
      '</b>',
      '<!--',
      '&lt;',
      '\\',
      '---',
      '| - |',
      '~~~',
      '甲',
      '乙丙',
      '5',
      'a',
      '：',
      ' ',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const body = pieces.join('');
      codesOf(body);
      const mended = mendSlips(body);
      assert.equal(mendSlips(mended), mended);
    }),
    { numRuns: 1500 },
  );
});

test('a row of spaces behind a number is gone over once', () => {
  assert.deepEqual(codesOf(`甲\n- 1${' '.repeat(1_000_000)}乙丙\n`), []);
  assert.deepEqual(codesOf('甲\n- 3.2 个百分点 。\n'), ['accidental-list']);
});
