import { createHash } from 'node:crypto';
import { headFile, headsInFile, lengthClass } from '../excerpts/head-slots.ts';
import { packHead, type TextHead } from '../excerpts/text-head.ts';
import { partName, sealBytes, sealOf } from '../packed/sealed.ts';
import { lowerBound } from '../sorted.ts';
import type { TextWriter } from './text-writer.ts';

/** Bytes of a slot at the most, unless one has longer names. */
const mostSlot = 1200;

/** What a head costs in bytes that does not fit in its slot: a request more, of which a reader waits for the first. */
const moving = 1500;

/** Of a moved head where it stands and in how many bytes, at the most. */
const mostMoved = 5 + 3;

/** A head that waits for its slot. */
interface WaitingHead {
  content: Uint8Array;
  /** What stands in the slot wherever the rest is. */
  readonly names: Pick<TextHead, 'slug' | 'issuer'>;
  readonly ofClass: number;
}

/** Gathers the heads of all documents, and puts them in slots; see excerpts/head-slots.ts. */
export class HeadFiles {
  readonly #heads: WaitingHead[] = [];
  #slots: number[] = [];
  /** Of all that is written, seals included. */
  bytes = 0;

  /** @param grains length of the document. */
  add(head: TextHead, grains: number): void {
    const { slug, issuer } = head;
    const content = packHead(head);
    this.#heads.push({ content, names: { slug, issuer }, ofClass: lengthClass(grains) });
  }

  /**
   * When all are there: has the texts keep those that do not fit.
   *
   * @returns bytes of a slot for every class, 0 where there is none of it.
   */
  close(texts: Pick<TextWriter, 'keep'>): number[] {
    const classes: WaitingHead[][] = [];
    for (const head of this.#heads) {
      const own = classes[head.ofClass] ?? [];
      classes[head.ofClass] = own;
      own.push(head);
    }
    this.#slots = Array.from({ length: classes.length }, (_, each) => slotFor(classes[each] ?? []));
    for (const head of this.#heads) {
      const room = (this.#slots[head.ofClass] as number) - sealBytes;
      if (head.content.length <= room) continue;
      head.content = packHead({ ...head.names, moved: texts.keep(head.content) });
    }
    return this.#slots;
  }

  get digest(): string {
    const digest = createHash('sha256');
    for (const { content } of this.#heads) digest.update(`${content.length}`).update(content);
    return digest.digest('hex').slice(0, 10);
  }

  /** @param hash of the index; what is written here is in it by its digest. */
  *files(hash: string): Generator<[path: string, content: Uint8Array]> {
    for (let start = 0; start < this.#heads.length; start += headsInFile) {
      const path = headFile(start);
      const slots: Uint8Array[] = [];
      let offset = 0;
      for (const { content, ofClass } of this.#heads.slice(start, start + headsInFile)) {
        const slot = new Uint8Array(this.#slots[ofClass] as number);
        const end = slot.length - sealBytes;
        slot.set(content);
        slot.set(sealOf(slot.subarray(0, end), `${hash}/${partName(path, offset)}`), end);
        slots.push(slot);
        offset += slot.length;
      }
      this.bytes += offset;
      yield [path, Buffer.concat(slots)];
    }
  }
}

/** So many bytes that little is left over and few heads must be moved; their seal is counted. */
function slotFor(heads: readonly WaitingHead[]): number {
  const sizes = heads.map(({ content }) => content.length).sort((a, b) => a - b);
  const least = Math.max(0, ...heads.map(namesIn)) + mostMoved;
  const most = Math.max(mostSlot - sealBytes, least);
  let slot = least;
  let cheapest = Infinity;
  for (const size of new Set([least, ...sizes.filter((each) => each > least && each <= most)])) {
    const moved = sizes.length - lowerBound(sizes, size + 1, 0);
    const cost = sizes.length * size + moved * moving;
    if (cost > cheapest) continue;
    slot = size;
    cheapest = cost;
  }
  return heads.length === 0 ? 0 : slot + sealBytes;
}

/** Bytes of a head before what is known of the text. */
function namesIn({ names }: WaitingHead): number {
  return packHead({ ...names, moved: { position: 0, bytes: 0 } }).length - 2;
}
