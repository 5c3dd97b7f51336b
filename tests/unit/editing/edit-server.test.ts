import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import { parse } from 'yaml';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { Editor } from './editor.ts';
import { formOfPage } from './form-of-page.ts';

let editor: Editor;
before(async () => {
  editor = await new Editor().start();
});
after(() => editor.close());

const file = 'reports/2020/emergency-plan-2020.md';
const path = (name: string) => join(editor.contentDir, name);
const address = (name: string) => `report?file=${encodeURIComponent(name)}`;

async function openForm(name = file): Promise<FormData> {
  return formOfPage((await editor.get(address(name))).text, 'opened');
}

describe('Saving', () => {
  test('without an edit changes no byte of any report, sent as a browser sends it', async () => {
    const reports = (readdirSync(path('reports'), { recursive: true }) as string[])
      .filter((name) => name.endsWith('.md'))
      .map((name) => `reports/${name}`);
    assert.ok(reports.length > 40);
    for (const name of reports) {
      const written = readFileSync(path(name));
      const saved = await editor.post('report/save', await openForm(name));
      assert.equal(saved.status, 303, name);
      assert.deepEqual(readFileSync(path(name)), written, name);
    }
  });

  test('one field changes its line and no other', async () => {
    const name = 'reports/2015/justice-annual-2015.md';
    const old = readFileSync(path(name), 'utf8').split('\n');
    const form = await openForm(name);
    form.set('f.documentNumber', '青司〔2015〕3号');
    assert.equal((await editor.post('report/save', form)).status, 303);
    const fresh = readFileSync(path(name), 'utf8').split('\n');
    const added = 'documentNumber: 青司〔2015〕3号';
    assert.deepEqual(
      fresh.filter((line) => !old.includes(line)),
      [added],
    );
    assert.deepEqual(
      old.filter((line) => !fresh.includes(line) && !line.startsWith('documentNumber')),
      [],
    );
  });

  test('over what another window saved writes nothing and shows both', async () => {
    const first = await openForm();
    const second = await openForm();
    first.set('body', '第一个窗口写的。\r\n');
    second.set('body', '第二个窗口写的。\r\n');
    assert.equal((await editor.post('report/save', first)).status, 303);
    const refused = await editor.post('report/save', second);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /第一个窗口写的。/);
    assert.match(refused.text, /第二个窗口写的。/);
    assert.match(readFileSync(path(file), 'utf8'), /第一个窗口写的。/);
    const chosen = formOfPage(refused.text, 'opened');
    assert.equal((await editor.post('report/save', chosen)).status, 303);
    assert.match(readFileSync(path(file), 'utf8'), /第二个窗口写的。/);
  });

  test('is not undone by a crash: what was typed is offered again, with everything in it', async () => {
    const form = await openForm();
    form.set('f.title', '写到一半的标题');
    form.set('body', '写到一半的正文');
    assert.equal((await editor.post('report/check', form)).status, 200);
    await editor.restart();
    assert.match((await editor.get(address(file))).text, /上次写的还没有保存/);
    const page = (await editor.get(`${address(file)}&draft=open`)).text;
    const again = formOfPage(page, 'opened');
    assert.equal(again.get('f.title'), '写到一半的标题');
    assert.equal(again.get('body'), '写到一半的正文');
    assert.equal((await editor.post('report/save', again)).status, 303);
    assert.match(readFileSync(path(file), 'utf8'), /title: 写到一半的标题\n[\s\S]*写到一半的正文$/);
    assert.doesNotMatch((await editor.get(address(file))).text, /上次写的还没有保存/);
  });

  test('the front matter as text keeps what is typed there, and fields go on from it', async () => {
    const form = await openForm();
    form.set('to', 'text');
    const asText = formOfPage((await editor.post('report/mode', form)).text, 'yaml');
    const yaml = `# 注释\r\n${String(asText.get('yaml'))}`;
    asText.set('yaml', yaml);
    asText.set('to', 'fields');
    const asFields = formOfPage((await editor.post('report/mode', asText)).text, 'f.title');
    asFields.set('f.summary', '摘要');
    assert.equal((await editor.post('report/save', asFields)).status, 303);
    const saved = readFileSync(path(file), 'utf8');
    assert.match(saved, /^---\n# 注释\ntitle: /);
    assert.match(saved, /\nsummary: 摘要\n/);
  });

  test('can be recorded in Git under the name that was given, and nothing else is', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: editor.contentDir, encoding: 'utf8' });
    git('init', '--quiet');
    git('add', '-A');
    git('-c', 'user.name=甲', '-c', 'user.email=a@example.org', 'commit', '-qm', '开始');
    writeFileSync(path('site.yaml'), `${readFileSync(path('site.yaml'), 'utf8')}# 别的改动\n`);
    git('add', 'site.yaml');
    const form = await openForm();
    form.set('body', '提交的正文。\r\n');
    form.set('commit', 'yes');
    form.set('author-name', '乙');
    form.set('author-email', 'b@example.org');
    const saved = await editor.post('report/save', form);
    assert.match(String(saved.headers.location), /done=committed$/);
    assert.equal(git('log', '-1', '--format=%an <%ae> %cn'), '乙 <b@example.org> 乙\n');
    assert.equal(git('show', '--format=', '--name-only').trim(), file);
    assert.equal(git('diff', '--cached', '--name-only').trim(), 'site.yaml');
    rmSync(path('.git'), { recursive: true });
  });
});

