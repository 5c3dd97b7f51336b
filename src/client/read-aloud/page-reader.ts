import { readPreferences } from '../preference-store.ts';
import { type PagePassage, pagePassages, placeOf, rangeOf } from './page-text.ts';
import { Reader, type ReadingState, type Trouble } from './reader.ts';
import { keepInView, SentenceMark } from './sentence-mark.ts';
import { type Clock, type Engine, Speaker, type Utterance } from './speaker.ts';
import { type SpokenLanguage, spokenForm } from './spoken-form.ts';
import { chooseVoice, type Voice } from './voice-choice.ts';
import { deviceVoices } from './voices.ts';

/** What the page may say of reading aloud; the words stand in the page as `data-message`. */
export type ReadingMessage = 'ended' | 'no-voice' | 'empty' | Trouble;

const clock: Clock = {
  after: (milliseconds, call) => window.setTimeout(call, milliseconds),
  clear: (timer) => window.clearTimeout(timer),
  now: () => performance.now(),
};

/** Reads this page: its passages, its voice, its mark; made at the first press of 听. */
export class PageReader {
  readonly passages: readonly PagePassage[];
  readonly #reader: Reader;
  readonly #mark = new SentenceMark();
  readonly #engine = window.speechSynthesis as unknown as Engine;
  readonly #say: (message: ReadingMessage | null) => void;
  readonly #covered: () => { top: number; bottom: number };
  #voices: readonly Voice[] = [];
  #voice: Voice | null = null;

  /**
   * @param say shows a message, or takes it away
   * @param covered pixels at the top and bottom of the window that stand over the text
   */
  constructor(
    say: (message: ReadingMessage | null) => void,
    covered: () => { top: number; bottom: number },
  ) {
    this.#say = say;
    this.#covered = covered;
    this.passages = pagePassages();
    const page = document.documentElement.lang;
    const spokenLanguage: SpokenLanguage = /hant/i.test(page) ? 'zh-Hant' : 'zh-Hans';
    this.#reader = new Reader(
      this.passages.map(({ text, language }) => {
        const chinese = !language || /^(zh|yue|cmn)/i.test(language);
        return {
          text,
          spoken: (sentence) => (chinese ? spokenForm(sentence, spokenLanguage) : sentence),
          manner: () => ({
            lang: chinese ? (spokenLanguage === 'zh-Hant' ? 'zh-TW' : 'zh-CN') : language,
            voice: chinese ? this.#voice : this.#voiceFor(language),
            rate: Number(readPreferences().rate) / 100,
          }),
        };
      }),
      new Speaker(
        this.#engine,
        (text) => new SpeechSynthesisUtterance(text) as unknown as Utterance,
        clock,
      ),
      (state) => this.#changed(state),
    );
    // Chrome speaks on after the page is left.
    addEventListener('pagehide', () => this.#reader.pause());
  }

  get playing(): boolean {
    return this.#reader.state.status === 'playing';
  }

  /** The device's voices for Chinese are looked up once; gives all of them. */
  async prepare(): Promise<readonly Voice[]> {
    if (!this.#voices.length) this.#voices = await deviceVoices(this.#engine, clock);
    this.chooseVoice();
    return this.#voices;
  }

  /** Takes the voice that the preferences name, or the best there is. */
  chooseVoice(): void {
    const before = this.#voice;
    this.#voice = chooseVoice(
      this.#voices,
      document.documentElement.lang,
      navigator.languages || [navigator.language],
      readPreferences().voice,
    );
    if (before !== this.#voice) this.#reader.restart();
  }

  changeSpeed(): void {
    this.#reader.restart();
  }

  async toggle(): Promise<void> {
    if (this.playing) this.#reader.pause();
    else await this.#play();
  }

  /** Starts at a point of the page. */
  async playFrom(node: Node, offset: number): Promise<void> {
    const place = placeOf(this.passages, node, offset);
    if (!place) return;
    const sentences = this.#reader.sentences(place.passage);
    let sentence = sentences.findIndex(({ end }) => end > place.position);
    if (sentence < 0) sentence = sentences.length - 1;
    await this.#play(place.passage, sentence);
  }

  nextSentence(): void {
    this.#reader.nextSentence();
  }

  previousSentence(): void {
    this.#reader.previousSentence();
  }

  nextParagraph(): void {
    this.#reader.nextParagraph();
  }

  previousParagraph(): void {
    this.#reader.previousParagraph();
  }

  stop(): void {
    this.#reader.stop();
  }

  async #play(passage?: number, sentence?: number): Promise<void> {
    this.#say(null);
    if (!this.passages.length) {
      this.#say('empty');
      return;
    }
    await this.prepare();
    // A device that names voices, none of them Chinese, would read Chinese as silence or as letters. One that
    // names none at all (Android) may still speak by the language alone: there we try.
    if (this.#voices.length && !this.#voice) {
      this.#say('no-voice');
      return;
    }
    this.#reader.play(passage, sentence);
  }

  #voiceFor(language: string): Voice | null {
    const wanted = language.toLowerCase().split('-')[0] as string;
    const able = this.#voices.filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === wanted);
    return able.filter(({ localService }) => localService)[0] || able[0] || null;
  }

  #changed(state: ReadingState): void {
    const { status, passage, sentence, trouble } = state;
    document.documentElement.setAttribute('data-reading', status);
    const here = this.passages[passage];
    const span = here && this.#reader.sentences(passage)[sentence];
    if (here && span && (status === 'playing' || status === 'paused')) {
      const range = rangeOf(here, span.start, span.end);
      this.#mark.show(range);
      keepInView(range, this.#covered());
    } else {
      this.#mark.hide();
    }
    // Silence on a device that named no voice at all means that it has none.
    if (trouble) this.#say(trouble === 'silent' && !this.#voices.length ? 'no-voice' : trouble);
    else if (status === 'ended') this.#say('ended');
    else this.#say(null);
  }
}
