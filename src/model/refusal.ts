/** Something was refused; the message says what and what to do, in Chinese, for whoever typed the command. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
}