describe('A repository that takes no commit', () => {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: editor.contentDir, encoding: 'utf8', stdio: 'pipe' });
  const saveAndCommit = async (body: string) => {
    const form = await openForm();
    form.set('body', body);
    form.set('commit', 'yes');
    form.set('author-name', '乙');
    form.set('author-email', 'b@example.org');
    const { text } = await editor.post('report/save', form);
    return /class="failed">([^<]*)</.exec(text)?.[1] ?? text.slice(0, 300);
  };
  before(() => {
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.name', '甲');
    git('config', 'user.email', 'a@example.org');
    git('add', '-A');
    git('commit', '-qm', '开始');
  });
  after(() => rmSync(path('.git'), { recursive: true }));

  test('says why in a sentence, and what was written is saved', async () => {
    const states: readonly (readonly [string, () => void, RegExp, () => void])[] = [
      [
        'locked',
        () => writeFileSync(path('.git/index.lock'), ''),
        /另一个程序正在用这个仓库/,
        () => rmSync(path('.git/index.lock')),
      ],
      [
        'hook',
        () =>
          writeFileSync(path('.git/hooks/pre-commit'), '#!/bin/sh\necho 不合规矩 >&2\nexit 1\n', {
            mode: 0o755,
          }),
        /提交检查没有通过.*不合规矩/s,
        () => rmSync(path('.git/hooks/pre-commit')),
      ],
      [
        'merge',
        () => writeFileSync(path('.git/MERGE_HEAD'), git('rev-parse', 'HEAD')),
        /有一次合并还没有做完/,
        () => rmSync(path('.git/MERGE_HEAD')),
      ],
      [
        'detached',
        () => void git('checkout', '--quiet', '--detach'),
        /不在任何分支上/,
        () => void git('symbolic-ref', 'HEAD', 'refs/heads/main'),
      ],
    ];
    const commits = () => git('rev-list', '--count', '--all').trim();
    for (const [name, begin, said, end] of states) {
      begin();
      const answer = await saveAndCommit(`写于 ${name}。\r\n`);
      assert.match(answer, /^保存了，但没有提交到 Git：/, name);
      assert.match(answer, said, name);
      assert.match(readFileSync(path(file), 'utf8'), new RegExp(`写于 ${name}。`));
      assert.equal(commits(), '1', name);
      end();
    }
    await saveAndCommit('写于一切照常。\r\n');
    assert.equal(commits(), '2');
  });
});

describe('What is wrong', () => {
  test('stands beside the field where it is mended, before anything is saved', async () => {
    const form = await openForm();
    form.set('f.published', '2021年3月30日');
    form.set('f.issuer', '');
    form.set('body', '## 一、甲\r\n\r\n见[附件](no-such.pdf)。\r\n');
    const { fields, count } = JSON.parse((await editor.post('report/check', form)).text);
    assert.match(fields.published, /最接近的是：<b>2021-03-30<\/b>/);
    assert.match(fields.issuer, /缺少 issuer（发布机构）/);
    assert.match(fields.body, /data-line="3">正文第 3 行/);
    assert.match(count, /处错误/);
    await editor.get(`${address(file)}&draft=drop`);
  });

  test('is shown as text, whatever it quotes', async () => {
    const form = await openForm();
    const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    form.set('f.title', attack);
    form.set('f.issuer', attack);
    form.set('body', `${attack}\r\n</textarea><script>alert(1)</script>`);
    for (const action of ['report/check', 'report/mode', 'report/preview']) {
      const { text } = await editor.post(action, form);
      const markup =
        action === 'report/check' ? Object.values(JSON.parse(text).fields).join() : text;
      assert.doesNotMatch(markup, /<script>alert|<img src=x|onerror=alert\(1\)>/, action);
    }
    await editor.get(`${address(file)}&draft=drop`);
  });
});

