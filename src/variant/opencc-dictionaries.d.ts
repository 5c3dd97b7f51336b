/** opencc-js publishes its dictionaries one a module but types only its converters. */
declare module 'opencc-js/dict/*' {
  /** `source target|source target|…` */
  const entries: string;
  export default entries;
}
