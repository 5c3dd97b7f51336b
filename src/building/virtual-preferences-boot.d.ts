declare module 'virtual:preferences-boot' {
  /** Minified text of the one inline script. */
  export const script: string;
  /** `sha256-…` of that text. */
  export const hash: string;
}
