import { homeAddress } from '../../model/address.ts';
import type { CardText } from '../../model/share-card.ts';
import type { DeriveContext } from '../step.ts';

/** What the Traditional card says. */
export function traditionalCard(
  { heading, title, foot }: CardText,
  converterOf: DeriveContext['converterOf'],
): CardText {
  const convert = (text: string) => converterOf(homeAddress).convertWholly(text);
  return { heading: convert(heading), title: convert(title), foot: convert(foot) };
}
