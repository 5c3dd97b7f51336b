import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bodyBlocks,
  editedTexts,
  readingBlocks,
} from '../../../src/search/indexing/body-blocks.ts';
import { convertPage, pageEdits } from '../../../src/variant/convert-page.ts';
import { createConverter } from '../../../src/variant/converter.ts';

test('tags within a line do not part words, every other tag does', () => {
  const html =
    '<p>依<strong>法</strong>行<a href="/">政</a>，</p><p>复<em>议<b>决</b></em>定<br>书</p>' +
    '<ul><li>甲<p>乙</p>丙</li><li>丁</li></ul><table><tr><td>一</td><td>二</td></tr></table>';
  assert.deepEqual(bodyBlocks(html), {
    headings: [],
    paragraphs: ['依法行政，', '复议决定书', '甲', '乙', '丙', '丁', '一', '二'],
  });
});

test('headings are told from paragraphs, their links and the numbers of notes are not read', () => {
  const html =
    '<h2 id="a">一、总体<i>情况</i><a class="heading-link" href="#a">#</a></h2><p>正文<sup>' +
    '<a role="doc-noteref" href="#n">1</a></sup>。</p><section><p>注释<a role="doc-backlink" href="#r">↩</a></p></section>';
  assert.deepEqual(bodyBlocks(html), {
    headings: ['一、总体情况'],
    paragraphs: ['正文。', '注释'],
  });
});

test('pronunciation over a line and what is no text is not read; references are', () => {
  assert.deepEqual(
    bodyBlocks('<p><ruby>濮<rt>pú</rt></ruby>阳&amp;清丰&#x3000;县</p><svg><text>图</text></svg>'),
    { headings: [], paragraphs: ['濮阳&清丰\u3000县'] },
  );
});

test('the Traditional text of every block is that of the converted body, without reading it again', () => {
  const options = { converter: createConverter({ standard: 'tw' }), base: '/', address: '/' };
  for (const html of [
    '<h2 id="a">一、总体<i>情况</i><a class="heading-link" href="#a" title="发展">#</a></h2><p>发展 &amp; 后来<b>复</b>议&#x590D;&#21457;&lt;头发&gt;。</p>',
    '<p>头<em>发</em>与发<br>展<ruby>干<rt>后</rt></ruby>净<img src="x" alt="后来">里面</p><svg><text>后</text></svg><p lang="zh-Hans">后</p>',
    '<p><span data-traditional="覆">复</span>盘，<code>后</code>，<span translate="no">发</span>发</p><ul><li>里</li><li>&nbsp;后 &unknown; 后&</li></ul>',
    '<table><tr><td>干部</td><td></td><td title="里">里程 "后" \'后\'</td></tr></table>后来',
  ]) {
    const texts = editedTexts(html, readingBlocks(html), pageEdits(html, options).sorted());
    const converted = readingBlocks(convertPage(html, options)).map(({ text }) => text);
    assert.deepEqual(texts, converted);
    assert.notDeepEqual(
      texts,
      readingBlocks(html).map(({ text }) => text),
    );
  }
});
