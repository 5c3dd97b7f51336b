/** What somebody decided about a picture. */
export type PictureAnswer = { readonly alt: string } | undefined;

/**
 * Asks what is to be seen on a picture before it goes into a report; undefined when it is not wanted. Where the
 * focus was it is again afterwards.
 */
export function askForText(name: string, size: number): Promise<PictureAnswer> {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'picture-dialog-title');
  const form = document.createElement('form');
  form.method = 'dialog';
  const title = document.createElement('h2');
  title.id = 'picture-dialog-title';
  title.textContent = '添加图片';
  const about = document.createElement('p');
  about.textContent = `${name}（${Math.max(1, Math.round(size / 1024))} KB）`;
  const label = document.createElement('label');
  label.htmlFor = 'picture-dialog-alt';
  label.textContent = '图上有什么（看不见图的人靠这句话）';
  const input = document.createElement('input');
  input.id = 'picture-dialog-alt';
  input.required = true;
  const add = button('添加图片', 'add');
  add.className = 'main';
  const leave = button('不要了', 'leave');
  leave.formNoValidate = true;
  const buttons = document.createElement('p');
  buttons.append(add, ' ', leave);
  form.append(title, about, label, input, buttons);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const alt = input.value.trim();
      dialog.remove();
      resolve(dialog.returnValue === 'add' ? { alt } : undefined);
    });
  });
}

function button(text: string, value: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.textContent = text;
  made.value = value;
  return made;
}
