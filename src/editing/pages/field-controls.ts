import type { Edition } from '../../model/indicator.ts';
import type { Issuer } from '../../model/issuer.ts';
import type { FieldTexts, FormTexts } from '../form/field-values.ts';
import type { PlacedProblem } from '../form/problems-by-field.ts';
import type { SchemaField, TextField } from '../form/schema-fields.ts';
import { indicatorChoice } from './indicator-choice.ts';
import { html, type Markup } from './markup.ts';
import { problemItems } from './problem-list.ts';

/** What a clerk is told about a field; how it is written is for the schema to say. */
const reportHints: Readonly<Record<string, string>> = {
  title: '照原件写全。',
  year: '报告所说的年度，不是发布的年度。四位数字。',
  indicators: '至少选一个。',
  published: '原件公开的日期，如 2020-03-20；知道时刻的写 2020-03-20 09:30。不知道就留空，不要猜。',
  documentNumber: '如 清政〔2019〕16号。',
  source: '原件现在在哪里。',
  keywords: '一行一个。',
  attachments: '文件用下面的“添加附件”放进来。',
  glossary: '只在这一篇里用的转换，繁简字数要相同。',
  note: '转录时改了什么。',
};

/** Texts of several lines. */
const long = new Set(['summary', 'note', 'description', 'notice']);

/** What the values of a choice are called. */
const optionNames: Readonly<Record<string, string>> = {
  true: '是',
  false: '否',
  tw: '台湾的写法',
  hk: '香港的写法',
  t: '不分地区的写法',
};

export interface FieldContext {
  readonly issuers: readonly Issuer[];
  readonly editions: readonly Edition[];
  /** What is told about each field; those of a report when left out. */
  readonly hints?: Readonly<Record<string, string>> | undefined;
}

/** A control for each field, with what is wrong with it. */
export function fieldControls(
  fields: readonly SchemaField[],
  texts: FormTexts,
  problems: readonly PlacedProblem[],
  context: FieldContext,
): readonly Markup[] {
  return fields.map((field) =>
    fieldControl(
      field,
      texts.get(field.key) ?? { kind: 'odd' },
      problems.filter((placed) => placed.field === field.key),
      context,
    ),
  );
}

export function fieldControl(
  field: SchemaField,
  texts: FieldTexts,
  problems: readonly PlacedProblem[],
  context: FieldContext,
): Markup {
  const { key, label, isRequired } = field;
  const id = `f-${key}`;
  const hint = (context.hints ?? reportHints)[key];
  const isSingle = texts.kind === 'one' || (texts.kind === 'words' && key !== 'indicators');
  const isWrong = problems.some(({ problem }) => problem.severity === 'error');
  const name = html`${label}${isRequired ? html` <span class="quiet">必填</span>` : undefined}`;
  const told = html`<div class="told" id="${id}-told">${
    hint === undefined ? undefined : html`<p class="hint">${hint}</p>`
  }<div data-problems="${key}">${problemItems(problems)}</div></div>`;
  const marks = html` aria-describedby="${id}-told"${isWrong ? html` aria-invalid="true"` : undefined}`;
  if (texts.kind === 'odd')
    return html`<div class="field" id="${id}" tabindex="-1"><p><b>${name}</b></p>${told}<p>这一项的写法这里没有地方显示，原样留着；要改它，用“改信息栏原文”。</p></div>`;
  const has = html`<input type="hidden" name="has" value="${key}">`;
  if (isSingle)
    return html`<div class="field"><label for="${id}">${name}</label>${told}${has}${single(field, id, texts, marks, context)}</div>`;
  return html`<fieldset class="field" id="${id}" tabindex="-1"${marks}><legend>${name}</legend>${told}${has}${
    texts.kind === 'words'
      ? indicatorChoice(context.editions, texts.words)
      : texts.kind === 'rows'
        ? rows(field, texts.rows)
        : undefined
  }</fieldset>`;
}

function single(
  field: SchemaField,
  id: string,
  texts: FieldTexts,
  marks: Markup,
  { issuers }: FieldContext,
): Markup {
  const name = `f.${field.key}`;
  if (texts.kind === 'words')
    return html`<textarea id="${id}" name="${name}" rows="3"${marks}>
${texts.words.join('\n')}</textarea>`;
  const text = texts.kind === 'one' ? texts.text : '';
  if (field.key === 'issuer') {
    const isKnown = text === '' || issuers.some((issuer) => issuer.id === text);
    return html`<select id="${id}" name="${name}"${marks}><option value="">请选择</option>${
      isKnown ? undefined : html`<option value="${text}" selected>${text}（机构表里没有）</option>`
    }${issuers.map(
      (issuer) =>
        html`<option value="${issuer.id}"${issuer.id === text ? html` selected` : undefined}>${issuer.name}</option>`,
    )}</select>`;
  }
  if (field.kind === 'choice')
    return html`<select id="${id}" name="${name}"${marks}><option value="">不写</option>${[
      ...field.options,
      ...(text === '' || field.options.includes(text) ? [] : [text]),
    ].map(
      (option) =>
        html`<option value="${option}"${option === text ? html` selected` : undefined}>${optionNames[option] ?? option}</option>`,
    )}</select>`;
  if (long.has(field.key) || text.includes('\n'))
    return html`<textarea id="${id}" name="${name}" rows="4"${marks}>
${text}</textarea>`;
  return html`<input id="${id}" name="${name}" value="${text}"${
    field.kind === 'integer' ? html` inputmode="numeric" size="6"` : undefined
  }${marks}>`;
}

/** The rows that are there, and one more to fill in. */
function rows(field: SchemaField, texts: readonly Readonly<Record<string, string>>[]): Markup {
  if (!('fields' in field)) return html``;
  const { key, kind, fields } = field;
  const all = kind === 'group' ? [texts[0] ?? {}] : [...texts, {}];
  return html`${all.map((row, index) => {
    const name =
      kind === 'group' ? '' : index === texts.length ? '再加一项：' : `第 ${index + 1} 项：`;
    return html`<div class="row">${fields.map((inner) =>
      cell(inner, `f.${key}.${index}.${inner.key}`, row[inner.key] ?? '', name),
    )}</div>`;
  })}`;
}

function cell(field: TextField, name: string, text: string, row: string): Markup {
  const id = name.replaceAll('.', '-');
  return html`<p><label for="${id}">${row}${field.label}</label> <input id="${id}" name="${name}" value="${text}"></p>`;
}