describe('A report', () => {
  test('is made with what it cannot be without, and never over another', async () => {
    const form = formOfPage((await editor.get('new')).text, 'slug');
    form.set('f.title', '青禾县2024年度报告');
    form.set('f.year', '2024');
    form.set('f.issuer', 'qinghe-justice');
    form.append('f.indicators', '2021/27');
    const made = await editor.post('new', form);
    assert.equal(made.status, 303);
    const name = 'reports/2024/qing-he-xian-2024-nian-du-bao-gao.md';
    assert.equal(
      readFileSync(path(name), 'utf8'),
      '---\ntitle: 青禾县2024年度报告\nyear: 2024\nissuer: qinghe-justice\nindicators: [2021/27]\n---\n\n',
    );
    const twice = await editor.post('new', form);
    assert.equal(twice.status, 400);
    assert.match(twice.text, /已经有一篇/);
  });

  test('takes pictures that the archive can publish, and attachments, beside itself', async () => {
    const png = await sharp({
      create: { width: 20, height: 10, channels: 3, background: '#888' },
    })
      .png()
      .toBuffer();
    const form = await openForm();
    form.set('alt', '一条[河]');
    form.append('picture', new File([new Uint8Array(png)], '../../../../图 1.exe'));
    const shown = await editor.post('report/picture', form);
    const fresh = formOfPage(shown.text, 'opened');
    assert.match(String(fresh.get('body')), /!\[一条\\\[河\\\]\]\(emergency-plan-2020-1\.png\)/);
    assert.deepEqual(readFileSync(path('reports/2020/emergency-plan-2020-1.png')), png);
    fresh.append('picture', new File(['<svg onload=alert(1)>'], 'a.png'));
    assert.match((await editor.post('report/picture', fresh)).text, /图片打不开/);
    fresh.append('attachment', new File(['表'], 'Con.csv'));
    fresh.append('attachment', new File(['x'], 'evil.html'));
    const attached = await editor.post('report/attachment', fresh);
    assert.match(attached.text, /“evil\.html”的类型不能发布/);
    assert.match(attached.text, /value="emergency-plan-2020-attachment\.csv"/);
    await editor.get(`${address(file)}&draft=drop`);
  });

  test('that was imported without a year gets its place with its pictures', async () => {
    mkdirSync(path('.imported'));
    writeFileSync(path('.imported/a-report.md'), '---\ntitle: 甲\n---\n\n![河](a-report-1.png)\n');
    writeFileSync(path('.imported/a-report-1.png'), 'x');
    const form = new FormData();
    form.set('file', '.imported/a-report.md');
    form.set('year', '13年');
    const refused = await editor.post('import/place', form);
    assert.equal(refused.status, 400);
    assert.match(refused.text, /年度要写成四位数字/);
    assert.equal(formOfPage(refused.text, 'file').get('year'), '13年');
    form.set('year', '2013');
    assert.equal((await editor.post('import/place', form)).status, 303);
    assert.equal(
      readFileSync(path('reports/2013/a-report.md'), 'utf8'),
      '---\ntitle: 甲\nyear: 2013\n---\n\n![河](a-report-1.png)\n',
    );
    assert.deepEqual(readdirSync(path('.imported')), []);
    assert.equal(readFileSync(path('reports/2013/a-report-1.png'), 'utf8'), 'x');
    rmSync(path('reports/2013'), { recursive: true });
  });
});

describe('An import', () => {
  test('with a year that is none is asked for again, with what was stated', async () => {
    const form = new FormData();
    form.set('year', '二〇二〇');
    form.set('issuer', 'qinghe-justice');
    const refused = await editor.post('import', form);
    assert.equal(refused.status, 400);
    const again = formOfPage(refused.text, 'issuer');
    assert.equal(again.get('year'), '二〇二〇');
    assert.equal(again.get('issuer'), 'qinghe-justice');
  });
});

describe('A file whose report was taken away', () => {
  test('is imported once more where that is ticked, which the page says in its own words', async () => {
    const send = async (fields: Readonly<Record<string, string>>) => {
      const form = new FormData();
      form.set('files', new File(['青禾县2012年度法治总结\n\n正文。\n'], 'gone-report.txt'));
      for (const [name, text] of Object.entries(fields)) form.set(name, text);
      return (await editor.post('import', form)).text;
    };
    const report = path('reports/2012/gone-report.md');
    await send({});
    assert.ok(existsSync(report));
    rmSync(report);
    const told = await send({});
    assert.match(told, /不在了，没有再导入/);
    assert.doesNotMatch(told, /--/);
    assert.ok(!existsSync(report));
    const [label = ''] = /(?<=想重新导入，选上“)[^”]+/.exec(told) ?? [];
    assert.ok(told.includes(`name="again" value="yes"> <span>${label}</span>`), label);
    await send({ again: 'yes' });
    assert.ok(existsSync(report));
    rmSync(path('reports/2012'), { recursive: true });
    rmSync(path('.imported.json'));
  });
});

