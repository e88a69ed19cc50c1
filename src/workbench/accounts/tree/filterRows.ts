/** Text for comparing: case, accents and compatible forms (`ﬁ`, full width) make no difference. */
export function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** What a filter asks for: every word of it must occur. */
export function wordsOf(filter: string): readonly string[] {
  return fold(filter)
    .split(/\s+/)
    .filter(word => word !== '');
}

interface Rows<Row> {
  readonly roots: readonly Row[];
  readonly childrenOf: (row: Row) => readonly Row[];
  /** All that can be found of a row, folded. */
  readonly textOf: (row: Row) => string;
}

/**
 * The rows that a filter leaves: those in which, together with what stands above them, all words occur, and what stands
 * above these.
 */
export function filterRows<Row>(words: readonly string[], { roots, childrenOf, textOf }: Rows<Row>): Set<Row> {
  const left = new Set<Row>();
  const visit = (row: Row, missingAbove: readonly string[]): boolean => {
    const text = textOf(row);
    const missing = missingAbove.filter(word => !text.includes(word));
    const below = childrenOf(row).map(child => visit(child, missing));
    const stays = missing.length === 0 || below.includes(true);
    if (stays) {
      left.add(row);
    }
    return stays;
  };
  roots.forEach(row => visit(row, words));
  return left;
}
