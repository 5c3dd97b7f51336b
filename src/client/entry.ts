/*
 * The one script that every page loads: what it does before a reader asks for anything is listen.
 * Everything else is imported at the first use, or where a preference says that it is in use already.
 */
const root = document.documentElement;

document.addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const button = target.closest<HTMLElement>('[data-read-aloud],[data-reading-tools]');
  if (button) {
    import('./reading-tools/reading-tools.ts')
      .then((tools) =>
        button.hasAttribute('data-read-aloud') ? tools.readAloud() : tools.toggleTools(),
      )
      .catch(() => {
        // The tools did not load: their page explains them, and may load.
        const link = document.querySelector<HTMLAnchorElement>('.reading-tools-link');
        if (link) location.href = link.href;
      });
    return;
  }
  // Who goes back to the contents wants to see them.
  if (target.closest('[data-contents-return]')) openFold('.contents-fold');
  const citing = target.closest<HTMLElement>('[data-cite],.heading-link');
  if (citing) {
    import('./report-citation/report-citation.ts')
      .then(({ cite }) => cite(citing))
      .catch(() => {
        // The text is there to be selected; a link of a heading leads there all the same.
        if (citing instanceof HTMLButtonElement) citing.disabled = true;
      });
  }
  // A search, or the marks of one, stays when the script is switched.
  const variant = target.closest<HTMLAnchorElement>('a[data-variant-link]');
  if (variant) {
    // As a whole: what replays preserved pages leads addresses elsewhere, and their parts into nowhere.
    variant.href = variant.href.replace(/[?#].*/, '') + location.search + location.hash;
  }
  // Where nothing can be stored, the address carries elder mode on to the next page.
  const link = target.closest<HTMLAnchorElement>('a[href]');
  if (
    link &&
    link.origin === location.origin &&
    root.getAttribute('data-mode') === 'elder' &&
    !elderIsStored()
  ) {
    const url = new URL(link.href);
    url.searchParams.set('mode', 'elder');
    link.href = url.href;
  }
});

function elderIsStored(): boolean {
  try {
    return JSON.parse(localStorage.getItem('reading-preferences') || '{}').mode === 'elder';
  } catch {
    return false;
  }
}

for (const name of ['tools', 'guide', 'pointer', 'caption', 'pinyin', 'keys']) {
  if (root.hasAttribute(`data-${name}`)) {
    import('./reading-tools/reading-tools.ts')
      .then((tools) => tools.resumeTools())
      .catch(() => undefined);
    break;
  }
}

/** Suggestions come when somebody is about to type, marks when a search result was opened. */
document.addEventListener('focusin', (event) => {
  if (event.target instanceof Element && event.target.matches('form[role=search] input[name=q]')) {
    import('./search-suggestions/search-suggestions.ts').catch(() => undefined);
  }
});
if (/[?&]highlight=/.test(location.search)) {
  import('./search-highlight/search-highlight.ts').catch(() => undefined);
}

// `/` goes to the search box of the search page, and of every page once a reader has asked for it.
document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (target instanceof Element && target.closest('input,textarea,select,[contenteditable]'))
    return;
  const box = document.querySelector<HTMLInputElement>('form[role=search] input[name=q]');
  if (!box || !searchKeyIsOn()) return;
  event.preventDefault();
  openFold('[data-search-fold]');
  box.focus();
});

/** Where nothing is folded (tokens.css) this shows nothing new. */
function openFold(selector: string): void {
  const fold = document.querySelector<HTMLDetailsElement>(selector);
  if (fold) fold.open = true;
}

// Who opens the search wants to type.
document.querySelector('[data-search-fold]')?.addEventListener('toggle', ({ target }) => {
  if (target instanceof HTMLDetailsElement && target.open)
    document.querySelector<HTMLElement>('form[role=search] input[name=q]')?.focus();
});

if (document.querySelector('list-filter')) {
  import('./list-filter/list-filter.ts').catch(() => undefined);
}

/** Stored by search-key.ts; not imported, since a shared chunk would be one more request on every page. */
function searchKeyIsOn(): boolean {
  let use: string | null = null;
  try {
    use = localStorage.getItem('search-key');
  } catch {
    // As if nothing were stored.
  }
  if (use === 'off') return false;
  const onSearchPage = document.querySelector('[data-search-key]') !== null;
  return onSearchPage || use === 'on' || root.getAttribute('data-keys') === 'on';
}
