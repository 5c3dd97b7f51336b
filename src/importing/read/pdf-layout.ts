/** A piece of text on a page; lengths in points, `y` upwards from the foot. */
export interface PdfPart {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly height: number;
}

/** Parts that stand in one line. */
export interface PdfLine extends PdfPart {
  readonly parts: readonly PdfPart[];
}

/** A stretch of a page that is read as one. */
export type PdfRegion =
  /** `isColumn`: beside another column, with edges of its own. */
  | { readonly kind: 'text'; readonly isColumn: boolean; readonly lines: readonly PdfLine[] }
  /** Every row has as many cells, one below the other. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly PdfLine[])[] }
  /** Lines with gaps like a table's, whose cells cannot be told. */
  | { readonly kind: 'rows'; readonly lines: readonly PdfLine[] };

/** Lines on each side of a gutter before it is one. */
const leastColumnLines = 5;

/** How much of a column its lines fill, as running text does and cells do not. */
const leastFill = 0.7;

/** So many short lines below the left column alone are taken for what follows both. */
const mostAfter = 2;

/** In heights of the letters: so far apart are two cells, or two columns. */
const cellGap = 1.5;

/** Divides the lines of a page, given in the order in which they were drawn, into columns, tables and plain text. */
export function pageRegions(lines: readonly PdfLine[], width: number): PdfRegion[] {
  const parts = lines.flatMap((line) => line.parts).filter(({ text }) => text.trim() !== '');
  const rows = rowsOf(parts);
  const columns = columnsOf(rows, 0, width);
  if (columns === undefined) return tablesOf(lines);
  const to = endOfColumns(rows, columns);
  return [
    ...tablesOf(rows.slice(0, columns.from).map(joinParts)),
    ...sidesOf(rows.slice(columns.from, to), columns.gutter),
    ...tablesOf(rows.slice(to).map(joinParts)),
  ];
}

/** What stands on each side of a gutter, which may have gutters of its own. */
function sidesOf(rows: readonly (readonly PdfPart[])[], gutter: number): PdfRegion[] {
  return [true, false].flatMap((isLeft) => {
    const inner = rowsOf(rows.flat().filter(({ left }) => left < gutter === isLeft));
    const edges = inner.flat();
    const columns = columnsOf(
      inner,
      Math.min(...edges.map(({ left }) => left)),
      Math.max(...edges.map(({ right }) => right)),
    );
    const column = (some: readonly (readonly PdfPart[])[]): PdfRegion[] =>
      some.length === 0 ? [] : [{ kind: 'text', isColumn: true, lines: some.map(joinParts) }];
    if (columns === undefined) return column(inner);
    return [
      ...column(inner.slice(0, columns.from)),
      ...sidesOf(inner.slice(columns.from, columns.to), columns.gutter),
      ...column(inner.slice(columns.to)),
    ];
  });
}

/** Parts in rows from the head of the page, each from the left. */
function rowsOf(parts: readonly PdfPart[]): PdfPart[][] {
  const rows: PdfPart[][] = [];
  for (const part of [...parts].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (
      row !== undefined &&
      first !== undefined &&
      first.y - part.y < Math.max(first.height, part.height) * 0.5
    )
      row.push(part);
    else rows.push([part]);
  }
  return rows.map((row) => row.sort((a, b) => a.left - b.left));
}

/** The rows that columns of running text take between two edges, and the white strip that parts most of them. */
function columnsOf(
  rows: readonly (readonly PdfPart[])[],
  left: number,
  right: number,
): { readonly from: number; readonly to: number; readonly gutter: number } | undefined {
  let best: { from: number; to: number; gutter: number } | undefined;
  const width = right - left;
  for (let gutter = left + width * 0.3; gutter <= left + width * 0.7; gutter += 3) {
    let from = 0;
    for (let to = 0; to <= rows.length; to += 1) {
      const isCrossed =
        to === rows.length ||
        rows[to]?.some((part) => part.left < gutter + 2 && part.right > gutter - 2) === true;
      if (!isCrossed) continue;
      const isLonger = best === undefined || to - from > best.to - best.from;
      if (isLonger && areColumns(rows.slice(from, to), gutter)) best = { from, to, gutter };
      from = to + 1;
    }
  }
  return best;
}

