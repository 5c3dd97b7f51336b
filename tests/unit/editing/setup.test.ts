import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { parse } from 'yaml';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { Editor } from './editor.ts';
import { formOfPage } from './form-of-page.ts';

let editor: Editor;
before(async () => {
  editor = await new Editor(null).start();
});
after(() => editor.close());
beforeEach(() => {
  rmSync(editor.contentDir, { recursive: true });
  mkdirSync(editor.contentDir);
});

const path = (name: string) => join(editor.contentDir, name);
const read = (name: string) => readFileSync(path(name), 'utf8');

async function siteForm(): Promise<FormData> {
  return formOfPage((await editor.get('setup')).text, 'opened');
}

async function addIssuers(names: string, id = '') {
  const form = formOfPage((await editor.get('setup')).text, 'names');
  form.set('names', names);
  form.set('kind', 'department');
  form.set('id', id);
  return editor.post('setup/issuers', form);
}

async function readTable(text: string, edition = '2021') {
  const form = new FormData();
  form.set('edition', edition);
  form.set('table', new File([text], '../指标表.csv'));
  return editor.post('setup/table', form);
}

const table = '一级指标,二级指标,三级指标\n一、种树,1.选苗,1.苗高一米以上。\n,,根系完整。\n';

describe('An empty content folder', () => {
  test('is said to be empty, and leads to what it needs', async () => {
    const { text } = await editor.get('');
    assert.match(text, /第一次用，先做三件事/);
    assert.match((await editor.get('setup')).text, /指标表<\/a>：<b>还没有/);
  });

  test('says nothing of what it does not know to be done', async () => {
    for (const done of ['__proto__', 'constructor', 'toString', '<b>']) {
      const { status, text } = await editor.get(`setup?done=${encodeURIComponent(done)}`);
      assert.equal(status, 200, done);
      assert.equal(text, (await editor.get('setup')).text, done);
    }
  });

  test('becomes one that can be published, by forms alone', async () => {
    const form = await siteForm();
    form.set('f.name', '青禾县法治档案');
    form.set('f.url', 'https://archive.qinghe.example');
    form.set('f.trail', '法治政府建设\r\n网络检索指标');
    form.set('f.official', 'false');
    assert.equal((await editor.post('setup/site', form)).status, 303);
    assert.equal(
      read('site.yaml'),
      'name: 青禾县法治档案\nurl: https://archive.qinghe.example\ntrail: [法治政府建设, 网络检索指标]\nofficial: false\n',
    );
    assert.equal((await addIssuers('青禾县司法局\r\n\r\n 青禾县财政局 ')).status, 303);
    const shown = await readTable(table);
    assert.match(shown.text, /读到 4 条指标，其中 1 条没有编号/);
    const tree = formOfPage(shown.text, 'tree');
    tree.set('title', '青禾县指标（2021年版）');
    tree.set('code.3', '2');
    assert.equal((await editor.post('setup/edition', tree)).status, 303);
    assert.deepEqual(parse(read('indicators/2021.yaml')).indicators[0].children[0].children, [
      { code: 'i1-1-1', title: '1.苗高一米以上。' },
      { code: '2', title: '根系完整。' },
    ]);
    const { problems } = await openArchive(editor.contentDir);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.doesNotMatch((await editor.get('')).text, /第一次用/);
  });
});

describe('The site', () => {
  test('keeps every line that was not edited, comments and order included', async () => {
    const old =
      '# 名称由办公室定\nurl: https://a.example   # 未定\nname: 甲\ntrail:\n  - 乙 # 上级\n';
    writeFileSync(path('site.yaml'), old);
    const form = await siteForm();
    form.set('f.name', '丙');
    assert.equal((await editor.post('setup/site', form)).status, 303);
    assert.equal(read('site.yaml'), old.replace('name: 甲', 'name: 丙'));
  });

  test('says beside each field what is wrong with it', async () => {
    writeFileSync(path('site.yaml'), 'name: 甲\nurl: archive.example\ntrail: [乙]\n');
    const { text } = await editor.get('setup');
    const [, told = ''] = /data-problems="url">([\s\S]*?)<\/div>/.exec(text) ?? [];
    assert.match(told, /网址/);
    assert.match(text, /id="f-url"[^>]*aria-invalid="true"/);
  });

  test('that another window wrote is not written over; what was typed is shown again', async () => {
    const form = await siteForm();
    writeFileSync(path('site.yaml'), 'name: 别人写的\nurl: https://a.example\ntrail: [乙]\n');
    form.set('f.name', '我写的');
    const refused = await editor.post('setup/site', form);
    assert.equal(refused.status, 409);
    assert.match(read('site.yaml'), /别人写的/);
    assert.equal(formOfPage(refused.text, 'opened').get('f.name'), '我写的');
  });
});

