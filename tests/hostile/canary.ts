/** What happened on a page that nothing but an attack makes happen. */
export type Alarm = (what: string) => void;

/** The function of the page that an alarm inside it calls. */
export const canaryName = '__canary';

/**
 * Runs in the page before everything else: what vectors call, what a policy would stop, and what a page of this
 * site never does tells the canary.
 */
export function plantCanary(name: string): void {
  const tell = (what: string): void => {
    const known = window as unknown as Record<string, ((what: string) => void) | undefined>;
    const heard = known[name];
    if (heard) heard(`${what} on ${location.href}`);
    // Before the browser has given the function, and where it cannot.
    else console.error(`canary: ${what} on ${location.href}`);
  };
  for (const call of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
    Object.defineProperty(window, call, {
      configurable: true,
      value: (...given: readonly unknown[]) => tell(`${call}(${given.join()})`),
    });
  }
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    tell(`policy: ${violatedDirective} ${blockedURI} ${sample}`),
  );
  // What runs and then fails has run.
  addEventListener('error', ({ message }) => {
    if (message) tell(`error: ${message}`);
  });
  addEventListener('unhandledrejection', ({ reason }) => tell(`rejection: ${String(reason)}`));
}
