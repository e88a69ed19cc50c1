import type { JsonIndex } from '../jsonIndex.ts';
import { jsonKind } from '../jsonKind.ts';
import { valueText } from '../jsonText.ts';
import { memberNamed, membersOf } from './tablePlaces.ts';
import type { TablePage } from './tableTypes.ts';

/**
 * What SuiteQL and record lists say about their page: `count`, `hasMore`, `offset`, `totalResults` and `links`
 * (Oracle: section_156414087576).
 */
export function readTablePage(index: JsonIndex, list: number): TablePage | undefined {
  const offset = wholeNumber(index, list, 'offset') ?? 0;
  const count = wholeNumber(index, list, 'count');
  const more = memberNamed(index, list, 'hasMore');
  if (count === undefined || more === undefined) {
    return undefined;
  }
  const totalResults = wholeNumber(index, list, 'totalResults');
  const hasMore = index.kind[more] === jsonKind.true;
  const nextLink = hasMore ? linkNamed(index, list, 'next') : undefined;
  const limit = wholeParameter(nextLink, 'limit');
  return {
    offset,
    count,
    hasMore,
    ...(totalResults !== undefined && { totalResults }),
    ...(nextLink !== undefined && { nextLink }),
    ...(hasMore && { nextOffset: wholeParameter(nextLink, 'offset') ?? offset + count }),
    ...(limit !== undefined && { limit }),
  };
}

/**
 * The URL that fetches another page of a list: the one that was sent, with another `offset`, and all else as it is
 * written there. The links in the body are not followed, since they may point anywhere.
 */
export function listPageUrl(sentUrl: string, offset: number): string {
  const url = new URL(sentUrl);
  url.hash = '';
  const others = url.search
    .slice(1)
    .split('&')
    .filter(pair => pair !== '' && !/^offset(?:=|$)/i.test(pair));
  url.search = [...others, `offset=${offset}`].join('&');
  return url.href;
}

function wholeNumber(index: JsonIndex, list: number, name: string): number | undefined {
  const node = memberNamed(index, list, name);
  const text = node === undefined ? '' : valueText(index, node);
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function linkNamed(index: JsonIndex, list: number, rel: string): string | undefined {
  const links = memberNamed(index, list, 'links');
  const link =
    links === undefined ? undefined : membersOf(index, links).find(each => textOf(index, each, 'rel') === rel);
  return link === undefined ? undefined : textOf(index, link, 'href');
}

function textOf(index: JsonIndex, node: number, name: string): string | undefined {
  const member = memberNamed(index, node, name);
  return member === undefined ? undefined : valueText(index, member);
}

function wholeParameter(link: string | undefined, name: string): number | undefined {
  const value = link !== undefined && URL.canParse(link) ? new URL(link).searchParams.get(name) : null;
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
