import type { RequestFile, RequestNode, Span } from '../nodes.ts';

/** An entry of the outline. `selection` lies inside `range`. */
export interface OutlineItem {
  readonly kind: 'request' | 'variable';
  readonly name: string;
  readonly detail: string;
  readonly range: Span;
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** Longer targets and values are cut: an outline is for finding one's way. */
const longest = 120;

/** Requests in the order of the file, each with the variables that are written inside it; the others beside them. */
export function outlineOf(file: RequestFile): OutlineItem[] {
  const items: OutlineItem[] = [];
  const { requests } = file;
  const variables = file.variables
    .map(({ name, value, range }): OutlineItem => ({
      kind: 'variable',
      name: name.value,
      detail: value.value.slice(0, longest),
      range,
      selection: name.range,
      children: [],
    }))
    .sort((a, b) => a.range.start - b.range.start);
  let next = 0;
  for (const request of requests) {
    for (let item = variables[next]; item && item.range.start < request.range.start; item = variables[++next]) {
      items.push(item);
    }
    const children: OutlineItem[] = [];
    for (let item = variables[next]; item && item.range.end <= request.range.end; item = variables[++next]) {
      children.push(item);
    }
    items.push(itemOf(request, children));
  }
  for (const item of variables.slice(next)) items.push(item);
  return items;
}

function itemOf(request: RequestNode, children: readonly OutlineItem[]): OutlineItem {
  const { range, nameRange, method, target } = request;
  const line = `${method.value} ${target.value}`.trim();
  const candidates = [nameRange, method.range, target.range].filter(span => span !== undefined);
  const selection = candidates.find(({ start, end }) => start >= range.start && end <= range.end && start < end);
  return {
    kind: 'request',
    name: (request.name ?? line).slice(0, longest),
    detail: request.name === undefined ? '' : line.slice(0, longest),
    range,
    selection: selection ?? { start: range.start, end: range.start },
    children,
  };
}
