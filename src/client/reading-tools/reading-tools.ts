import {
  defaultPreferences,
  type PreferenceName,
  type Preferences,
  preferenceValues,
} from '../../model/preferences.ts';
import { commandOfKey, type ReadingCommand } from '../../model/reading-keys.ts';
import { keepPlace } from '../keep-place.ts';
import { changePreferences, preferenceChange, readPreferences } from '../preference-store.ts';
import { PageReader } from '../read-aloud/page-reader.ts';
import { chineseVoices } from '../read-aloud/voice-choice.ts';
import { Caption } from './caption.ts';
import { Guide } from './guide.ts';
import { type ReadingParts, readingParts } from './parts.ts';
import { Pinyin } from './pinyin.ts';

const root = document.documentElement;
const guide = new Guide();
const caption = new Caption();
const pinyin = new Pinyin();
let reader: PageReader | null = null;
let started: Promise<ReadingParts> | null = null;

/** 听: reads this page, or pauses; shows the player. */
export async function readAloud(): Promise<void> {
  const parts = await start();
  showAloud(parts, true);
  await pageReader(parts).toggle();
}

/** 无障碍阅读: opens the toolbar and goes there, or puts it away. */
export async function toggleTools(): Promise<void> {
  const { tools } = await start();
  if (readPreferences().tools === 'open') {
    closeTools();
    return;
  }
  set({ tools: 'open' });
  tools.focus();
}

/** On a page of a reader whose tools are in use: shows what was on, without moving the focus. */
export async function resumeTools(): Promise<void> {
  await start();
}

function start(): Promise<ReadingParts> {
  if (!started) {
    started = readingParts().then((parts) => {
      bind(parts);
      update(parts);
      document.addEventListener(preferenceChange, () => update(parts));
      return parts;
    });
    started.catch(() => {
      started = null;
    });
  }
  return started;
}

function pageReader(parts: ReadingParts): PageReader {
  if (!reader) {
    reader = new PageReader((message) => {
      say(parts.aloud, '[data-status]', message);
    }, covered);
    fillStarts(parts);
    void reader.prepare().then((voices) => fillVoices(parts, voices));
  }
  return reader;
}

/** Pixels of the window's top and bottom that the bar of elder mode and the dock stand over. */
function covered(): { top: number; bottom: number } {
  let top = 0;
  let bottom = 0;
  for (const element of Array.from(document.querySelectorAll('.reading-bar, .reading-dock'))) {
    if (getComputedStyle(element).position !== 'fixed') continue;
    const rect = element.getBoundingClientRect();
    if (rect.top <= window.innerHeight / 2) top = Math.max(top, rect.bottom);
    else bottom = Math.max(bottom, window.innerHeight - rect.top);
  }
  return { top, bottom };
}

function set(change: Partial<Preferences>): void {
  let kept = true;
  keepPlace(() => {
    kept = changePreferences(change);
  });
  if (!kept) {
    void start().then(({ tools }) => say(tools, '[data-tools-status]', 'not-kept'));
  }
}

/** Puts the words of a message (`data-message`) where they are announced. */
function say(part: HTMLElement, where: string, message: string | null): void {
  const status = part.querySelector(where);
  const words = message ? part.querySelector(`[data-message=${message}]`)?.textContent : '';
  if (status && status.textContent !== (words ?? '')) status.textContent = words ?? '';
}

function showAloud({ aloud, dock }: ReadingParts, shown: boolean): void {
  aloud.hidden = !shown;
  fit(dock);
}

function closeTools(): void {
  set({ tools: 'closed' });
  // The focus goes back to where the toolbar is opened, not to the top of the page.
  document.querySelector<HTMLElement>('[data-reading-tools]')?.focus();
}