describe('A report that moves', () => {
  const give = async (action: string, fields: Readonly<Record<string, string>>) => {
    const form = new FormData();
    for (const [name, text] of Object.entries(fields)) form.set(name, text);
    return editor.post(`report/${action}`, form);
  };
  const old = '# 旧网址\n- { from: /a/, to: /b/ }\n';
  before(() => writeFileSync(path('redirects.yaml'), old));
  after(() => rmSync(path('redirects.yaml')));
  const text = '---\ntitle: 甲\nyear: 2019\n---\n\n正文\n';

  test('to another name leads there from its old address, once, and never over another', async () => {
    writeFileSync(path('reports/2019/old-name.md'), text);
    const known = { file: 'reports/2019/old-name.md', year: '2019', known: 'yes' };
    const taken = (readdirSync(path('reports/2019')) as string[]).find((name) =>
      /^(?!old-name).*\.md$/.test(name),
    );
    assert.ok(taken);
    for (const slug of [taken.slice(0, -3), '../a', '司法', 'old-name']) {
      const refused = await give('rename', { ...known, slug });
      assert.equal(refused.status, slug === taken.slice(0, -3) ? 409 : 400, slug);
      assert.match(refused.text, /class="failed">[^<]+</);
      assert.equal(formOfPage(refused.text, 'slug').get('slug'), slug);
    }
    const unknown = await give('rename', { file: known.file, year: '2019', slug: '司法' });
    assert.equal(formOfPage(unknown.text, 'slug').get('known'), null);
    assert.equal(readFileSync(path('redirects.yaml'), 'utf8'), old);
    assert.equal((await give('rename', { ...known, slug: 'new-name' })).status, 303);
    assert.equal(readFileSync(path('reports/2019/new-name.md'), 'utf8'), text);
    assert.ok(!readdirSync(path('reports/2019')).includes('old-name.md'));
    assert.equal(
      readFileSync(path('redirects.yaml'), 'utf8').slice(old.length),
      '- { from: /reports/2019/old-name/, to: /reports/2019/new-name/ }\n',
    );
    writeFileSync(path('redirects.yaml'), old);
  });

  test('to another year takes its pictures, its attachments and its year along', async () => {
    const at = (year: number, name: string) => path(`reports/${year}/${name}`);
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#135' } })
      .png()
      .toBuffer();
    for (const name of ['own.png', 'both.png']) writeFileSync(at(2019, name), png);
    writeFileSync(at(2019, '表.csv'), '甲,乙\n');
    const head = (year: number) =>
      `---\n# 年度写错了\r\ntitle: 甲\r\nyear: ${year} # 核对过\r\nattachments: [{ file: 表.csv, title: 表 }]\r\n---\r\n`;
    const body = '\r\n![甲](own.png)\r\n\n![乙](both.png)\r\n';
    writeFileSync(at(2019, 'wrong-year.md'), head(2019) + body);
    writeFileSync(at(2019, 'stays.md'), `${text}\n![乙](both.png)\n`);
    const sent = { file: 'reports/2019/wrong-year.md', slug: 'wrong-year', known: 'yes' };

    for (const year of ['', '18年', '../x', '20180']) {
      const refused = await give('rename', { ...sent, year });
      assert.equal(refused.status, 400, year);
      assert.equal(formOfPage(refused.text, 'slug').get('year'), year);
    }
    mkdirSync(at(2001, ''));
    writeFileSync(at(2001, 'own.png'), 'another');
    const inTheWay = await give('rename', { ...sent, year: '2001' });
    assert.equal(inTheWay.status, 409);
    assert.match(inTheWay.text, /reports\/2001\/own\.png 已经有了/);
    assert.deepEqual(readdirSync(at(2001, '')), ['own.png']);
    rmSync(at(2001, ''), { recursive: true });
    assert.equal(readFileSync(path('redirects.yaml'), 'utf8'), old);

    const moved = await give('rename', { ...sent, year: '2001' });
    assert.match(String(moved.headers.location), /2001%2Fwrong-year\.md&done=moved$/);
    assert.equal(readFileSync(at(2001, 'wrong-year.md'), 'utf8'), head(2001) + body);
    assert.deepEqual(readdirSync(at(2001, '')).sort(), [
      'both.png',
      'own.png',
      'wrong-year.md',
      '表.csv',
    ]);
    assert.deepEqual(readFileSync(at(2001, 'own.png')), png);
    const left = readdirSync(at(2019, ''));
    for (const name of ['own.png', '表.csv', 'wrong-year.md']) assert.ok(!left.includes(name));
    assert.ok(left.includes('both.png'));
    assert.equal(
      readFileSync(path('redirects.yaml'), 'utf8').slice(old.length),
      '- { from: /reports/2019/wrong-year/, to: /reports/2001/wrong-year/ }\n- { from: /reports/2019/wrong-year/表.csv, to: /reports/2001/wrong-year/表.csv }\n',
    );
    writeFileSync(path('redirects.yaml'), old);
    rmSync(at(2001, ''), { recursive: true });
    for (const name of ['both.png', 'stays.md']) rmSync(at(2019, name));
  });

  test('to another year stays where it is while its text links to a neighbour by the name alone', async () => {
    const linking = 'reports/2019/linking.md';
    writeFileSync(path(linking), `${text}\n见[上一篇](new-name.md)。\n`);
    const sent = { file: linking, year: '2018', slug: 'linking', known: 'yes' };
    const refused = await give('rename', sent);
    assert.equal(refused.status, 409);
    assert.match(
      refused.text,
      /写的链接：new-name\.md。请先在前面写上年度，如 \.\.\/2019\/new-name\.md/,
    );
    writeFileSync(path(linking), `${text}\n见[上一篇](../2019/new-name.md)。\n`);
    assert.equal((await give('rename', sent)).status, 303);
    rmSync(path('reports/2018/linking.md'));
    writeFileSync(path('redirects.yaml'), old);
  });

  test('out of the folder is kept elsewhere, and not taken while something is unsaved', async () => {
    const gone = 'reports/2019/new-name.md';
    const form = await openForm(gone);
    form.set('body', '没有保存的');
    await editor.post('report/check', form);
    const refused = await give('withdraw', { file: gone, to: '', known: 'yes' });
    assert.equal(refused.status, 409);
    assert.match(refused.text, /还有没有保存的内容/);
    assert.equal(readFileSync(path(gone), 'utf8'), text);
    await editor.get(`${address(gone)}&draft=drop`);
    for (const to of ['javascript:alert(1)', 'x']) {
      const wrong = await give('withdraw', { file: gone, to, known: 'yes' });
      assert.equal(wrong.status, 400, to);
      assert.equal(formOfPage(wrong.text, 'to').get('to'), to);
    }
    const { text: said } = await give('withdraw', { file: gone, to: '', known: 'yes' });
    const [, copy = ''] = /原文留在 <code>([^<]+)/.exec(said) ?? [];
    assert.equal(readFileSync(copy, 'utf8'), text);
    assert.ok(!readdirSync(path('reports/2019')).includes('new-name.md'));
    assert.equal(
      readFileSync(path('redirects.yaml'), 'utf8').slice(old.length),
      '- { from: /reports/2019/new-name/ }\n',
    );
    writeFileSync(path('redirects.yaml'), old);
    assert.equal((await give('withdraw', { file: 'site.yaml', to: '', known: '' })).status, 404);
  });
});

