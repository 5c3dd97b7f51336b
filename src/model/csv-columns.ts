/** The columns of `/data/reports.csv` in their order, each with what stands in it. */
export const csvColumns = [
  { name: '标题', content: '报告的标题' },
  { name: '报告年度', content: '报告所说的年度，四位数字' },
  { name: '发布机构', content: '发布机构的名称' },
  { name: '指标', content: '所属指标，写作“版本/代码”；有几项的用分号隔开，第一项是主要的' },
  { name: '指标名称', content: '所属指标的名称，次序同上' },
  { name: '公开日期', content: '年-月-日，知道钟点的加上时:分（北京时间）' },
  { name: '发文字号', content: '照原文' },
  { name: '索引号', content: '照原文' },
  { name: '网址', content: '报告页的永久网址' },
  { name: '字数', content: '正文的汉字、字母和数字个数' },
  { name: '附件', content: '各附件的网址，用分号隔开' },
  { name: '文本', content: '报告的Markdown文本（index.md）的网址' },
  { name: 'SHA-256', content: '上述Markdown文本的校验值，十六进制' },
] as const;

export type CsvColumn = (typeof csvColumns)[number]['name'];
