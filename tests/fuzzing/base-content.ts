import { pixel } from '../hostile/draft.ts';

/** A small content with some of everything, that the check accepts. */
export const baseContent: Readonly<Record<string, string | Uint8Array>> = {
  'site.yaml': `name: 云溪县法治政府建设档案
url: https://yunxi.example
base: /fz/
trail: [法治政府建设, 网络检索指标]
description: 虚构
official: false
contact:
  phone: 0123-4567890
  email: a@yunxi.example
`,
  'issuers.yaml': `- id: yunxi-government
  name: 云溪县人民政府
  kind: government
- id: yunxi-justice-bureau
  name: 云溪县司法局
  kind: department
`,
  'glossary.yaml': `- simplified: 溪
  traditional: 谿
  note: 地名
`,
  'indicators/2021.yaml': `edition: "2021"
title: 虚构的指标体系（2021年版）
source: { name: 来源, url: "https://good.example/a" }
indicators:
  - code: "9"
    title: 九、组织领导落实到位
    children:
      - code: "98"
        title: 98.每年第一季度报告上一年度法治政府建设情况。
`,
  'reports/2023/annual.md': `---
title: 云溪县2023年法治政府建设情况的报告
year: 2023
issuer: yunxi-government
indicators: ["2021/98"]
published: 2024-03-20 09:30
documentNumber: 云政〔2024〕1号
source: { name: 云溪县人民政府网, url: "https://good.example/b" }
summary: 摘要
keywords: [法治, 政府]
attachments:
  - file: annual/表.pdf
    title: 附表
glossary: [{ simplified: 云, traditional: 雲 }]
note: 转录
---

## 一、工作情况

全县**依法行政**工作稳步推进[^1]，见[附表](annual/表.pdf)、[另一份](survey.md)。

| 项目 | 数量 |
|:--|--:|
| 复议 | 12 |

![云溪县地图](map.png "地图")

[^1]: 脚注。
`,
  'reports/2023/annual/表.pdf': '%PDF-1.4\n%%EOF\n',
  'reports/2023/map.png': pixel,
  'reports/2023/survey.md': `---
title: 云溪县司法局2023年工作报告
year: 2023
issuer: yunxi-justice-bureau
indicators: ["2021/98", "2021/9"]
---

# 一、概况

<p align="center">H<sub>2</sub>O，<ruby>䢼<rp>（</rp><rt>fēng</rt><rp>）</rp></ruby></p>

- [x] 甲
- 乙
  1. 丙

> 引文

# 二、问题

<table><tr><th>甲</th><td colspan="2">乙</td></tr></table>

<span data-traditional="覆">复</span>议 \`代码\` https://good.example/c
`,
  'pages/about.mdx': `---
title: 关于
description: 说明
---

## 本站

由云溪县编制，见[报告](../reports/2023/annual.md)和[年度](/years/)。
`,
  'pages/accessibility.mdx': `---
title: 无障碍
---

## 声明

<AccessibilityCoverage />

正文。
`,
};
