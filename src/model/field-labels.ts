/** What editors call the fields of the content files; messages name both. */
export const fieldLabels: Readonly<Record<string, string>> = {
  title: '标题',
  year: '年度',
  issuer: '发布机构',
  indicators: '指标',
  published: '公开日期',
  documentNumber: '发文字号',
  indexNumber: '索引号',
  source: '来源',
  summary: '摘要',
  keywords: '关键词',
  attachments: '附件',
  glossary: '繁简对照',
  note: '说明',
  file: '文件',
  name: '名称',
  url: '网址',
  simplified: '简体',
  traditional: '繁体',
  edition: '版本',
  code: '代码',
  children: '下级指标',
  id: '标识',
  kind: '类别',
  description: '网站说明',
  base: '路径前缀',
  ownsHost: '域名是否归本站独用',
  trail: '导航路径',
  region: '地区',
  official: '是否政府网站',
  sponsor: '主办单位',
  operator: '承办单位',
  contact: '联系方式',
  address: '地址',
  phone: '电话',
  email: '电子邮箱',
  siteIdCode: '网站标识码',
  icp: 'ICP备案号',
  policeRecord: '公安备案号',
  notice: '全站提示',
};

/** `title（标题）`. */
export function labelledField(key: string): string {
  const label = Object.hasOwn(fieldLabels, key) ? fieldLabels[key] : undefined;
  return label === undefined ? key : `${key}（${label}）`;
}
