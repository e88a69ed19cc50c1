import type { Name } from './nodes.ts';
import { queryError, unsupported } from './queryErrors.ts';
import type { Expression } from './translation.ts';

export interface SourceColumn extends Expression {
  /** Lower case. */
  readonly name: string;
  /** An expression of a subquery that was given no name; `*` selects it, nothing else can. */
  readonly unnamed: boolean;
}

/** A table or subquery of a FROM clause. */
export interface Source {
  /** Lower case; a subquery may have none. */
  readonly name: string | undefined;
  readonly columns: readonly SourceColumn[];
}

export interface Resolved {
  readonly column: SourceColumn;
  readonly source: Source;
  readonly scope: Scope;
}

export type Clause = 'from' | 'where' | 'group' | 'select';

/** What one SELECT sees: its own tables, then those of the query around it. */
export class Scope {
  readonly outer: Scope | undefined;
  /** Whether the SELECT stands inside another one. */
  readonly subselect: boolean;
  readonly sources: Source[] = [];
  clause: Clause = 'from';
  /** The expressions of GROUP BY; while `strict`, a column may only occur inside one. */
  grouping: { readonly keys: Set<string>; strict: boolean } | undefined;
  /** In an aggregate function's arguments. */
  aggregating = false;
  /**
   * With ROWNUM the rows of FROM and WHERE are numbered in a subquery of this alias, which hands on the columns that
   * the rest of the SELECT uses.
   */
  numbered: { readonly alias: string; readonly used: Map<string, string> } | undefined;

  constructor(outer: Scope | undefined, subselect: boolean) {
    this.outer = outer;
    this.subselect = subselect;
  }

  /** The SQL that reads a column, which is another one outside the numbering subquery. */
  read(sql: string): string {
    if (!this.numbered || this.clause === 'from' || this.clause === 'where') {
      return sql;
    }
    const name = sql.replace('.', '_');
    this.numbered.used.set(sql, name);
    return `${this.numbered.alias}.${name}`;
  }

  /** Undefined for a name that no table here or around has. */
  find(name: Name, qualifier?: Name): Resolved | undefined {
    const wanted = name.text.toLowerCase();
    if ((name.quoted || qualifier?.quoted) && this.subselect) {
      // ORA:article_0824094533
      throw unsupported('a quoted field name in a subselection', (qualifier ?? name).position);
    }
    const named = qualifier?.text.toLowerCase();
    const sources = named === undefined ? this.sources : this.sources.filter(source => source.name === named);
    const found = sources.flatMap(source =>
      source.columns
        .filter(column => column.name === wanted && !column.unnamed)
        .map(column => ({ column, source, scope: this })),
    );
    if (found.length > 1 || (named !== undefined && sources.length > 1)) {
      throw queryError('suiteql-ambiguous-column', { column: name.text, position: name.position });
    }
    if (found[0] || (named !== undefined && sources.length > 0)) {
      return found[0];
    }
    return this.outer?.find(name, qualifier);
  }

  /** Whether a table of this name is in sight. */
  knows(qualifier: Name): boolean {
    const wanted = qualifier.text.toLowerCase();
    return this.sources.some(({ name }) => name === wanted) || (this.outer?.knows(qualifier) ?? false);
  }

  /** Throws suiteql-unknown-column and suiteql-unknown-table. */
  resolve(name: Name, qualifier?: Name): Resolved {
    const found = this.find(name, qualifier);
    if (found) {
      return found;
    }
    if (qualifier && !this.knows(qualifier)) {
      throw queryError('suiteql-unknown-table', { table: qualifier.text, position: qualifier.position });
    }
    throw queryError('suiteql-unknown-column', { column: name.text, position: name.position });
  }
}
