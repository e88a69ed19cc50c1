import { revealNode, type FoldView } from '../../bodies/foldView.ts';
import type { JsonIndex } from '../../bodies/jsonIndex.ts';
import { NONE } from '../../bodies/jsonKind.ts';
import type { OpenBody } from '../../bodies/openBody.ts';
import {
  beyondShown,
  firstMatchFrom,
  lineAtOffset,
  nodeAtOffset,
  offsetOfRow,
  xmlNodeAtOffset,
} from '../../bodies/search/marks.ts';
import type { Found, SearchTarget } from '../../bodies/search/search.ts';
import type { MatchPlace, SearchQuery, SearchResult } from '../../bodies/search/searchTypes.ts';
import type { XmlIndex } from '../../bodies/xml/xmlIndex.ts';
import { CodedError } from '../../codedError.ts';
import type { BodyWork } from './bodyWork.ts';

interface LastSearch {
  readonly target: SearchTarget;
  readonly found: Found;
}

/** The search in one body. */
export class BodySearch {
  readonly #body: OpenBody;
  readonly #work: BodyWork;
  #last: LastSearch | undefined;

  constructor(body: OpenBody, work: BodyWork) {
    this.#body = body;
    this.#work = work;
  }

  /** What was found in rows of JSON or XML. */
  get found(): Found | undefined {
    return this.#last?.target.kind === 'lines' ? undefined : this.#last?.found;
  }

  get foundInLines(): Found | undefined {
    return this.#last?.target.kind === 'lines' ? this.#last.found : undefined;
  }

  async start(query: SearchQuery): Promise<SearchResult> {
    this.#last = undefined;
    const target = this.#target(query);
    if (!target || query.text === '') {
      this.#work.cancel();
      return { count: 0, capped: false };
    }
    const found = await this.#work.run('search', { target, query });
    this.#last = { target, found };
    return { count: found.count, capped: found.capped };
  }

  end(): void {
    this.#last = undefined;
    this.#work.cancel();
  }

  goTo(match: number): MatchPlace {
    const { target, found } = this.#current();
    if (!(match >= 0 && match < found.count)) {
      throw new CodedError('body-no-match');
    }
    const [from = 0, to = 0] = [found.from[match], found.to[match]];
    if (target.kind === 'lines') {
      return { match, row: lineAtOffset(target.lines, from), rows: target.lines.total };
    }
    const { node, start, end } =
      target.kind === 'json' ? placeInJson(target.index, from) : placeInXml(target.index, from);
    const view = this.#view();
    const row = view ? revealNode(view, node) : -1;
    const beyond = beyondShown(target.index.bytes, start, end, from, to);
    return { match, row, rows: view?.total ?? 0, node, ...(beyond && { beyond }) };
  }

  /** The first match in or after a row, or the last before it, round the end if need be. */
  near(row: number, backwards: boolean): { readonly match: number } | null {
    const { target, found } = this.#current();
    const view = this.#view();
    if (found.count === 0) {
      return null;
    }
    const offset = target.kind === 'lines' ? (target.lines.start[row] ?? 0) : view ? offsetOfRow(view, row) : 0;
    const first = firstMatchFrom(found, offset);
    return { match: (backwards ? first - 1 + found.count : first) % found.count };
  }

  #current(): LastSearch {
    if (!this.#last) {
      throw new CodedError('body-no-match');
    }
    return this.#last;
  }

  #view(): FoldView<JsonIndex | XmlIndex> | undefined {
    return this.#body.view ?? this.#body.xml;
  }

  #target(query: SearchQuery): SearchTarget | undefined {
    const { view, xml, lines } = this.#body;
    if (query.in === 'lines') {
      return lines && { kind: 'lines', lines };
    }
    return view ? { kind: 'json', index: view.index } : xml && { kind: 'xml', index: xml.index };
  }
}

interface Place {
  readonly node: number;
  /** Of the text that holds the match and that its row shows the beginning of. */
  readonly start: number;
  readonly end: number;
}

function placeInJson(index: JsonIndex, offset: number): Place {
  const node = nodeAtOffset(index, offset);
  const [keyStart = NONE, keyEnd = 0] = [index.keyStart[node], index.keyEnd[node]];
  const isInKey = keyStart !== NONE && offset < keyEnd;
  return isInKey
    ? { node, start: keyStart, end: keyEnd }
    : { node, start: index.start[node] ?? 0, end: index.end[node] ?? 0 };
}

function placeInXml(index: XmlIndex, offset: number): Place {
  const node = xmlNodeAtOffset(index, offset);
  return { node, start: index.start[node] ?? 0, end: index.end[node] ?? 0 };
}
