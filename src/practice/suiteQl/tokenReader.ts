import type { Name } from './nodes.ts';
import { queryError, unsupported } from './queryErrors.ts';
import type { Token } from './tokens.ts';

/** Parentheses, subqueries and operators inside one another; assumed, a fuse for parser and database. */
export const deepest = 100;

/** Words that are never the name of a column, a table or an alias unless quoted. */
const reserved = new Set(
  (
    'ALL AND ANY AS ASC BETWEEN BY CASE CROSS DESC DISTINCT ELSE END EXCEPT EXISTS FETCH FROM FULL GROUP HAVING IN ' +
    'INNER INTERSECT INTO IS JOIN LEFT LIKE MINUS NATURAL NOT NULL OFFSET ON OR ORDER OUTER RIGHT SELECT SOME THEN ' +
    'UNION UNIQUE USING VALUES WHEN WHERE WITH'
  ).split(' '),
);

/** Clauses of other dialects, or of Oracle's but not of SuiteQL, by the word that they begin with. */
const foreignClauses: Readonly<Record<string, readonly string[]>> = {
  LIMIT: ['number', 'parameter'],
  CONNECT: ['BY'],
  START: ['WITH'],
  FOR: ['UPDATE'],
  PIVOT: ['('],
  UNPIVOT: ['('],
  MODEL: ['('],
  SAMPLE: ['('],
  TABLESAMPLE: ['('],
  MATCH_RECOGNIZE: ['('],
  PARTITION: ['('],
  WINDOW: ['name'],
  QUALIFY: ['name', '('],
  ILIKE: ['text'],
  RLIKE: ['text'],
  REGEXP: ['text'],
  KEEP: ['('],
  WITHIN: ['GROUP'],
  FILTER: ['('],
  OVER: ['('],
  COLLATE: ['name'],
};

/** Walks over tokens; what does not fit is refused by name where it has one. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  /** How many question marks were read. */
  parameters = 0;
  /** Where a JOIN and where a (+) was read. */
  ansiJoin: number | undefined;
  oracleJoin: number | undefined;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (!token) {
      throw queryError('suiteql-syntax', { near: '', position: 0 });
    }
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && token.value === word;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.value === symbol;
  }

  /** Takes the words if they all come next. */
  word(...words: readonly string[]): boolean {
    const fits = words.every((word, ahead) => this.isWord(word, ahead));
    if (fits) {
      this.#at += words.length;
    }
    return fits;
  }

  symbol(symbol: string): boolean {
    const fits = this.isSymbol(symbol);
    if (fits) {
      this.#at += 1;
    }
    return fits;
  }

  expectWord(...words: readonly string[]): void {
    for (const word of words) {
      if (!this.word(word)) {
        throw this.unexpected();
      }
    }
  }

  expectSymbol(symbol: string): void {
    if (!this.symbol(symbol)) {
      throw this.unexpected();
    }
  }

  /** Whether a name comes next: quoted, or a word that is not reserved and begins no clause. */
  isName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return (
      token.kind === 'quoted' ||
      (token.kind === 'word' && !reserved.has(token.value) && this.#foreignClause(ahead) === undefined)
    );
  }

  name(): Name {
    if (!this.isName()) {
      throw this.unexpected();
    }
    const token = this.next();
    const quoted = token.kind === 'quoted';
    return { text: quoted ? token.value : token.source, quoted, position: token.position };
  }

  /** The refusal of the next token: by name when it begins something known, as a slip otherwise. */
  unexpected(): Error {
    const token = this.peek();
    const clause = this.#foreignClause(0);
    if (clause !== undefined) {
      return unsupported(clause, token.position);
    }
    if (
      token.kind === 'word' &&
      ['EXCEPT', 'NATURAL', 'USING', 'WITH', 'INTO', 'UNIQUE', 'VALUES'].includes(token.value)
    ) {
      return unsupported(token.value, token.position);
    }
    return queryError('suiteql-syntax', { near: token.source, position: token.position });
  }

  /** Runs `parse` one level deeper. */
  nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > deepest) {
      throw unsupported(`nesting deeper than ${deepest}`, this.peek().position);
    }
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  #foreignClause(ahead: number): string | undefined {
    const token = this.peek(ahead);
    const followers =
      token.kind === 'word' && Object.hasOwn(foreignClauses, token.value) && foreignClauses[token.value];
    if (!followers) {
      return undefined;
    }
    const next = this.peek(ahead + 1);
    const follows = followers.find(
      follower =>
        next.value === follower ||
        next.kind === follower ||
        (follower === 'name' && (next.kind === 'quoted' || (next.kind === 'word' && !reserved.has(next.value)))) ||
        (follower === 'text' && ['word', 'quoted', 'symbol'].includes(next.kind)) ||
        (follower === 'parameter' && next.value === '?'),
    );
    if (follows === undefined) {
      return undefined;
    }
    return /^[A-Z]+$/.test(follows) ? `${token.value} ${follows}` : token.value;
  }
}
