import { preferencesKey } from '../model/preferences.ts';
import { keepPlace } from './keep-place.ts';
import {
  changePreferences,
  readPreferences,
  showPreferences,
  tellPage,
} from './preference-store.ts';

/*
 * The one inline script of the archive: runs in <head> before first paint, so that no page ever shows
 * itself in the wrong mode first. It also answers the elder switch, so that the switch works before (and
 * without) any other script.
 */
const root = document.documentElement;
const modeInAddress = /([?&])mode=(elder|normal)(?=&|$)/;

// Where script runs the button is the switch; without it the checkbox at the top of the page is (modes.css).
root.setAttribute('data-script', '');
// WebViews (WeChat) have no speech at all: a button that could not speak is not shown.
if ('speechSynthesis' in window && 'SpeechSynthesisUtterance' in window) {
  root.setAttribute('data-speech', '');
}

const asked = modeInAddress.exec(location.search);
if (asked) changePreferences({ mode: asked[2] as 'elder' | 'normal' });
else showPreferences(readPreferences());

// Another tab, or the page that the browser kept while the reader went on and came back.
const refresh = () => {
  showPreferences(readPreferences());
  tellPage();
};
addEventListener('storage', ({ key }) => {
  if (key === preferencesKey) refresh();
});
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) refresh();
});

document.addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element) || !target.closest('[data-elder-toggle]')) return;
  keepPlace(() => {
    const mode = root.getAttribute('data-mode') === 'elder' ? 'normal' : 'elder';
    // Keeps the switch where it is for as long as this page is open: a second press undoes the first.
    root.setAttribute('data-mode-changed', '');
    changePreferences({ mode });
  });
  // An address that asked for the other mode would undo the press at the next reload.
  if (modeInAddress.test(location.search)) {
    const search = location.search
      .replace(modeInAddress, '$1')
      .replace(/[?&]+$/, '')
      .replace(/([?&])&+/, '$1');
    history.replaceState(history.state, '', location.pathname + search + location.hash);
  }
});
