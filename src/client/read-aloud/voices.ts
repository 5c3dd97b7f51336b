import type { Clock, Engine } from './speaker.ts';
import type { Voice } from './voice-choice.ts';

/** How long a browser may take to name its voices; most do at once, Chrome after `voiceschanged`. */
const longestWait = 3000;
const pollTime = 100;

/** The device's voices, as soon as there are any; none when it names none within 3 seconds. */
export function deviceVoices(engine: Engine, clock: Clock): Promise<readonly Voice[]> {
  const end = clock.now() + longestWait;
  return new Promise((resolve) => {
    // Polled rather than listened for: Safari has no `voiceschanged`, and Chrome may fire it before we listen.
    const look = () => {
      const voices = engine.getVoices();
      if (voices.length || clock.now() >= end) resolve(voices);
      else clock.after(pollTime, look);
    };
    look();
  });
}
