/** What somebody typed or chose that cannot be taken as it is, in Chinese; its form is shown again with it. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';
  /** 409 where only what stands there already is in the way. */
  readonly status: 400 | 409;

  constructor(message: string, status: 400 | 409 = 400) {
    super(message);
    this.status = status;
  }
}
