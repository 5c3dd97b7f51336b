import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyBlocks } from '../../../src/search/indexing/body-blocks.ts';

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
