/** One page of the fictional county for every kind of page the archive has. */
export interface PageType {
  /** As reports and transcripts name it. */
  readonly name: string;
  /** From the root, in the Simplified tree. */
  readonly address: string;
}

export const pageTypes: readonly PageType[] = [
  { name: 'home', address: '/' },
  { name: 'indicator tree', address: '/indicators/' },
  { name: 'indicator', address: '/indicators/2019/8.2/' },
  { name: 'indicator without reports', address: '/indicators/2019/3/' },
  { name: 'indicator and year', address: '/indicators/2019/8.2/2019/' },
  { name: 'report', address: '/reports/2019/government-annual-2019/' },
  { name: 'report with tables', address: '/reports/2016/enforcement-statistics-2016/' },
  { name: 'report with images', address: '/reports/2022/garden-photos-2022/' },
  { name: 'report with raw HTML', address: '/reports/2019/openness-with-html-2019/' },
  { name: 'report with attachments', address: '/reports/2020/emergency-plan-2020/' },
  { name: 'report with a long title', address: '/reports/2023/very-long-title-2023/' },
  { name: 'years', address: '/years/' },
  { name: 'year', address: '/years/2019/' },
  { name: 'issuers', address: '/issuers/' },
  { name: 'issuer', address: '/issuers/qinghe-government/' },
  { name: 'coverage', address: '/coverage/' },
  { name: 'search', address: '/search/' },
  { name: 'about', address: '/about/' },
  { name: 'help', address: '/help/' },
  { name: 'problems', address: '/help/problems/' },
  { name: 'editing', address: '/help/editing/' },
  { name: 'publishing', address: '/help/publishing/' },
  { name: 'reading tools', address: '/reading-tools/' },
  { name: 'accessibility', address: '/accessibility/' },
  { name: 'open data', address: '/data/' },
  { name: 'site map', address: '/sitemap/' },
  { name: 'not found', address: '/404.html' },
];

export const scripts = ['zh-Hans', 'zh-Hant'] as const;
export type Script = (typeof scripts)[number];

/** A page's address in one of the trees, relative to the site's root. */
export function inScript({ address }: PageType, script: Script): string {
  return script === 'zh-Hant' ? `zh-hant${address}` : address.slice(1);
}
