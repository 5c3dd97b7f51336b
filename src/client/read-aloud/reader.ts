import { breathsOf, type Span, sentencesOf } from './sentences.ts';
import type { Manner, Saying, Speaker } from './speaker.ts';

/** One block of text (a heading, a paragraph, a cell) to be read; sentences are found inside it. */
export interface Passage {
  readonly text: string;
  /** What is said for a sentence of it: numbers in words, for instance. */
  spoken(sentence: string): string;
  /** Asked before every piece, so that a change of voice or speed is heard at once. */
  manner(): Manner;
}

/** Why reading stopped by itself. */
export type Trouble = 'silent' | 'refused' | 'voiceless' | 'failed' | 'interrupted';

export interface ReadingState {
  readonly status: 'idle' | 'playing' | 'paused' | 'ended';
  readonly passage: number;
  readonly sentence: number;
  readonly trouble: Trouble | null;
}

/** Han characters of a piece for a network voice at rate 1: about 10 of the 15 seconds that it lasts. */
const networkBreath = 40;
const localBreath = 160;
/** After so many pieces in a row that came out as nothing, the engine is held to be mute. */
const mostFailures = 3;

/** Reads passages sentence by sentence, and knows where it is. Tells every change of state once. */
export class Reader {
  readonly #passages: readonly Passage[];
  readonly #speaker: Speaker;
  readonly #changed: (state: ReadingState) => void;
  readonly #sentences: (Span[] | undefined)[] = [];
  #state: ReadingState = { status: 'idle', passage: 0, sentence: 0, trouble: null };
  /** Position inside the sentence, in pieces; pausing and going on says the piece again from its start. */
  #breath = 0;
  #run = 0;
  /** An engine that never sends `end` must not make us say everything twice. */
  #repeatStalled = true;

  constructor(
    passages: readonly Passage[],
    speaker: Speaker,
    changed: (state: ReadingState) => void,
  ) {
    this.#passages = passages;
    this.#speaker = speaker;
    this.#changed = changed;
  }

  get state(): ReadingState {
    return this.#state;
  }

  /** The sentences of a passage, in positions of its text. */
  sentences(passage: number): readonly Span[] {
    const known = this.#sentences[passage];
    if (known) return known;
    const found = sentencesOf(this.#passages[passage]?.text ?? '');
    this.#sentences[passage] = found;
    return found;
  }

  play(passage = this.#state.passage, sentence = this.#state.sentence): void {
    if (passage !== this.#state.passage || sentence !== this.#state.sentence) this.#breath = 0;
    if (
      this.#state.status === 'ended' &&
      passage === this.#state.passage &&
      sentence === this.#state.sentence
    ) {
      passage = 0;
      sentence = 0;
      this.#breath = 0;
    }
    void this.#read(passage, sentence);
  }

  pause(): void {
    if (this.#state.status !== 'playing') return;
    this.#halt();
    this.#set({ ...this.#state, status: 'paused' });
  }

  stop(): void {
    this.#halt();
    this.#breath = 0;
    this.#set({ status: 'idle', passage: 0, sentence: 0, trouble: null });
  }

  /** Speaks the present piece anew, in the manner now asked for. */
  restart(): void {
    if (this.#state.status === 'playing') this.play();
  }

  nextSentence(): void {
    const { passage, sentence } = this.#state;
    const next = this.#step(passage, sentence + 1);
    if (next) this.#go(next.passage, next.sentence);
  }

  previousSentence(): void {
    const { passage, sentence } = this.#state;
    const before = this.#passageBefore(passage);
    if (sentence > 0) this.#go(passage, sentence - 1);
    else if (before < 0) this.#go(passage, 0);
    else this.#go(before, this.sentences(before).length - 1);
  }

  nextParagraph(): void {
    const next = this.#step(this.#state.passage + 1, 0);
    if (next) this.#go(next.passage, next.sentence);
  }

  /** To the start of this paragraph, or from its start to the one before. */
  previousParagraph(): void {
    const { passage, sentence } = this.#state;
    const before = this.#passageBefore(passage);
    this.#go(sentence > 0 || before < 0 ? passage : before, 0);
  }

  #go(passage: number, sentence: number): void {
    this.#breath = 0;
    if (this.#state.status === 'playing') {
      void this.#read(passage, sentence);
      return;
    }
    const status = this.#state.status === 'idle' ? 'idle' : 'paused';
    this.#set({ status, passage, sentence, trouble: null });
  }

  #halt(): void {
    this.#run++;
    this.#speaker.stop();
  }

  #passageBefore(passage: number): number {
    let before = passage - 1;
    while (before >= 0 && !this.sentences(before).length) before--;
    return before;
  }

  /** This place, or the first after it that has a sentence; null past the end. */
  #step(passage: number, sentence: number): { passage: number; sentence: number } | null {
    for (; passage < this.#passages.length; passage++, sentence = 0) {
      if (sentence < this.sentences(passage).length) return { passage, sentence };
    }
    return null;
  }

  async #read(fromPassage: number, fromSentence: number): Promise<void> {
    this.#halt();
    const run = this.#run;
    let place = this.#step(fromPassage, fromSentence);
    let failures = 0;
    let last: Trouble = 'silent';
    while (place) {
      this.#set({ status: 'playing', ...place, trouble: null });
      const passage = this.#passages[place.passage] as Passage;
      const { start, end } = this.sentences(place.passage)[place.sentence] as Span;
      const spoken = passage.spoken(passage.text.slice(start, end));
      for (;;) {
        const manner = passage.manner();
        const longest = manner.voice?.localService
          ? localBreath
          : Math.max(12, Math.round(networkBreath * manner.rate));
        const breaths = breathsOf(spoken, longest);
        // A change of speed cuts the sentence anew; what is left to say never lies beyond its last piece.
        const breath = breaths[Math.min(this.#breath, breaths.length - 1)];
        if (breath === undefined) break;
        let saying = await this.#speaker.say(breath, manner);
        if (run !== this.#run) return;
        if (saying === 'stalled' && this.#repeatStalled) {
          saying = await this.#speaker.say(breath, manner);
          if (run !== this.#run) return;
          if (saying === 'stalled') this.#repeatStalled = false;
        }
        const trouble = troubleOf(saying);
        if (!trouble) failures = 0;
        else {
          last = trouble;
          failures++;
          if (trouble !== 'silent' && trouble !== 'failed') failures = mostFailures;
          if (failures >= mostFailures) {
            this.#set({ status: 'paused', ...place, trouble: last });
            return;
          }
        }
        this.#breath++;
        if (this.#breath >= breaths.length) break;
      }
      this.#breath = 0;
      const next = this.#step(place.passage, place.sentence + 1);
      if (!next) {
        this.#set(
          failures
            ? { status: 'paused', ...place, trouble: last }
            : { status: 'ended', ...place, trouble: null },
        );
        return;
      }
      place = next;
    }
    this.#set({ ...this.#state, status: 'ended', trouble: null });
  }

  #set(state: ReadingState): void {
    const before = this.#state;
    this.#state = state;
    if (
      before.status !== state.status ||
      before.passage !== state.passage ||
      before.sentence !== state.sentence ||
      before.trouble !== state.trouble
    ) {
      this.#changed(state);
    }
  }
}

function troubleOf(saying: Saying): Trouble | null {
  return saying === 'said' || saying === 'stalled' || saying === 'stopped' ? null : saying;
}
