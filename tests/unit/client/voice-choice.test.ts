import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chineseVoices, chooseVoice } from '../../../src/client/read-aloud/voice-choice.ts';

const voice = (name: string, lang: string, localService = true) => ({
  name,
  lang,
  localService,
  voiceURI: name,
});
const voices = [
  voice('Google 普通话', 'zh-CN', false),
  voice('Alex', 'en-US'),
  voice('Sinji', 'zh-HK'),
  voice('Meijia', 'zh-TW'),
  voice('Tingting', 'zh-CN'),
  voice('Android', 'zh_CN_#Hans', true),
  voice('eSpeak', 'cmn'),
  voice('eSpeak yue', 'yue'),
  voice('Hakka-like', 'zhx'),
];
const names = (language: string, reader: string[]) =>
  chineseVoices(voices, language, reader).map(({ name }) => name);

test('a Simplified page is read by a local Mandarin voice of the mainland, Cantonese last', () => {
  assert.deepEqual(names('zh-Hans', ['zh-CN']), [
    'Tingting',
    'Android',
    'Google 普通话',
    'eSpeak',
    'Meijia',
    'Sinji',
    'eSpeak yue',
  ]);
});

test('a Traditional page is read in Taiwanese Mandarin, or in Cantonese to a reader of Hong Kong', () => {
  assert.equal(names('zh-Hant', ['zh-TW', 'en'])[0], 'Meijia');
  assert.equal(names('zh-Hant', ['en'])[0], 'Meijia');
  assert.equal(names('zh-Hant', ['zh-HK', 'zh-TW'])[0], 'Sinji');
  assert.equal(names('zh-Hant', ['zh-Hant-MO'])[0], 'Sinji');
  assert.equal(names('zh-Hant', ['zh-TW', 'zh-HK'])[0], 'Meijia');
});

test('the chosen voice is kept while the device has it, and never one that speaks no Chinese', () => {
  assert.equal(chooseVoice(voices, 'zh-Hans', [], 'Google 普通话')?.name, 'Google 普通话');
  assert.equal(chooseVoice(voices, 'zh-Hans', [], 'gone')?.name, 'Tingting');
  assert.equal(chooseVoice(voices, 'zh-Hans', [], 'Alex')?.name, 'Tingting');
  assert.equal(chooseVoice([voices[1] as (typeof voices)[number]], 'zh-Hans', [], ''), null);
  assert.equal(chooseVoice([], 'zh-Hans', [], ''), null);
});
