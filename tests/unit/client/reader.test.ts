import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Reader, type ReadingState } from '../../../src/client/read-aloud/reader.ts';
import { type Manner, Speaker } from '../../../src/client/read-aloud/speaker.ts';
import type { Voice } from '../../../src/client/read-aloud/voice-choice.ts';
import { deviceVoices } from '../../../src/client/read-aloud/voices.ts';
import { type Faults, MisbehavingEngine, makeUtterance, TestClock } from './misbehaving-engine.ts';

const network: Voice = { name: 'Google 普通话', lang: 'zh-CN', localService: false, voiceURI: 'g' };
const local: Voice = { name: '婷婷', lang: 'zh_CN_#Hans', localService: true, voiceURI: 't' };
const long = '各乡镇人民政府和县直各部门要把法治政府建设摆在工作全局的重要位置,'
  .repeat(4)
  .replace(/,$/, '。');
const texts = ['一、总体情况', '县政府常务会议学法四次。出台文件两件！', long, '结束语。'];

function setUp(faults: Faults = {}, { voice = local, blocks = texts } = {}) {
  const clock = new TestClock();
  const engine = new MisbehavingEngine(clock, faults, [voice]);
  const manner = { lang: 'zh-CN', voice, rate: 1 };
  const states: ReadingState[] = [];
  const reader = new Reader(
    blocks.map((text) => ({
      text,
      spoken: (sentence: string) => sentence,
      manner: (): Manner => manner,
    })),
    new Speaker(engine, makeUtterance, clock),
    (state) => states.push(state),
  );
  return { clock, engine, reader, states, manner };
}

const wholeText = texts.join('').replace(/\s/g, '');

test('a well-behaved engine says every sentence once, in order, and the end is told', async () => {
  const { clock, engine, reader, states } = setUp();
  reader.play();
  await clock.pass(180_000);
  assert.equal(engine.spoken.join(''), wholeText);
  assert.equal(reader.state.status, 'ended');
  assert.deepEqual(
    states
      .filter(({ status }) => status === 'playing')
      .map(({ passage, sentence }) => `${passage}.${sentence}`),
    ['0.0', '1.0', '1.1', '2.0', '3.0'],
  );
});

const survived: readonly (readonly [string, Faults])[] = [
  ['drops what is spoken right after a cancel', { dropsAfterCancel: true }],
  ['never tells that it began', { noStart: true, noBoundary: true }],
  ['never tells that it ended', { noEnd: true }],
  ['tells the end twice', { endsTwice: true }],
  ['tells the end of a cancelled piece late', { lateEventAfterCancel: 'end' }],
  ['tells the cancelling late, as an error', { lateEventAfterCancel: 'interrupted' }],
  ['was left paused by another page', { paused: true }],
  ['does nothing at the first call', { deaf: 'once' }],
];
for (const [what, faults] of survived) {
  test(`an engine that ${what} still says every sentence once`, async () => {
    const { clock, engine, reader } = setUp(faults);
    reader.play();
    await clock.pass(30);
    reader.play();
    await clock.pass(300_000);
    assert.equal(engine.spoken.join(''), wholeText);
    assert.equal(reader.state.status, 'ended');
  });
}

test('a network voice that falls silent after 15 seconds never gets a piece that long', async () => {
  const { clock, engine, reader } = setUp({ stopsAfter: 15_000 }, { voice: network });
  reader.play();
  await clock.pass(300_000);
  assert.equal(engine.spoken.join(''), wholeText);
  assert.equal(reader.state.status, 'ended');
});

test('a voice that falls silent after 3 seconds is asked twice, then reading goes on to the end', async () => {
  const { clock, engine, reader } = setUp({ stopsAfter: 3_000 });
  reader.play();
  await clock.pass(900_000);
  assert.equal(reader.state.status, 'ended');
  assert.ok(engine.spoken.includes('结束语。'));
  const times = engine.asked.filter(({ text }) => text.startsWith('各乡镇')).length;
  assert.equal(times, 2);
});

test('a voice without data, which ends at once, is reported as silent and not run through to the end', async () => {
  const { clock, engine, reader } = setUp({ mute: true });
  reader.play();
  await clock.pass(60_000);
  assert.deepEqual(reader.state, { status: 'paused', passage: 1, sentence: 1, trouble: 'silent' });
  assert.ok(engine.asked.length <= 6);
});

test('an engine that never speaks is reported as silent', async () => {
  const { clock, reader } = setUp({ deaf: 'always' });
  reader.play();
  await clock.pass(60_000);
  assert.equal(reader.state.status, 'paused');
  assert.equal(reader.state.trouble, 'silent');
});