/** Shows what the preferences say. */
function update(parts: ReadingParts): void {
  const preferences = readPreferences();
  const { dock, tools } = parts;
  const page = document.querySelector('.page');
  const atStart = preferences.place === 'start';
  const first = page?.firstChild ?? null;
  // Last in Tab order, or first: where the reader put it.
  if (page && (!dock.isConnected || (atStart ? first !== dock : page.lastChild !== dock))) {
    const focused = document.activeElement;
    page.insertBefore(dock, atStart ? first : null);
    if (focused instanceof HTMLElement && dock.contains(focused)) focused.focus();
  }
  tools.hidden = preferences.tools === 'closed';
  for (const button of Array.from(document.querySelectorAll('[data-reading-tools]'))) {
    button.setAttribute('aria-expanded', String(!tools.hidden));
  }
  for (const input of Array.from(
    parts.dock.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-preference]'),
  )) {
    const value = preferences[input.getAttribute('data-preference') as PreferenceName | 'voice'];
    if (input instanceof HTMLSelectElement) input.value = value;
    else input.checked = input.value === value;
  }
  if (preferences.guide === 'off') guide.hide();
  else guide.show(preferences.guide);
  if (preferences.caption === 'on') caption.show();
  else caption.hide();
  if (preferences.pinyin === 'on') {
    pinyin.show().then(
      (shown) => say(tools, '[data-tools-status]', shown ? 'pinyin' : 'no-pinyin'),
      () => say(tools, '[data-tools-status]', 'pinyin-failed'),
    );
  } else {
    pinyin.hide();
  }
  fit(dock);
}

/** Leaves room for the dock, so that it never hides the end of the page or what has the focus. */
function fit(dock: HTMLElement): void {
  const parts = Array.from(dock.querySelectorAll<HTMLElement>('[data-part]'));
  dock.hidden = parts.every(({ hidden }) => hidden);
  const { top, bottom } = covered();
  const page = document.querySelector<HTMLElement>('.page');
  if (!page) return;
  const atStart = readPreferences().place === 'start';
  const fixed = !dock.hidden && getComputedStyle(dock).position === 'fixed';
  page.style.paddingTop = fixed && atStart ? `${dock.offsetHeight}px` : '';
  page.style.paddingBottom = fixed && !atStart ? `${dock.offsetHeight}px` : '';
  root.style.scrollPaddingTop = fixed ? `${top + 16}px` : '';
  root.style.scrollPaddingBottom = fixed ? `${bottom + 16}px` : '';
  root.style.setProperty('--dock-bottom', `${bottom}px`);
}

let beforeReset: Preferences | null = null;

function command(parts: ReadingParts, name: string): void {
  const { aloud, tools } = parts;
  switch (name as ReadingCommand | 'pick' | 'stop' | 'close' | 'undo') {
    case 'listen':
      void readAloud();
      break;
    case 'previous-sentence':
      pageReader(parts).previousSentence();
      break;
    case 'next-sentence':
      pageReader(parts).nextSentence();
      break;
    case 'previous-paragraph':
      pageReader(parts).previousParagraph();
      break;
    case 'next-paragraph':
      pageReader(parts).nextParagraph();
      break;
    case 'pick':
      pick(parts);
      break;
    case 'stop':
      endPicking(parts);
      reader?.stop();
      say(aloud, '[data-status]', null);
      showAloud(parts, false);
      document.querySelector<HTMLElement>('[data-read-aloud]')?.focus();
      break;
    case 'larger':
    case 'smaller': {
      const sizes = preferenceValues.size;
      const step = sizes.indexOf(readPreferences().size) + (name === 'larger' ? 1 : -1);
      const size = sizes[step];
      if (size) set({ size });
      break;
    }
    case 'next-scheme': {
      const schemes = preferenceValues.scheme;
      const next = schemes[(schemes.indexOf(readPreferences().scheme) + 1) % schemes.length];
      if (next) set({ scheme: next });
      break;
    }
    case 'tools':
      // From the toolbar back to the text, from the text into the toolbar.
      if (readPreferences().tools === 'open' && tools.contains(document.activeElement)) {
        document.querySelector<HTMLElement>('main')?.focus();
      } else {
        set({ tools: 'open' });
        tools.focus();
      }
      break;
    case 'reset': {
      beforeReset = readPreferences();
      // Elder mode has its own exit, and the toolbar stays where it is being used.
      const { mode, tools: open, place } = beforeReset;
      set({ ...defaultPreferences, mode, tools: open, place });
      reader?.chooseVoice();
      offerUndo(tools, true);
      say(tools, '[data-tools-status]', 'reset');
      break;
    }
    case 'undo':
      if (beforeReset) set(beforeReset);
      beforeReset = null;
      tools.querySelector<HTMLElement>('[data-command=reset]')?.focus();
      offerUndo(tools, false);
      say(tools, '[data-tools-status]', 'undone');
      break;
    case 'close':
      closeTools();
      break;
  }
}

function offerUndo(tools: HTMLElement, offered: boolean): void {
  const undo = tools.querySelector<HTMLElement>('[data-command=undo]');
  if (undo) undo.hidden = !offered;
}

