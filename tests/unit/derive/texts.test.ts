import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { plainText } from '../../../src/derive/texts/plain-text.ts';
import { texts } from '../../../src/derive/texts/texts.ts';
import { markdownAddress, plainTextAddress } from '../../../src/model/address.ts';
import { reportMarkdown } from '../../../src/model/report-markdown.ts';
import { archiveFrom, reportText } from '../archive/archive-from.ts';
import { fullReport } from '../model-meta/sample-report.ts';
import { built, contextBelow } from './derive-context.ts';

const plain = (html: string) => plainText({ html, images: [{ file: 'a.png', alt: '桥' }] });

test('A report stands beside its page as index.md, whose hash the page gives, and index.txt', async () => {
  const { archive } = await archiveFrom({
    'reports/2023/annual.md': reportText('\n## 一、*概况*\n\n第一段\n换行。\n'),
  });
  const [report] = archive?.reports ?? [];
  assert.ok(archive && report);
  const folder = mkdtempSync(join(tmpdir(), 'texts-'));
  try {
    const context = contextBelow(folder, archive);
    await texts.run(context, built(), undefined);
    const markdown = readFileSync(join(context.out, markdownAddress(report)));
    const text = readFileSync(join(context.out, plainTextAddress(report)), 'utf8');
    assert.equal(createHash('sha256').update(markdown).digest('hex'), report.sha256);
    assert.ok(markdown.toString().endsWith('---\n\n## 一、*概况*\n\n第一段\n换行。\n'));
    assert.ok(text.startsWith(`标题：${report.title}\n发布机构：${report.issuer.name}\n`));
    assert.ok(text.endsWith('\n\n一、概况\n\n第一段 换行。\n'));
    // Development answers the same, with the type that a server should send.
    const serve = { ...context, simplified: () => Promise.reject(new Error('not asked')) };
    assert.deepEqual(await texts.answer?.(markdownAddress(report), serve), {
      type: 'text/markdown; charset=utf-8',
      body: markdown.toString(),
    });
    const answer = await texts.answer?.(plainTextAddress(report), serve);
    assert.deepEqual(answer, { type: 'text/plain; charset=utf-8', body: text });
    assert.equal(await texts.answer?.('/reports/2023/none/index.md', serve), undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('The facts over a text are YAML, whatever they hold, and name no place of the site', () => {
  const report = { ...fullReport, title: '甲: "乙" # 丙\\', note: '一行' };
  const [, header = ''] = reportMarkdown(report, '正文').split('---\n');
  const facts: unknown = parse(header);
  assert.deepEqual(facts, {
    标题: '甲: "乙" # 丙\\',
    发布机构: '某县人民政府',
    报告年度: '2019',
    公开日期: '2020-03-20 09:30',
    发文字号: '某政〔2020〕3号',
    索引号: '0000/2020-1',
    原文出处: '某县政府网',
    原文网址: 'https://www.example/1',
    所属指标: '45．乙',
    转录说明: '一行',
  });
});

test('Plain text keeps what a reader sees, and its order', () => {
  assert.equal(plain('<p>甲 <b>乙</b>\n丙<br>丁</p><p> </p><h2>戊</h2>'), '甲 乙 丙\n丁\n\n戊\n');
  assert.equal(
    plain('<ol start="3"><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>'),
    '3. 甲\n   - 乙\n4. 丙\n',
  );
  assert.equal(
    plain(
      '<div><table><caption>表</caption><tr><th>甲</th><td></td><td><p>乙</p><p>丙</p></td></tr></table></div>',
    ),
    '表\n甲\t\t乙 丙\n',
  );
  assert.equal(plain('<pre><code>a  b\n c\n</code></pre>'), 'a  b\n c\n');
  assert.equal(plain('<p><img data-archive-image="0"> &lt;b&gt;&amp;</p>'), '[图：桥] <b>&\n');
  assert.equal(
    plain(
      '<p>甲<a role="doc-noteref">1</a></p><ol><li>注<a role="doc-backlink">↩</a></li></ol>' +
        '<div class="heading-row"><h2>乙</h2><a class="heading-link">#</a></div>',
    ),
    '甲[1]\n\n1. 注\n\n乙\n',
  );
  assert.equal(plain('<p><ruby>郃<rp>(</rp><rt>hé</rt><rp>)</rp></ruby>阳</p>'), '郃（hé）阳\n');
  assert.equal(plain(''), '\n');
});
