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
    return (localStorage.getItem('reading-preferences') || '').indexOf('elder') > 0;
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