for (const [error, trouble] of [
  ['not-allowed', 'refused'],
  ['language-unavailable', 'voiceless'],
  ['voice-unavailable', 'voiceless'],
  ['interrupted', 'interrupted'],
  ['synthesis-failed', 'failed'],
  ['network', 'failed'],
] as const) {
  test(`the error ${error} ends in the trouble ${trouble}, where the reader stood`, async () => {
    const { clock, reader } = setUp({ error });
    reader.play();
    await clock.pass(60_000);
    assert.equal(reader.state.status, 'paused');
    assert.equal(reader.state.trouble, trouble);
  });
}

test('an engine that throws is reported, and nothing is thrown at the page', async () => {
  const { clock, reader } = setUp({ throws: true });
  reader.play();
  await clock.pass(60_000);
  assert.equal(reader.state.trouble, 'failed');
});

test('when another tab takes the voice once, the piece is said again', async () => {
  const { clock, engine, reader } = setUp();
  reader.play();
  await clock.pass(700);
  engine.takenByOther();
  await clock.pass(300_000);
  assert.equal(engine.spoken.join(''), wholeText);
});

test('pausing holds the place without pause(), and going on says the piece again', async () => {
  const { clock, engine, reader } = setUp();
  reader.play();
  await clock.pass(3_000);
  reader.pause();
  assert.equal(engine.speaking, false);
  assert.deepEqual(reader.state, { status: 'paused', passage: 1, sentence: 0, trouble: null });
  await clock.pass(600_000);
  assert.equal(engine.spoken.join(''), '一、总体情况');
  reader.play();
  await clock.pass(300_000);
  assert.equal(engine.spoken.join(''), wholeText);
});

test('an event that belongs to a cancelled sentence moves nothing', async () => {
  const { clock, reader } = setUp({ lateEventAfterCancel: 'end' });
  reader.play();
  await clock.pass(500);
  reader.nextParagraph();
  await clock.pass(200);
  assert.deepEqual(reader.state, { status: 'playing', passage: 1, sentence: 0, trouble: null });
});

test('sentences and paragraphs can be stepped through in both directions, playing or not', async () => {
  const { clock, reader } = setUp();
  const place = () => `${reader.state.passage}.${reader.state.sentence}`;
  reader.nextSentence();
  assert.equal(place(), '1.0');
  reader.nextSentence();
  assert.equal(place(), '1.1');
  reader.previousParagraph();
  assert.equal(place(), '1.0');
  reader.previousSentence();
  assert.equal(place(), '0.0');
  reader.previousSentence();
  assert.equal(place(), '0.0');
  reader.play(3, 0);
  await clock.pass(100);
  reader.nextSentence();
  assert.equal(place(), '3.0');
  reader.previousSentence();
  await clock.pass(100);
  assert.equal(place(), '2.0');
  assert.equal(reader.state.status, 'playing');
});

test('a change of speed is heard at once, from the start of the piece', async () => {
  const { clock, engine, reader, manner } = setUp();
  reader.play(1, 0);
  await clock.pass(500);
  manner.rate = 2;
  reader.restart();
  await clock.pass(500);
  assert.deepEqual(
    engine.asked.map(({ text, rate }) => [text, rate]),
    [
      ['县政府常务会议学法四次。', 1],
      ['县政府常务会议学法四次。', 2],
    ],
  );
});

test('after the end, play starts from the beginning', async () => {
  const { clock, engine, reader } = setUp({}, { blocks: ['完。'] });
  reader.play();
  await clock.pass(10_000);
  assert.equal(reader.state.status, 'ended');
  reader.play();
  await clock.pass(10_000);
  assert.deepEqual(engine.spoken, ['完。', '完。']);
});

test('a page without any text ends at once', async () => {
  const { clock, reader } = setUp({}, { blocks: ['', ' \n'] });
  reader.play();
  await clock.pass(100);
  assert.equal(reader.state.status, 'ended');
});

test('an engine that holds utterances only weakly loses none of their events', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { clock, engine, reader } = setUp({ collects: true });
  reader.play();
  for (let second = 0; second < 60; second++) {
    await clock.pass(1000);
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  assert.equal(engine.spoken.join(''), wholeText);
});

test('Android tags such as zh_CN_#Hans are handed on as zh-CN', async () => {
  const { clock, engine, reader } = setUp();
  reader.play();
  await clock.pass(100);
  assert.equal(engine.asked[0]?.lang, 'zh-CN');
  assert.equal(engine.asked[0]?.voice, local);
});

test('voices that come late are waited for, and none within three seconds means none', async () => {
  const clock = new TestClock();
  const late = new MisbehavingEngine(clock, { voicesAfter: 1200 }, [local]);
  let found: readonly Voice[] | undefined;
  void deviceVoices(late, clock).then((voices) => {
    found = voices;
  });
  await clock.pass(1000);
  assert.equal(found, undefined);
  await clock.pass(500);
  assert.deepEqual(found, [local]);
  void deviceVoices(new MisbehavingEngine(clock), clock).then((voices) => {
    found = voices;
  });
  await clock.pass(3100);
  assert.deepEqual(found, []);
});