describe('A report that moves more than once', () => {
  const move = async (action: string, fields: Readonly<Record<string, string>>) => {
    const form = new FormData();
    for (const [name, text] of Object.entries({ known: 'yes', year, ...fields }))
      form.set(name, text);
    assert.ok((await editor.post(`report/${action}`, form)).status < 400);
    const { problems } = await openArchive(editor.contentDir);
    return {
      told: parse(readFileSync(path('redirects.yaml'), 'utf8')),
      faults: problems.flatMap(({ file, message }) => (file === 'redirects.yaml' ? [message] : [])),
    };
  };
  const [year, name] = ['2019', 'first-name'];
  const fileOf = (slug: string) => `reports/${year}/${slug}.md`;
  const at = (slug: string) => `/reports/${year}/${slug}/`;
  before(() => {
    const sample = (readdirSync(path(`reports/${year}`)) as string[]).find((one) =>
      one.endsWith('.md'),
    );
    cpSync(path(`reports/${year}/${sample}`), path(fileOf(name)));
    writeFileSync(path('redirects.yaml'), '# 旧网址\n- { from: /a/, to: /years/ } # 甲\n');
  });
  after(() => rmSync(path('redirects.yaml')));
  const kept = { from: '/a/', to: '/years/' };

  test('is found from each of its names, and the site can still be built', async () => {
    await move('rename', { file: fileOf(name), slug: 'second' });
    const twice = await move('rename', { file: fileOf('second'), slug: 'third' });
    assert.deepEqual(twice.told, [
      kept,
      { from: at(name), to: at('third') },
      { from: at('second'), to: at('third') },
    ]);
    assert.deepEqual(twice.faults, []);
  });

  test('may have its first name again', async () => {
    const back = await move('rename', { file: fileOf('third'), slug: name });
    assert.deepEqual(back.told, [
      kept,
      { from: at('second'), to: at(name) },
      { from: at('third'), to: at(name) },
    ]);
    assert.deepEqual(back.faults, []);
    assert.match(readFileSync(path('redirects.yaml'), 'utf8'), /^# 旧网址\n.*# 甲\n/);
  });

  test('takes its old names along when it goes, also where its last one was never public', async () => {
    const gone = await move('withdraw', { file: fileOf(name), to: '', known: '' });
    assert.deepEqual(gone.told, [kept, { from: at('second') }, { from: at('third') }]);
    assert.deepEqual(gone.faults, []);
  });
});

describe('A paste', () => {
  const paste = async (html: string) => {
    const form = new FormData();
    form.set('file', file);
    form.set('html', html);
    return JSON.parse((await editor.post('report/paste', form)).text) as {
      readonly markdown: string;
      readonly review: readonly string[];
    };
  };

  test('with pictures names those that a page may not read, each once', async () => {
    const { markdown, review } = await paste(
      '<p>甲<img src="file:///C:/Users/a/msohtmlclip1/clip_image001.png" alt="流程图">乙</p><img src="file:///C:\\a\\%E5%9B%BE%202.jpg"><img src="https://a.example/x/%E5%9B%BE%202.jpg?a=1">',
    );
    assert.equal(markdown, '甲乙');
    assert.equal(review.length, 1);
    assert.match(
      review[0] ?? '',
      /有 2 张图片没有跟着过来.*clip_image001\.png（流程图）、图 2\.jpg。/,
    );
    const alone = await paste('<img src="file:///C:/a/clip_image002.gif">');
    assert.equal(alone.markdown, '');
    assert.match(alone.review[0] ?? '', /clip_image002\.gif/);
  });

  test('puts pictures that are in it beside the report, and refuses what is none', async () => {
    const png = await sharp({ create: { width: 3, height: 3, channels: 3, background: '#a31' } })
      .png()
      .toBuffer();
    const { markdown, review } = await paste(
      `<p>甲</p><p><img src="data:image/png;base64,${png.toString('base64')}" alt="一面[红]旗"></p><p>乙</p><p><img src="data:image/png;base64,${png.subarray(0, 40).toString('base64')}"></p>`,
    );
    const name = /!\[一面\\\[红\\\]旗\]\((emergency-plan-2020-\d\.png)\)/.exec(markdown)?.[1];
    assert.ok(name, markdown);
    assert.deepEqual(readFileSync(path(`reports/2020/${name}`)), png);
    assert.equal(markdown, `甲\n\n![一面\\[红\\]旗](${name})\n\n乙`);
    assert.match(review.join(''), /有一张图片没有放进来/);
    rmSync(path(`reports/2020/${name}`));
  });

  test('or a picture for what is no report writes nothing', async () => {
    const picture = new FormData();
    picture.set('file', 'site.yaml');
    picture.set('picture', new File(['x'], 'a.png'));
    for (const name of ['report/picture-file', 'report/picture', 'report/paste'])
      assert.equal((await editor.post(name, picture)).status, 404, name);
  });

  test('from Word becomes Markdown with its table; what Word adds is gone', async () => {
    const { markdown } = await paste(
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-parent:""}</style></head><body><!--StartFragment--><p class=MsoNormal><span style='mso-fareast-font-family:宋体'>全年办结5*3件。<o:p></o:p></span></p><table class=MsoTableGrid border=1><tr><td><p>项目</p></td><td><p>件数</p></td></tr><tr><td><p>复议</p></td><td><p>12</p></td></tr></table><!--EndFragment--></body></html>`,
    );
    assert.equal(markdown, '全年办结5\\*3件。\n\n| 项目 | 件数 |\n| --- | --- |\n| 复议 | 12 |');
  });
});

describe('The Traditional form', () => {
  const sent = (simplified: string, traditional: string) => {
    const entry = new FormData();
    for (const [name, text] of Object.entries({ file, simplified, traditional }))
      entry.set(name, text);
    return entry;
  };
  const typed = async (body: string) => {
    const form = await openForm();
    form.set('body', body);
    form.set('script', 'hant');
    return (await editor.post('report/preview', form)).text;
  };

  test('marks what is doubtful, and shows what an entry changes before it is written', async () => {
    const old = readFileSync(path('glossary.yaml'), 'utf8');
    const text = await typed('大厅里的钟不准，已经修好。\r\n');
    assert.match(text, /<mark><a href="#doubt-\d+">/);
    assert.match(
      text,
      /name="simplified" value="不准">\s*<p><button name="traditional" value="不準"/,
    );
    const other = 'reports/2020/mayor-speech.md';
    writeFileSync(
      path(other),
      '---\ntitle: 表不准的报告\nyear: 2020\nissuer: qinghe-government\nindicators: ["2021/27"]\n---\n\n大厅里的表不准，不准抽烟。\n\n`不准`\n',
    );
    const weighed = await editor.post('report/glossary', sent('不准', '不準'));
    assert.match(weighed.text, /这一篇里会改动 1 处/);
    assert.match(weighed.text, /<h3>表不准的报告（3 处）<\/h3>/);
    assert.match(weighed.text, /大廳裡的表不<del>准<\/del><ins>準<\/ins>，不准抽菸/);
    assert.equal(readFileSync(path('glossary.yaml'), 'utf8'), old);
    assert.match((await editor.get(`report/preview?file=${file}`)).text, /鐘(?:<[^>]*>)*不/);
    const written = await editor.post('report/glossary/site', sent('不准', '不準'));
    assert.match(written.text, /写进了全站的对照表/);
    const fresh = readFileSync(path('glossary.yaml'), 'utf8');
    assert.ok(fresh.startsWith(old));
    assert.equal(fresh.slice(old.length), '- { simplified: 不准, traditional: 不準 }\n');
    writeFileSync(path('glossary.yaml'), old);
    rmSync(path(other));
    await editor.get(`${address(file)}&draft=drop`);
  });

  test('takes an entry for one report into its form, and writes the site’s nothing', async () => {
    const old = readFileSync(path('glossary.yaml'), 'utf8');
    await typed('大厅里的钟不准，已经修好。\r\n');
    const page = (await editor.post('report/glossary/own', sent('不准', '不準'))).text;
    const form = formOfPage(page, 'opened');
    assert.equal(form.get('body'), '大厅里的钟不准，已经修好。\r\n');
    assert.equal((await editor.post('report/save', form)).status, 303);
    const saved = readFileSync(path(file), 'utf8');
    assert.match(saved, /\nglossary:\n {2}- \{ simplified: 不准, traditional: 不準 \}\n/);
    assert.equal(readFileSync(path('glossary.yaml'), 'utf8'), old);
    assert.match(await typed('大厅里的钟不准，已经修好。\r\n'), /鐘(?:<[^>]*>)*不(?:<[^>]*>)*準/);
    await editor.get(`${address(file)}&draft=drop`);
  });

  test('refuses entries of two lengths, and what contradicts one that is there', async () => {
    const old = readFileSync(path('glossary.yaml'), 'utf8');
    assert.match((await editor.post('report/glossary', sent('不准', '不'))).text, /字数要相同/);
    assert.match((await editor.post('report/glossary/site', sent('', ''))).text, /都要写/);
    // The check would refuse it, and with it the whole site.
    for (const place of ['site', 'own'])
      for (const typed of ['<b>', '甲\u0007乙'])
        assert.match(
          (await editor.post(`report/glossary/${place}`, sent(typed, typed))).text,
          /不是文字的符号，没有写入/,
        );
    assert.equal((await editor.post('report/glossary/site', sent('不准', '不準'))).status, 200);
    const other = await editor.post('report/glossary/site', sent('不准', '否准'));
    assert.match(other.text, /已定为“不準”/);
    writeFileSync(path('glossary.yaml'), old);
  });
});

describe('Nobody else is answered', () => {
  test('without the token, by another name, or from another site', async () => {
    const cookie = { Cookie: '' };
    assert.equal((await editor.ask('GET', '', cookie)).status, 403);
    assert.equal((await editor.ask('GET', '?token=wrong', cookie)).status, 403);
    assert.equal((await editor.ask('GET', '/', {})).status, 403);
    const { port } = new URL(editor.origin);
    for (const host of [
      `evil.example:${port}`,
      'evil.example',
      '127.0.0.1',
      `localhost:${port}`,
      `127.0.0.1.evil.example:${port}`,
    ]) {
      assert.equal((await editor.ask('GET', '', { Host: host })).status, 403, host);
    }
    const form = await openForm();
    const sent = new Response(form);
    const body = Buffer.from(await sent.arrayBuffer());
    const type = { 'Content-Type': sent.headers.get('content-type') ?? '' };
    for (const origin of [
      undefined,
      'null',
      'http://evil.example',
      `http://127.0.0.1:${Number(port) + 1}`,
      `http://localhost:${port}`,
      `https://127.0.0.1:${port}`,
    ]) {
      const headers = origin === undefined ? type : { ...type, Origin: origin };
      assert.equal((await editor.ask('POST', 'report/save', headers, body)).status, 403, origin);
    }
    for (const site of ['cross-site', 'same-site']) {
      assert.equal((await editor.ask('GET', '', { 'Sec-Fetch-Site': site })).status, 403, site);
    }
    const socket = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    const stream = { Accept: 'text/event-stream', 'Sec-Fetch-Site': 'cross-site' };
    for (const headers of [{ ...socket, ...cookie }, stream]) {
      assert.equal((await editor.ask('GET', 'build/state', headers)).status, 403);
    }
    // Nothing here speaks that way, not even to ourselves.
    assert.equal((await editor.ask('GET', 'build/state', socket)).status, 200);
    assert.equal((await editor.ask('PUT', '', {})).status, 400);
    assert.equal((await editor.get('')).status, 200);
  });

  test('and nothing listens but the loopback address', async () => {
    const { port } = new URL(editor.origin);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address: host } of others) {
      await assert.rejects(fetch(`http://${host}:${port}/`), host);
    }
  });

  test('and every answer carries the policy, the cookie its limits', async () => {
    const { headers } = await editor.get('');
    assert.match(
      String(headers['content-security-policy']),
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe|https?:|\*/);
    const entered = await editor.ask('GET', new URL(editor.entrance).search);
    assert.equal(entered.status, 303);
    assert.doesNotMatch(String(entered.headers.location), /token/);
    assert.match(
      String(entered.headers['set-cookie']),
      /; Path=\/[0-9a-f]+\/; HttpOnly; SameSite=Strict$/,
    );
  });
});

