import { type SiteName, testSite } from '../sites.ts';

/** What a reader reads and clicks, in either script. */
export const scripts = [
  {
    name: 'Simplified',
    lang: 'zh-Hans',
    prefix: '',
    indicators: '指标',
    years: '年度',
    coverage: '公开情况',
    year: '2019年',
    title: '清丰县2019年度依法行政工作情况的报告',
    query: '依法治县',
    other: '繁體',
    enter: '进入适老模式',
    leave: '退出适老模式',
  },
  {
    name: 'Traditional',
    lang: 'zh-Hant',
    prefix: 'zh-hant/',
    indicators: '指標',
    years: '年度',
    coverage: '公開情況',
    year: '2019年',
    title: '清豐縣2019年度依法行政工作情況的報告',
    query: '依法治縣',
    other: '简体',
    enter: '進入適老模式',
    leave: '退出適老模式',
  },
] as const;

export const realReport = 'reports/2019/qingfeng-yifa-xingzheng/';

/** URL of an address (without leading slash) in one of the sites. */
export function at(site: SiteName, address: string): string {
  return testSite(site).url + address;
}