describe('Issuers', () => {
  test('are added below those that are there, once, each with an identifier of its own', async () => {
    const old = '# 机构\n- { id: fa-zhi-ban, name: 甲, kind: other } # 旧的\n';
    writeFileSync(path('issuers.yaml'), old);
    await addIssuers('法制办\r\n甲\r\n法治办');
    assert.equal(
      read('issuers.yaml'),
      `${old}- { id: fa-zhi-ban-2, name: 法制办, kind: department }\n- { id: fa-zhi-ban-3, name: 法治办, kind: department }\n`,
    );
  });

  test('with an identifier that cannot stand in an address are refused, and nothing is written', async () => {
    for (const id of ['../a', '司法局', 'A b', 'a_b']) {
      const refused = await addIssuers('甲', id);
      assert.equal(refused.status, 400, id);
      const again = formOfPage(refused.text, 'names');
      assert.equal(again.get('names'), '甲');
      assert.equal(again.get('id'), id);
    }
    const two = await addIssuers('甲\r\n乙', 'a');
    assert.equal(two.status, 400);
    assert.equal(formOfPage(two.text, 'names').get('names'), '甲\r\n乙');
    assert.ok(!existsSync(path('issuers.yaml')));
  });
});

describe('A table of indicators', () => {
  test('whose codes are missing or doubled is shown again with what was typed', async () => {
    const tree = formOfPage((await readTable(table)).text, 'tree');
    tree.set('title', '甲');
    for (const code of ['', 'i1', '有字']) {
      tree.set('code.3', code);
      const refused = await editor.post('setup/edition', tree);
      assert.equal(refused.status, 400, code);
      assert.equal(formOfPage(refused.text, 'tree').get('code.3'), code);
    }
    assert.ok(!existsSync(path('indicators/2021.yaml')));
  });

  test('replaces one that is there only when that is said, and shows what is otherwise', async () => {
    mkdirSync(path('indicators'));
    const old = 'edition: "2021"\ntitle: 旧\nindicators:\n  - { code: i1, title: 一、养鱼 }\n';
    writeFileSync(path('indicators/2021.yaml'), old);
    const shown = await readTable(table);
    assert.match(shown.text, /取消 \[i1\] 一、养鱼/);
    const tree = formOfPage(shown.text, 'tree');
    tree.set('title', '新');
    tree.set('code.3', '2');
    tree.delete('replace');
    assert.equal((await editor.post('setup/edition', tree)).status, 400);
    assert.equal(read('indicators/2021.yaml'), old);
    tree.set('replace', 'yes');
    assert.equal((await editor.post('setup/edition', tree)).status, 303);
    assert.match(read('indicators/2021.yaml'), /title: 新/);
  });

  test('with more levels than any has, sent by no page of ours, is refused and not a fault', async () => {
    const nested = (levels: number) =>
      `${'[{"code":"a","title":"甲","children":'.repeat(levels)}[]${'}]'.repeat(levels)}`;
    for (const tree of [nested(21), nested(1000), nested(20_000), '['.repeat(20_000)]) {
      const form = new FormData();
      form.set('edition', '2021');
      form.set('title', '甲');
      form.set('tree', tree);
      const { status, text } = await editor.post('setup/edition', form);
      assert.equal(status, 400);
      assert.match(text, /指标表超过 20 级|请重新选一次表格/);
    }
    assert.ok(!existsSync(path('indicators/2021.yaml')));
  });

  test('that is none, or names another place, is refused', async () => {
    assert.match((await readTable('甲,乙\n1,2\n')).text, /没有找到指标表/);
    assert.doesNotMatch((await readTable('甲,乙\n1,2\n')).text, /--columns/);
    const named = await readTable(table, '../a');
    assert.equal(named.status, 400);
    assert.equal(formOfPage(named.text, 'edition').get('edition'), '../a');
    const form = new FormData();
    form.set('edition', '../../a');
    form.set('title', '甲');
    form.set('tree', '[{"code":"1","title":"甲"}]');
    assert.equal((await editor.post('setup/edition', form)).status, 400);
    form.set('edition', '2021');
    form.set('tree', '{"a":');
    assert.equal((await editor.post('setup/edition', form)).status, 400);
  });
});
