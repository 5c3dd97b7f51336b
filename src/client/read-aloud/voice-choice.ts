/** The part of SpeechSynthesisVoice that the choice hangs on. */
export interface Voice {
  readonly name: string;
  /** BCP 47, but some Android engines write `zh_CN` or `zh_CN_#Hans`. */
  readonly lang: string;
  readonly localService: boolean;
  readonly voiceURI: string;
}

type Speech = 'mainland' | 'taiwan' | 'cantonese' | 'mandarin' | 'other';

/** Which Chinese a voice speaks, by its language tag. */
function speechOf(voice: Voice): Speech {
  const tag = voice.lang.replace(/_/g, '-').replace(/-?#.*/, '').toLowerCase();
  if (!/^(zh|cmn|yue)(-|$)/.test(tag)) return 'other';
  if (/^yue|-hk|-mo|-yue/.test(tag)) return 'cantonese';
  if (/-tw/.test(tag)) return 'taiwan';
  if (/-cn|-sg|-my/.test(tag)) return 'mainland';
  if (/-hant/.test(tag)) return 'taiwan';
  return /-hans/.test(tag) ? 'mainland' : 'mandarin';
}

/** A reader who lists Hong Kong or Macao among the browser's languages, before Taiwan, hears Cantonese. */
function wantsCantonese(readerLanguages: readonly string[]): boolean {
  for (const language of readerLanguages) {
    if (/^yue|^zh\b.*-(hk|mo)\b/i.test(language)) return true;
    if (/^zh\b.*-tw\b/i.test(language)) return false;
  }
  return false;
}

/**
 * Voices that can read a page in Chinese, best first: the reader's own speech, then any other Mandarin, and
 * inside each voices of the device before those of a network (which know what is read, and stop after 15 s).
 * On a Simplified page Cantonese is offered last.
 */
export function chineseVoices<V extends Voice>(
  voices: readonly V[],
  pageLanguage: string,
  readerLanguages: readonly string[],
): V[] {
  const order: readonly Speech[] = !/^zh-hant/i.test(pageLanguage)
    ? ['mainland', 'mandarin', 'taiwan', 'cantonese']
    : wantsCantonese(readerLanguages)
      ? ['cantonese', 'taiwan', 'mandarin', 'mainland']
      : ['taiwan', 'mandarin', 'mainland', 'cantonese'];
  return voices
    .map((voice, index) => ({ voice, index, place: order.indexOf(speechOf(voice)) }))
    .filter(({ place }) => place >= 0)
    .sort(
      (a, b) =>
        a.place - b.place ||
        Number(b.voice.localService) - Number(a.voice.localService) ||
        a.index - b.index,
    )
    .map(({ voice }) => voice);
}

/** The voice the reader chose, while the device still has it; else the best; null when there is no Chinese one. */
export function chooseVoice<V extends Voice>(
  voices: readonly V[],
  pageLanguage: string,
  readerLanguages: readonly string[],
  chosen: string,
): V | null {
  const able = chineseVoices(voices, pageLanguage, readerLanguages);
  return able.find(({ voiceURI }) => voiceURI === chosen) ?? able[0] ?? null;
}
