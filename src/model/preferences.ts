/**
 * What a reader may set, each with its values; the first is the default. A value other than the default
 * stands as `data-<name>` on `<html>`, and styles/modes.css changes tokens by it.
 */
export const preferenceValues = {
  /** 适老模式. */
  mode: ['normal', 'elder'],
  /** Steps of type size: 18/22/26/32 px, in elder mode 24/28/32/36 px at a browser default of 16 px. */
  size: ['0', '1', '2', '3'],
  /** Line, paragraph, letter and word spacing; `wide` is WCAG 1.4.12, `wider` beyond it. */
  spacing: ['normal', 'wide', 'wider'],
  /** Line length in Han characters: 38, 30, 22. */
  width: ['normal', 'narrow', 'narrower'],
  /** `auto` follows the system. */
  scheme: ['auto', 'sepia', 'night', 'contrast-dark', 'contrast-light'],
  /** A line or an open band that follows pointer and focus. */
  guide: ['off', 'line', 'mask'],
  pointer: ['normal', 'large'],
  /** The words under pointer or focus, large, at the foot of the window. */
  caption: ['off', 'on'],
  focus: ['normal', 'strong'],
  motion: ['auto', 'stop'],
  plain: ['off', 'on'],
  pinyin: ['off', 'on'],
  /** Whether the reading tools are shown, and where. */
  tools: ['closed', 'open'],
  place: ['end', 'start'],
  /** Keys of the reading tools (reading-keys.ts). */
  keys: ['off', 'on'],
  /** Speed of reading aloud, in percent of the voice's own. */
  rate: ['100', '60', '80', '125', '150', '200'],
} as const;

export type PreferenceName = keyof typeof preferenceValues;
export type Preferences = {
  readonly [Name in PreferenceName]: (typeof preferenceValues)[Name][number];
} & {
  /** `voiceURI` of the chosen voice; empty lets the reader choose the best there is. */
  readonly voice: string;
};

/** Key in the browser's local storage; its value is a JSON object of the values that differ from the default. */
export const preferencesKey = 'reading-preferences';

const names = Object.keys(preferenceValues) as PreferenceName[];
const longestVoice = 300;

function makeDefaults(): Preferences {
  const defaults: Record<string, string> = { voice: '' };
  for (const name of names) defaults[name] = preferenceValues[name][0];
  return defaults as Preferences;
}

export const defaultPreferences: Preferences = Object.freeze(makeDefaults());

/** Reads stored text, however old or damaged: what is not known or not valid counts as not set. */
export function parsePreferences(text: string | null): Preferences {
  let stored: unknown;
  try {
    stored = JSON.parse(text || '{}');
  } catch {
    return defaultPreferences;
  }
  if (typeof stored !== 'object' || stored === null) return defaultPreferences;
  const values = stored as Record<string, unknown>;
  const preferences: Record<string, string> = { ...defaultPreferences };
  for (const name of names) {
    const value = values[name];
    if ((preferenceValues[name] as readonly unknown[]).indexOf(value) > 0) {
      preferences[name] = value as string;
    }
  }
  if (typeof values.voice === 'string' && values.voice.length <= longestVoice) {
    preferences.voice = values.voice;
  }
  return preferences as Preferences;
}

/** The stored text: only what differs from the default, so that a later default reaches everybody else. */
export function serialisePreferences(preferences: Preferences): string {
  const stored: Record<string, string> = {};
  for (const name of [...names, 'voice'] as const) {
    if (preferences[name] !== defaultPreferences[name]) stored[name] = preferences[name];
  }
  return JSON.stringify(stored);
}
