import type { Clock, Engine, Utterance } from '../../../src/client/read-aloud/speaker.ts';
import type { Voice } from '../../../src/client/read-aloud/voice-choice.ts';

/** Time that passes only when told to; every promise settles before the next timer fires. */
export class TestClock implements Clock {
  #now = 0;
  #next = 1;
  readonly #timers = new Map<number, { at: number; call: () => void }>();

  after(milliseconds: number, call: () => void): number {
    this.#timers.set(this.#next, { at: this.#now + milliseconds, call });
    return this.#next++;
  }
  clear(timer: number): void {
    this.#timers.delete(timer);
  }
  now(): number {
    return this.#now;
  }
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (;;) {
      let first: [number, { at: number; call: () => void }] | undefined;
      for (const entry of this.#timers) if (!first || entry[1].at < first[1].at) first = entry;
      if (!first || first[1].at > end) break;
      this.#timers.delete(first[0]);
      this.#now = Math.max(this.#now, first[1].at);
      first[1].call();
      await settle();
    }
    this.#now = end;
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

/** What real engines were seen to do. */
export interface Faults {
  /** Chrome's network voices: silent after 15 s, no `end`, `speaking` stays true. */
  stopsAfter?: number;
  /** What is spoken less than 50 ms after a cancel() is lost (Chrome, Safari). */
  dropsAfterCancel?: boolean;
  /** Some Android engines. */
  noEnd?: boolean;
  noStart?: boolean;
  noBoundary?: boolean;
  endsTwice?: boolean;
  /** A cancelled utterance still reports, later: `end` (older Chrome) or an error (Firefox, newer Chrome). */
  lateEventAfterCancel?: 'end' | 'interrupted';
  /** Voice without data: ends at once, nothing heard. */
  mute?: boolean;
  /** speak() does nothing at all; once, or always. */
  deaf?: 'once' | 'always';
  /** A tab that was left while paused. */
  paused?: boolean;
  error?: string;
  throws?: boolean;
  /** The engine knows its utterance only weakly, as Chrome does. */
  collects?: boolean;
  /** voices come after so many milliseconds. */
  voicesAfter?: number;
}

interface Holder {
  deref(): Utterance | undefined;
}

/** Speaks 4.5 characters a second on a test clock, with the faults it is given. */
export class MisbehavingEngine implements Engine {
  readonly spoken: string[] = [];
  /** Everything handed to speak(), heard or not. */
  readonly asked: { text: string; lang: string; rate: number; voice: Voice | null }[] = [];
  speaking = false;
  pending = false;
  readonly #clock: TestClock;
  readonly #voices: readonly Voice[];
  readonly faults: Faults;
  #current: { holder: Holder; timers: number[] } | null = null;
  #cancelledAt = Number.NEGATIVE_INFINITY;

  constructor(clock: TestClock, faults: Faults = {}, voices: readonly Voice[] = []) {
    this.#clock = clock;
    this.faults = faults;
    this.#voices = voices;
  }

  getVoices(): readonly Voice[] {
    return this.#clock.now() >= (this.faults.voicesAfter ?? 0) ? this.#voices : [];
  }

  pause(): void {
    throw new Error('Android takes pause() for cancel(): nobody may call it');
  }

  resume(): void {
    this.faults.paused = false;
  }

  cancel(): void {
    this.#cancelledAt = this.#clock.now();
    const current = this.#current;
    this.#current = null;
    this.speaking = false;
    if (!current) return;
    for (const timer of current.timers) this.#clock.clear(timer);
    const late = this.faults.lateEventAfterCancel;
    if (late) {
      this.#clock.after(30, () => {
        const utterance = current.holder.deref();
        if (late === 'end') utterance?.onend?.({} as never);
        else utterance?.onerror?.({ error: late });
      });
    }
  }

  /** Another tab, or a screen reader, takes the voice. */
  takenByOther(): void {
    const utterance = this.#current?.holder.deref();
    this.cancel();
    utterance?.onerror?.({ error: 'interrupted' });
  }

  speak(utterance: Utterance): void {
    const { faults } = this;
    this.asked.push({
      text: utterance.text,
      lang: utterance.lang,
      rate: utterance.rate,
      voice: utterance.voice,
    });
    if (faults.throws) throw new Error('synthesis-unavailable');
    if (faults.dropsAfterCancel && this.#clock.now() - this.#cancelledAt < 50) return;
    if (faults.deaf || faults.paused) {
      if (faults.deaf === 'once') delete faults.deaf;
      return;
    }
    if (this.#current) throw new Error('the test engine has no queue: speak() while speaking');
    const timers: number[] = [];
    const holder: Holder = faults.collects ? new WeakRef(utterance) : { deref: () => utterance };
    this.#current = { holder, timers };
    this.speaking = true;
    const at = (time: number, call: (utterance: Utterance) => void) => {
      timers.push(
        this.#clock.after(time, () => {
          const held = holder.deref();
          if (held) call(held);
        }),
      );
    };
    if (faults.error) {
      at(20, (held) => {
        this.#over();
        held.onerror?.({ error: faults.error as string });
      });
      return;
    }
    if (faults.mute) {
      at(5, (held) => {
        this.#over();
        held.onend?.({} as never);
      });
      return;
    }
    const duration = (utterance.text.length / (4.5 * utterance.rate)) * 1000 + 100;
    const heard =
      faults.stopsAfter !== undefined && duration > faults.stopsAfter
        ? faults.stopsAfter
        : duration;
    if (!faults.noStart) at(50, (held) => held.onstart?.({} as never));
    if (!faults.noBoundary) {
      for (let time = 400; time < heard; time += 400)
        at(time, (held) => held.onboundary?.({} as never));
    }
    const { text } = utterance;
    if (heard < duration) return;
    timers.push(this.#clock.after(duration, () => this.spoken.push(text)));
    at(duration, (held) => {
      this.#over();
      if (faults.noEnd) return;
      held.onend?.({} as never);
      if (faults.endsTwice) held.onend?.({} as never);
    });
    if (faults.noEnd) timers.push(this.#clock.after(duration, () => this.#over()));
  }

  #over(): void {
    this.speaking = false;
    this.#current = null;
  }
}

export function makeUtterance(text: string): Utterance {
  return {
    text,
    lang: '',
    rate: 1,
    voice: null,
    onstart: null,
    onboundary: null,
    onend: null,
    onerror: null,
  };
}