/** Short lines of their own below the left column follow both columns: they begin no line of it. */
function endOfColumns(
  rows: readonly (readonly PdfPart[])[],
  { from, to, gutter }: { readonly from: number; readonly to: number; readonly gutter: number },
): number {
  const edge = Math.max(
    ...rows
      .slice(from, to)
      .flatMap((row) => row.filter(({ left }) => left < gutter))
      .map(({ right }) => right),
  );
  const isShort = (row: readonly PdfPart[] = []) =>
    row.every(({ left, right, height }) => left >= gutter || right < edge - 1.5 * height);
  let end = to;
  while (
    to - end < mostAfter &&
    rows[end - 1]?.every(({ left }) => left < gutter) === true &&
    isShort(rows[end - 1]) &&
    isShort(rows[end - 2])
  )
    end -= 1;
  return end;
}

function areColumns(rows: readonly (readonly PdfPart[])[], gutter: number): boolean {
  return [true, false].every((isLeft) => {
    const side = rows.flatMap((row) => {
      const parts = row.filter(({ left }) => left < gutter === isLeft);
      return parts.length === 0 ? [] : [joinParts(parts)];
    });
    if (side.length < leastColumnLines) return false;
    const left = Math.min(...side.map((line) => line.left));
    const right = Math.max(...side.map((line) => line.right));
    const full = side.filter((line) => line.right - line.left >= (right - left) * leastFill);
    const height = side[0]?.height ?? 0;
    return full.length >= side.length * 0.6 && right - left >= 8 * height;
  });
}

/** Runs of lines with gaps: a table where every row has as many cells one below the other, else its rows. */
function tablesOf(lines: readonly PdfLine[]): PdfRegion[] {
  const regions: PdfRegion[] = [];
  const split = lines.map(cellsOf);
  let at = 0;
  while (at < lines.length) {
    const isGapped = (split[at]?.length ?? 0) > 1;
    let end = at + 1;
    while (end < lines.length && (split[end]?.length ?? 0) > 1 === isGapped) end += 1;
    const cells = split.slice(at, end);
    const run = lines.slice(at, end);
    const last = regions.at(-1);
    if (isGapped && run.length >= 3 && areAligned(cells))
      regions.push({ kind: 'table', rows: cells });
    else if (isGapped && run.length >= 2) regions.push({ kind: 'rows', lines: run });
    else if (last?.kind === 'text')
      regions[regions.length - 1] = { ...last, lines: [...last.lines, ...run] };
    else regions.push({ kind: 'text', isColumn: false, lines: run });
    at = end;
  }
  return regions;
}

function cellsOf(line: PdfLine): PdfLine[] {
  const cells: PdfPart[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const part of line.parts) {
    if (part.text.trim() === '') continue;
    const cell = cells.at(-1);
    if (cell === undefined || part.left - right > cellGap * part.height) cells.push([part]);
    else cell.push(part);
    right = part.right;
  }
  return cells.map(joinParts);
}

function areAligned(rows: readonly (readonly PdfLine[])[]): boolean {
  const [first = []] = rows;
  const places: readonly ((cell: PdfLine) => number)[] = [
    ({ left }) => left,
    ({ left, right }) => (left + right) / 2,
    ({ right }) => right,
  ];
  return (
    rows.every((row) => row.length === first.length) &&
    first.every((cell, column) =>
      places.some((place) =>
        rows.every((row) => {
          const other = row[column];
          return other !== undefined && Math.abs(place(other) - place(cell)) < cell.height * 0.5;
        }),
      ),
    )
  );
}

/** Parts of one line, from the left, as a line. */
export function joinParts(parts: readonly PdfPart[]): PdfLine {
  return {
    parts,
    text: parts
      .map(({ text, left }, index) => {
        const before = parts[index - 1];
        const isApart = before !== undefined && left - before.right > cellGap * before.height;
        return isApart ? ` ${text}` : text;
      })
      .join(''),
    left: Math.min(...parts.map(({ left }) => left)),
    right: Math.max(...parts.map(({ right }) => right)),
    y: parts[0]?.y ?? 0,
    height: Math.max(...parts.map(({ height }) => height)),
  };
}
