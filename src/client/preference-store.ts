import {
  defaultPreferences,
  type PreferenceName,
  type Preferences,
  parsePreferences,
  preferencesKey,
  preferenceValues,
  serialisePreferences,
} from '../model/preferences.ts';

/** Fired on `document` after preferences changed, in this tab or another. */
export const preferenceChange = 'preferencechange';

const names = Object.keys(preferenceValues) as PreferenceName[];
const root = document.documentElement;

/** What `<html>` shows now: the only memory there is when the browser refuses to store anything. */
function shownPreferences(): Preferences {
  const shown: Record<string, string> = {};
  for (const name of names) shown[name] = root.getAttribute(`data-${name}`) || '';
  return parsePreferences(JSON.stringify(shown));
}

/** The reader's preferences; reading storage may throw (SecurityError) or give anything at all. */
export function readPreferences(): Preferences {
  try {
    return parsePreferences(localStorage.getItem(preferencesKey));
  } catch {
    return shownPreferences();
  }
}

/** Puts every value that differs from the default on `<html>` as `data-<name>`. */
export function showPreferences(preferences: Preferences): void {
  for (const name of names) {
    const value = preferences[name];
    if (value === defaultPreferences[name]) root.removeAttribute(`data-${name}`);
    else root.setAttribute(`data-${name}`, value);
  }
}

/**
 * Stores the change, shows it, and tells the page.
 * Gives false when the browser refused to store it: it then lasts as long as the page.
 */
export function changePreferences(change: Partial<Preferences>): boolean {
  const preferences = { ...readPreferences(), ...change };
  let kept = true;
  try {
    localStorage.setItem(preferencesKey, serialisePreferences(preferences));
  } catch {
    kept = false;
  }
  showPreferences(preferences);
  tellPage();
  return kept;
}

/** Has the open toolbar and player show what the preferences are now. */
export function tellPage(): void {
  document.dispatchEvent(new CustomEvent(preferenceChange));
}
