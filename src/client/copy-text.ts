/** Milliseconds; who has to answer the question of an old browser never answers one that does not show it. */
const patience = 600;

/**
 * Puts text on the clipboard, at a press of the reader's; says whether it is there. Without https browsers have
 * no `navigator.clipboard` and old ones refuse it in places: then by the command that editing has.
 */
export async function copyText(text: string): Promise<boolean> {
  const { clipboard } = navigator as { clipboard?: Clipboard };
  try {
    if (clipboard) {
      const written = clipboard.writeText(text).then(() => true);
      const late = new Promise<false>((resolve) => setTimeout(resolve, patience, false));
      if (await Promise.race([written, late])) return true;
    }
  } catch {
    // Not allowed here.
  }
  return copyByCommand(text);
}

function copyByCommand(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  // In sight for the browser, so that it can be selected, and nowhere for the reader.
  area.className = 'visually-hidden';
  area.setAttribute('aria-hidden', 'true');
  document.body.append(area);
  area.select();
  let copied = false;
  try {
    copied = document.execCommand('copy');
  } catch {
    // As if it had refused.
  }
  area.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return copied;
}
