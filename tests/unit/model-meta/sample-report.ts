import type { Indicator } from '../../../src/model/indicator.ts';
import type { PageFacts } from '../../../src/model/page.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Site } from '../../../src/model/site.ts';

export const site: Site = {
  name: '测试档案',
  url: 'https://archive.example',
  base: '/fz/',
  trail: ['示范创建', '网络检索指标'],
  ownsHost: false,
  official: false,
  traditional: 'tw',
};

const first: Indicator = {
  edition: '2021',
  code: 'a',
  title: '一、甲',
  depth: 1,
  ancestors: [],
  children: [],
};
const indicator: Indicator = {
  edition: '2021',
  code: '45',
  title: '45．乙',
  depth: 2,
  ancestors: [first],
  children: [],
};

/** Nothing in it that the front matter may leave out. */
export const bareReport: Report = {
  year: 2019,
  slug: 'bare',
  title: '某年报告',
  issuer: { id: 'gov', name: '某县人民政府', kind: 'government' },
  indicators: [indicator],
  keywords: [],
  attachments: [],
  glossary: [],
  file: 'reports/2019/bare.md',
  sha256: '0'.repeat(64),
  characters: 1,
};

export const fullReport: Report = {
  ...bareReport,
  slug: 'full',
  published: '2020-03-20 09:30',
  documentNumber: '某政〔2020〕3号',
  indexNumber: '0000/2020-1',
  source: { name: '某县政府网', url: 'https://www.example/1' },
  summary: '一句话',
  keywords: ['法治', '年报'],
  attachments: [
    { title: '附表', file: '附 表.xlsx', type: 'xlsx', bytes: 12, sha256: 'f'.repeat(64) },
  ],
};

export function factsOf(report: Report): PageFacts {
  const address = `/reports/${report.year}/${report.slug}/`;
  return {
    kind: 'report',
    title: report.title,
    description: '说明',
    address,
    trail: [
      { name: '首页', address: '/' },
      { name: '示范创建' },
      { name: '网络检索指标', address: '/indicators/' },
      { name: report.title, address },
    ],
    report,
  };
}
