import { Refusal } from '../model/refusal.ts';

/** A release cannot be made, published or checked; the message says so in Chinese, for whoever typed the command. */
export class ReleaseRefused extends Refusal {
  override readonly name = 'ReleaseRefused';
}
