import type { Page } from 'playwright/test';

/** What the browser's engine is to be for a test; headless browsers have no voices of their own. */
export interface TestEngine {
  /** Language tags of its voices. */
  readonly voices: readonly string[];
  /** Characters a second. */
  readonly speed: number;
  /** Ends everything at once, unheard. */
  readonly mute?: boolean;
}

/** Puts a speech engine into the page that notes what it was asked to say: `window.spoken`. */
export async function giveSpeech(page: Page, engine: TestEngine): Promise<void> {
  await page.addInitScript(({ voices, speed, mute }) => {
    const spoken: string[] = [];
    let current: { timer: number; utterance: SpeechSynthesisUtterance } | null = null;
    const named = voices.map((lang, index) => ({
      name: `Voice ${index} ${lang}`,
      lang,
      localService: true,
      default: index === 0,
      voiceURI: `voice-${index}`,
    }));
    class Utterance extends EventTarget {
      text: string;
      lang = '';
      rate = 1;
      voice = null;
      onstart: (() => void) | null = null;
      onboundary: (() => void) | null = null;
      onend: (() => void) | null = null;
      onerror: (() => void) | null = null;
      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    const synthesis = {
      speaking: false,
      pending: false,
      getVoices: () => named,
      resume() {},
      pause() {
        throw new Error('Android takes pause() for cancel()');
      },
      cancel() {
        if (current) clearTimeout(current.timer);
        current = null;
        this.speaking = false;
      },
      speak(utterance: SpeechSynthesisUtterance) {
        this.speaking = true;
        spoken.push(utterance.text);
        const duration = mute ? 1 : (utterance.text.length / speed) * 1000 + 80;
        const timer = window.setTimeout(() => {
          this.speaking = false;
          current = null;
          utterance.onend?.(new Event('end') as SpeechSynthesisEvent);
        }, duration);
        current = { timer, utterance };
        utterance.onstart?.(new Event('start') as SpeechSynthesisEvent);
      },
    };
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
    Object.defineProperty(window, 'spoken', { value: spoken });
  }, engine);
}

/** What the engine was asked to say so far. */
export function spokenText(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
}
