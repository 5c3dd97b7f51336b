import type { Voice } from './voice-choice.ts';

/** The part of SpeechSynthesisUtterance in use. */
export interface Utterance {
  text: string;
  lang: string;
  rate: number;
  voice: Voice | null;
  onstart: ((event: never) => void) | null;
  onboundary: ((event: never) => void) | null;
  onend: ((event: never) => void) | null;
  onerror: ((event: { readonly error?: string }) => void) | null;
}

/** The part of SpeechSynthesis in use: never `pause()`, which Android takes for `cancel()`. */
export interface Engine {
  readonly speaking: boolean;
  readonly pending: boolean;
  speak(utterance: Utterance): void;
  cancel(): void;
  resume(): void;
  getVoices(): readonly Voice[];
}

export interface Clock {
  after(milliseconds: number, call: () => void): number;
  clear(timer: number): void;
  now(): number;
}

/**
 * How one piece ended: `said`; `stopped` by us; `stalled` (spoke, then neither ended nor went on);
 * `silent` (ended at once, or never began); `interrupted` by somebody else; `refused` (the browser wants a
 * press first); `voiceless` (no voice for it); `failed` (network, audio device, anything else).
 */
export type Saying =
  | 'said'
  | 'stopped'
  | 'stalled'
  | 'silent'
  | 'interrupted'
  | 'refused'
  | 'voiceless'
  | 'failed';

export interface Manner {
  readonly lang: string;
  readonly voice: Voice | null;
  /** 1 is the voice's own speed. */
  readonly rate: number;
}

/** Engines drop what is spoken in the same breath as a cancel(). */
const settleTime = 80;
const beginTime = 4000;
const pollTime = 500;
/** An engine that tells word boundaries tells the next one well within this. */
const boundaryTime = 6000;
/** Han characters a second of a slow voice at rate 1; the fastest say about 6. */
const slowSpeed = 3;
/** An utterance of a few characters cannot be over before this. */
const shortestTime = 60;

/**
 * Says one piece of text at a time and always tells how it ended, whatever the engine does: events that never
 * come, come twice, come late from a cancelled utterance, or come with nothing said.
 */
export class Speaker {
  readonly #engine: Engine;
  readonly #makeUtterance: (text: string) => Utterance;
  readonly #clock: Clock;
  /** Held here, because Chrome collects an utterance that only the engine knows, and its events with it. */
  readonly #held = new Set<Utterance>();
  #finish: ((saying: Saying) => void) | null = null;
  #cancelledAt = Number.NEGATIVE_INFINITY;

  constructor(engine: Engine, makeUtterance: (text: string) => Utterance, clock: Clock) {
    this.#engine = engine;
    this.#makeUtterance = makeUtterance;
    this.#clock = clock;
  }

  /** Ends whatever is being said; its `say` resolves with `stopped`. */
  stop(): void {
    this.#cancel();
    this.#finish?.('stopped');
  }

  async say(text: string, manner: Manner): Promise<Saying> {
    this.stop();
    const first = await this.#sayOnce(text, manner);
    // Never begun or cut off by another: engines often work at the second call.
    return first === 'silent' || first === 'interrupted' ? this.#sayOnce(text, manner) : first;
  }

  #cancel(): void {
    this.#cancelledAt = this.#clock.now();
    try {
      this.#engine.cancel();
    } catch {
      // An engine that cannot be cancelled is heard to its end; its events are no longer listened to.
    }
  }

  #sayOnce(text: string, manner: Manner): Promise<Saying> {
    return new Promise((resolve) => {
      const clock = this.#clock;
      const engine = this.#engine;
      const timers = new Set<number>();
      let begun = false;
      let spokeAt = 0;
      let heardAt = 0;
      let boundaries = 0;
      let quietPolls = 0;

      const after = (milliseconds: number, call: () => void) => {
        const timer = clock.after(milliseconds, () => {
          timers.delete(timer);
          call();
        });
        timers.add(timer);
      };
      const finish = (saying: Saying) => {
        if (this.#finish !== finish) return;
        this.#finish = null;
        this.#held.clear();
        for (const timer of timers) clock.clear(timer);
        resolve(saying);
      };
      this.#finish = finish;

      const longest = (text.length / (slowSpeed * manner.rate)) * 1000 + beginTime;
      const poll = () => {
        const now = clock.now();
        if (engine.speaking || engine.pending) {
          quietPolls = 0;
          if (now - heardAt > (boundaries > 2 ? Math.min(boundaryTime, longest) : longest)) {
            this.#cancel();
            finish(begun ? 'stalled' : 'silent');
            return;
          }
        } else {
          // Quiet twice in a row: over without an end event, or never begun.
          quietPolls++;
          if (begun && quietPolls > 1) return finish('said');
          if (!begun && now - spokeAt >= beginTime) {
            this.#cancel();
            finish('silent');
            return;
          }
        }
        after(pollTime, poll);
      };
      const begin = () => {
        const utterance = this.#makeUtterance(text);
        this.#held.add(utterance);
        utterance.lang = manner.voice?.lang.replace(/_/g, '-').replace(/-?#.*/, '') || manner.lang;
        if (manner.voice) utterance.voice = manner.voice;
        utterance.rate = manner.rate;
        const heard = () => {
          begun = true;
          heardAt = clock.now();
        };
        utterance.onstart = heard;
        utterance.onboundary = () => {
          boundaries++;
          heard();
        };
        utterance.onend = () => {
          const tooSoon = clock.now() - spokeAt < shortestTime && text.length > 1;
          finish(tooSoon ? 'silent' : 'said');
        };
        utterance.onerror = ({ error }) => finish(sayingOfError(error));
        spokeAt = heardAt = clock.now();
        try {
          // A tab that was left while paused stays paused for ever.
          engine.resume();
          engine.speak(utterance);
        } catch {
          finish('failed');
          return;
        }
        after(pollTime, poll);
      };
      const settled = this.#cancelledAt + settleTime - clock.now();
      if (settled > 0) after(settled, begin);
      else begin();
    });
  }
}

function sayingOfError(error: string | undefined): Saying {
  switch (error) {
    case 'interrupted':
    case 'canceled':
      return 'interrupted';
    case 'not-allowed':
      return 'refused';
    case 'language-unavailable':
    case 'voice-unavailable':
      return 'voiceless';
    default:
      return 'failed';
  }
}
