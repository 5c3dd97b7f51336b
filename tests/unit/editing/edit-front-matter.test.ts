import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { editFrontMatter, isEditable } from '../../../src/editing/content/edit-front-matter.ts';

const written = `# 抄自原件
title: "清丰县2019年度报告"   # 标题
year:   2019
issuer: qingfeng-government
# 第一个决定导航
indicators: ["2021/98", '2019/3.1']
attachments:
  # 正文的附件
  - { file: a.pdf, title: 甲 }   # 第一份
  - file: b.pdf
    title: 乙
summary: |
  第一行
  # 不是注释
unknown: [1,2]

note: 说明  # 末尾
`;

function edit(key: string, value: unknown, text = written): string {
  return editFrontMatter(text, new Map([[key, value]]));
}

/** The lines that differ, old and new. */
function changed(before: string, after: string): { gone: string[]; come: string[] } {
  const old = before.split('\n');
  const fresh = after.split('\n');
  return {
    gone: old.filter((line) => !fresh.includes(line)),
    come: fresh.filter((line) => !old.includes(line)),
  };
}

describe('A field of the front matter', () => {
  test('is changed in its own line, quotes and comment as they were', () => {
    assert.deepEqual(changed(written, edit('title', '清丰县2019年度“依法”报告')), {
      gone: ['title: "清丰县2019年度报告"   # 标题'],
      come: ['title: "清丰县2019年度“依法”报告"   # 标题'],
    });
    assert.deepEqual(changed(written, edit('year', 2020)), {
      gone: ['year:   2019'],
      come: ['year:   2020'],
    });
  });

  test('that is new stands where the others of its kind stand, and nothing else moves', () => {
    assert.deepEqual(changed(written, edit('published', '2020-03-20')), {
      gone: [],
      come: ['published: 2020-03-20'],
    });
    assert.match(edit('published', '2020-03-20'), /3\.1'\]\npublished: 2020-03-20\nattachments:/);
  });

  test('that goes takes its lines with it and leaves the comments of others', () => {
    assert.deepEqual(changed(written, edit('attachments', undefined)), {
      gone: [
        'attachments:',
        '  # 正文的附件',
        '  - { file: a.pdf, title: 甲 }   # 第一份',
        '  - file: b.pdf',
        '    title: 乙',
      ],
      come: [],
    });
    assert.deepEqual(changed(written, edit('summary', undefined)).gone, [
      'summary: |',
      '  第一行',
      '  # 不是注释',
    ]);
  });

  test('that is a list gets an item more in the way the others are written', () => {
    assert.deepEqual(changed(written, edit('indicators', ['2021/98', '2019/3.1', '2021/5'])), {
      gone: [`indicators: ["2021/98", '2019/3.1']`],
      come: [`indicators: ["2021/98", '2019/3.1', "2021/5"]`],
    });
  });

  test('that is a list of fields keeps the comments and items that stay', () => {
    const after = edit('attachments', [
      { file: 'a.pdf', title: '甲' },
      { file: 'b.pdf', title: '乙（二）' },
      { file: 'c.pdf', title: '丙' },
    ]);
    assert.match(after, /# 正文的附件/);
    assert.match(after, /- \{ file: a\.pdf, title: 甲 \} +# 第一份\n/);
    assert.match(after, /- \{ file: c\.pdf, title: 丙 \}\n/);
    assert.deepEqual(parse(after).attachments[1], { file: 'b.pdf', title: '乙（二）' });
    assert.deepEqual(parse(after).unknown, [1, 2]);
  });

  test('holds whatever is typed, and every other value stays', () => {
    const hard = [
      'a: b',
      '- x',
      '“引号” and "quotes"',
      "it's",
      '# 井号',
      '2019',
      'true',
      '*',
      '&a',
      '第一行\n第二行',
      'x #y',
      '[a]',
      '{a}',
      '1.10',
      '~',
      ' 前后空格 ',
      'a:',
      '%',
      '@',
    ];
    const { title: _, ...others } = parse(written);
    for (const value of hard) {
      for (const text of [written, written.replace(/^title.*\n/m, 'title: 甲\n')]) {
        const { title, ...rest } = parse(edit('title', value, text));
        assert.equal(title, value);
        assert.deepEqual(rest, others);
      }
      assert.equal(parse(edit('documentNumber', value)).documentNumber, value);
      assert.deepEqual(parse(edit('keywords', [value, '乙'])).keywords, [value, '乙']);
      assert.deepEqual(parse(edit('source', { name: value })).source, { name: value });
      assert.equal(parse(edit('summary', value)).summary, value);
    }
  });

  test('can be given to a report that has none yet, or has it empty', () => {
    assert.equal(edit('title', '甲', ''), 'title: 甲\n');
    assert.equal(
      edit('published', '2020-01-02', 'title: 甲\npublished:\nnote: 乙\n'),
      'title: 甲\npublished: 2020-01-02\nnote: 乙\n',
    );
    assert.equal(edit('issuer', 'a', 'title: 甲\n# 尾注\n'), 'title: 甲\nissuer: a\n# 尾注\n');
  });

  test('is left alone where the text is no list of fields', () => {
    assert.equal(isEditable('title: "甲\n'), false);
    assert.equal(isEditable('- 甲\n'), false);
    assert.equal(isEditable('{title: 甲}\n'), false);
    assert.equal(isEditable(''), true);
  });
});