function bind(parts: ReadingParts): void {
  const { aloud, dock, tools } = parts;
  dock.hidden = true;
  dock.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-command]') : null;
    if (button) command(parts, button.getAttribute('data-command') as string);
    if (button?.getAttribute('data-command') === 'more') {
      const open = aloud.hasAttribute('data-more');
      button.setAttribute('aria-expanded', String(!open));
      if (open) aloud.removeAttribute('data-more');
      else aloud.setAttribute('data-more', '');
      fit(dock);
    }
  });
  dock.addEventListener('submit', (event) => event.preventDefault());
  dock.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.hasAttribute('data-start')) {
      const heading = document.getElementById(target.value);
      if (heading) void pageReader(parts).playFrom(heading, 0);
      return;
    }
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const name = target.getAttribute('data-preference') as PreferenceName | 'voice' | null;
    if (!name) return;
    const off = target instanceof HTMLInputElement && target.type === 'checkbox' && !target.checked;
    set({ [name]: off ? defaultPreferences[name] : target.value });
    if (name === 'voice') reader?.chooseVoice();
    if (name === 'rate') reader?.changeSpeed();
    beforeReset = null;
    offerUndo(tools, false);
  });
  // Only where the browser can speak at all.
  for (const element of Array.from(tools.querySelectorAll<HTMLElement>('[data-needs-speech]'))) {
    element.hidden = !root.hasAttribute('data-speech');
  }
  addEventListener('resize', () => fit(dock));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') endPicking(parts);
    if (readPreferences().keys !== 'on') return;
    const name = commandOfKey(event);
    if (!name) return;
    event.preventDefault();
    const speaks = root.hasAttribute('data-speech');
    if (speaks || /^(larger|smaller|next-scheme|tools|reset)$/.test(name)) command(parts, name);
  });
}

/** The report's sections, to start reading at one by keyboard or touch. */
function fillStarts({ aloud }: ReadingParts): void {
  const select = aloud.querySelector<HTMLSelectElement>('[data-start]');
  if (!select) return;
  const headings = Array.from(document.querySelectorAll<HTMLElement>('main h2[id],main h3[id]'));
  for (const heading of headings) {
    const name = Array.from(heading.childNodes)
      .filter((node) => !(node instanceof Element && node.matches('.heading-link')))
      .map((node) => node.textContent)
      .join('')
      .trim();
    select.add(new Option(name, heading.id));
  }
  const label = select.closest('label');
  if (label) label.hidden = !headings.length;
}

function fillVoices({ aloud }: ReadingParts, voices: Parameters<typeof chineseVoices>[0]): void {
  const select = aloud.querySelector<HTMLSelectElement>('[data-preference=voice]');
  if (!select) return;
  for (const voice of chineseVoices(voices, root.lang, navigator.languages || [])) {
    select.add(new Option(voice.name, voice.voiceURI));
  }
  select.value = readPreferences().voice;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
  const label = select.closest('label');
  if (label) label.hidden = select.options.length < 3;
}

let picking: ((event: MouseEvent) => void) | null = null;

/** Starts at the selected text, or at the next place of the text that is pressed. */
function pick(parts: ReadingParts): void {
  const reading = pageReader(parts);
  const selection = getSelection();
  const main = document.querySelector('main');
  if (selection && !selection.isCollapsed && main?.contains(selection.anchorNode)) {
    const { startContainer, startOffset } = selection.getRangeAt(0);
    selection.removeAllRanges();
    void reading.playFrom(startContainer, startOffset);
    return;
  }
  if (picking) {
    endPicking(parts);
    return;
  }
  root.setAttribute('data-picking', '');
  parts.aloud.querySelector('[data-command=pick]')?.setAttribute('aria-pressed', 'true');
  say(parts.aloud, '[data-status]', 'picking');
  picking = (event) => {
    if (!(event.target instanceof Node) || !main?.contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    const point = document.caretRangeFromPoint?.(event.clientX, event.clientY);
    endPicking(parts);
    if (point) void reading.playFrom(point.startContainer, point.startOffset);
    else void reading.playFrom(event.target, 0);
  };
  document.addEventListener('click', picking, true);
}

function endPicking({ aloud }: ReadingParts): void {
  if (!picking) return;
  document.removeEventListener('click', picking, true);
  picking = null;
  root.removeAttribute('data-picking');
  aloud.querySelector('[data-command=pick]')?.setAttribute('aria-pressed', 'false');
  say(aloud, '[data-status]', null);
}