describe('Nothing outside the content folder', () => {
  test('is read or written, whatever path is sent', async () => {
    writeFileSync(join(editor.contentDir, '../secret.md'), '---\ntitle: 秘密\n---\n');
    mkdirSync(join(editor.contentDir, '../elsewhere'), { recursive: true });
    writeFileSync(join(editor.contentDir, '../elsewhere/a.md'), '---\ntitle: 秘密\n---\n');
    writeFileSync(join(editor.contentDir, '../elsewhere/a.png'), '秘密');
    symlinkSync(join(editor.contentDir, '../elsewhere'), path('reports/2001'));
    symlinkSync(join(editor.contentDir, '../secret.md'), path('reports/2020/linked.md'));
    const hostile = [
      '../secret.md',
      'reports/2020/../../../secret.md',
      'reports/2001/a.md',
      'reports/2020/linked.md',
      'reports/2020/..',
      '%2e%2e/secret.md',
      'reports/2020/%2e%2e/%2e%2e/secret.md',
      'reports/2020/／secret.md',
      'reports/2020/报告.md',
      join(editor.contentDir, file),
      'reports/2020/a\0.md',
      'reports\\2020\\emergency-plan-2020.md',
      'reports/2020/C:.md',
      'site.yaml',
      'pages/about.mdx',
      '',
    ];
    for (const name of hostile) {
      const answered = await editor.get(address(name));
      assert.equal(answered.status, 404, name);
      assert.doesNotMatch(answered.text, /秘密/);
      const form = await openForm();
      form.set('file', name);
      form.set('body', '改过了');
      assert.notEqual((await editor.post('report/save', form)).status, 303, name);
    }
    for (const name of ['reports/2001/a.png', '../elsewhere/a.png', 'site.yaml', '../secret.md']) {
      const picture = await editor.get(`file?path=${encodeURIComponent(name)}`);
      assert.equal(picture.status, 404, name);
      assert.doesNotMatch(picture.text, /秘密/);
    }
    assert.equal(
      readFileSync(join(editor.contentDir, '../secret.md'), 'utf8'),
      '---\ntitle: 秘密\n---\n',
    );
    rmSync(path('reports/2001'));
    rmSync(path('reports/2020/linked.md'));
  });

  test('is made as a new report', async () => {
    for (const [year, slug] of [
      ['2020', '../../a'],
      ['2020', '/a'],
      ['..', 'a'],
      ['2020', 'con'],
      ['2020', 'nul'],
      ['2020', 'a.b'],
      ['2020', 'a '],
      ['2020', 'A'],
      ['2020', 'a\0'],
      ['2020', 'x'.repeat(300)],
    ]) {
      const form = formOfPage((await editor.get('new')).text, 'slug');
      form.set('f.title', '甲');
      form.set('f.year', year ?? '');
      form.set('f.issuer', 'qinghe-justice');
      form.append('f.indicators', '2021/27');
      form.set('slug', slug ?? '');
      const answered = await editor.post('new', form);
      // A name's white space at its ends is what a hand leaves there.
      assert.equal(answered.status, slug === 'a ' ? 303 : 400, `${year} ${slug}`);
    }
    rmSync(path('reports/2020/a.md'));
  });

  test('and a folder that cannot be written to keeps what was typed on the page', async (context) => {
    const form = await openForm();
    form.set('body', '写不下去的正文');
    const old = readFileSync(path(file));
    const folder = path('reports/2020');
    try {
      execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' });
    } catch {
      context.skip('no right to mount here');
      return;
    }
    try {
      execFileSync('mount', ['-o', 'remount,bind,ro', folder], { stdio: 'ignore' });
      const refused = await editor.post('report/save', form);
      assert.equal(refused.status, 500);
      assert.match(refused.text, /没有保存：磁盘是只读的.*您写的都在下面/s);
      assert.equal(formOfPage(refused.text, 'opened').get('body'), '写不下去的正文');
      assert.deepEqual(readFileSync(path(file)), old);
    } finally {
      execFileSync('umount', [folder]);
    }
    await editor.get(`${address(file)}&draft=drop`);
  });

  test('and nothing half written stays when a file cannot be replaced', async () => {
    const form = await openForm();
    form.set('body', '新的正文');
    renameSync(path(file), path('reports/2020/moved.md'));
    assert.equal((await editor.post('report/save', form)).status, 409);
    renameSync(path('reports/2020/moved.md'), path(file));
    assert.deepEqual(
      readdirSync(path('reports/2020')).filter((name) => name.includes('saving')),
      [],
    );
  });

  test('and what is larger than anybody sends is refused before it is read', async () => {
    const answered = await editor
      .ask(
        'POST',
        'report/save',
        {
          Origin: editor.origin,
          'Content-Type': 'multipart/form-data; boundary=x',
          'Content-Length': '900000000',
        },
        Buffer.from('x'),
      )
      .catch(() => undefined);
    assert.ok(answered === undefined || answered.status === 413);
  });
});
