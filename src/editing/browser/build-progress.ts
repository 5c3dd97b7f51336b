/** How often a running build is asked after, in milliseconds. */
const pause = 1500;

/** `<build-progress data-state data-kind>` around what is known of a build: goes on asking while it runs. */
class BuildProgress extends HTMLElement {
  #shown = '';

  connectedCallback(): void {
    if (this.dataset.kind === 'running') setTimeout(() => void this.#ask(), pause);
  }

  async #ask(): Promise<void> {
    try {
      const response = await fetch(this.dataset.state ?? '');
      const { kind, html } = (await response.json()) as {
        readonly kind: string;
        readonly html: string;
      };
      // Escaped where it was made. What did not change is not read out again, nor loses the focus.
      if (this.#shown !== html) this.innerHTML = html;
      this.#shown = html;
      if (kind !== 'running') return;
    } catch {
      // The program may be busy; it is asked again.
    }
    setTimeout(() => void this.#ask(), pause);
  }
}

customElements.define('build-progress', BuildProgress);
