import type { Page } from './parameters.ts';

export interface Link {
  readonly rel: string;
  readonly href: string;
}

export interface Collection<Item> {
  readonly links: readonly Link[];
  readonly count: number;
  readonly hasMore: boolean;
  readonly items: readonly Item[];
  readonly offset: number;
  readonly totalResults: number;
}

/**
 * One page of results, with the links that lead to the others (ORA:section_156414087576). In Oracle's examples the links
 * to other pages have lost the filter; here they keep it, or following them would change the list.
 *
 * @param url the collection's address without a query
 * @param parameters other than limit and offset, to be kept in the links
 */
export function pageOf<Item>(
  items: readonly Item[],
  totalResults: number,
  { limit, offset }: Page,
  url: string,
  parameters: readonly (readonly [name: string, value: string])[] = [],
): Collection<Item> {
  const at = (rel: string, start: number): Link => {
    const query = new URLSearchParams({ limit: String(limit), offset: String(start) });
    for (const [name, value] of parameters) {
      query.append(name, value);
    }
    return { rel, href: `${url}?${query.toString()}` };
  };
  const last = Math.max(0, Math.ceil(totalResults / limit) - 1) * limit;
  const hasMore = offset + items.length < totalResults && items.length > 0;
  return {
    links: [
      ...(offset > 0 ? [at('previous', Math.min(offset - limit, last)), at('first', 0)] : []),
      ...(hasMore ? [at('next', offset + limit), at('last', last)] : []),
      at('self', offset),
    ],
    count: items.length,
    hasMore,
    items,
    offset,
    totalResults,
  };
}
