import { FileChanged } from '../content/content-folder.ts';
import { InputRefused } from '../content/input-refused.ts';
import { sentFields } from '../form/edit-form.ts';
import { type FormTexts, formTexts } from '../form/field-values.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { placeYamlProblems } from '../form/problems-by-field.ts';
import { siteFields } from '../form/site-fields.ts';
import { type SetupTexts, setupPage } from '../pages/setup-page.ts';
import { type Answer, goTo, page } from './answer.ts';
import type { Editor } from './editor.ts';

/** What was done before the page is shown, by the address's `done`. */
const doneTexts: ReadonlyMap<string, string> = new Map([
  ['site', '网站的资料写好了。'],
  ['issuers', '机构加上了。'],
  ['edition', '指标表写好了。'],
]);

export function showSetup(editor: Editor, query: URLSearchParams): Promise<Answer> {
  return setupAnswer(editor, { said: doneTexts.get(query.get('done') ?? '') });
}

/**
 * The site, who publishes and the indicators.
 *
 * @param more.said what was done
 * @param more.refused why something was not, with what was typed
 */
export async function setupAnswer(
  { desk, setupDesk, base }: Editor,
  more: {
    readonly said?: string | undefined;
    readonly refused?: InputRefused;
    readonly texts?: FormTexts;
    readonly typed?: SetupTexts;
  },
): Promise<Answer> {
  const { said, refused } = more;
  const { content, problems } = await desk.look();
  const { text, opened } = setupDesk.site();
  return page({
    base,
    title: '网站资料',
    here: 'setup',
    refused,
    message: refused === undefined && said !== undefined ? { kind: 'done', text: said } : undefined,
    content: setupPage({
      base,
      opened,
      texts: more.texts ?? formTexts(text, siteFields),
      problems: placeYamlProblems(problems, 'site.yaml', text),
      issuers: content?.issuers.value ?? [],
      editions: (content?.editions ?? []).map(({ edition }) => edition),
      typed: more.typed ?? {},
    }),
  });
}

export async function saveSite(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const texts = sentFields(siteFields, sent.entries);
  try {
    editor.setupDesk.saveSite(texts, sent.text('opened'));
  } catch (error) {
    if (error instanceof InputRefused) return setupAnswer(editor, { texts, refused: error });
    if (!(error instanceof FileChanged)) throw error;
    const said =
      '没有保存：site.yaml 刚被另一个窗口或别的程序改过。下面是您写的；再按一次保存，就用您写的。';
    return setupAnswer(editor, { texts, refused: new InputRefused(said, 409) });
  }
  return setUp(editor, 'site');
}

export function addIssuers(editor: Editor, sent: FormSubmission): Answer | Promise<Answer> {
  const typed = { names: sent.text('names'), kind: sent.text('kind'), id: sent.word('id') };
  const names = typed.names
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  try {
    editor.setupDesk.addIssuers(names, typed.kind, typed.id);
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return setupAnswer(editor, { typed, refused: error });
  }
  return setUp(editor, 'issuers');
}

/** @param what a key of what was done */
export function setUp({ base }: Editor, what: 'site' | 'issuers' | 'edition'): Answer {
  return goTo(`${base}setup?done=${what}`);
}
