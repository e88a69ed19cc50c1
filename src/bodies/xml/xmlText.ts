import { spelledText } from '../jsonText.ts';
import { unescapeXml } from './unescapeXml.ts';
import type { XmlIndex } from './xmlIndex.ts';
import { xmlKind } from './xmlIndex.ts';
import { elementName } from './xmlRows.ts';

/** Characters of an element's text that are read. */
const longest = 100_000;

/** The text of an element and of all in it, as it is meant, white space at its ends left out. */
export function elementText(index: XmlIndex, node: number): string {
  if ((index.childCount[node] ?? 0) === 0) {
    const spelled = spelledText(
      index.bytes,
      index.headEnd[node] ?? 0,
      Math.min(index.end[node] ?? 0, (index.headEnd[node] ?? 0) + longest),
    );
    return unescapeXml(spelled.replace(/<\/[^<]*$/, '')).trim();
  }
  const parts: string[] = [];
  const end = index.next[node] ?? 0;
  for (let each = node + 1; each < end && parts.length < 1000; each++) {
    const kind = index.kind[each];
    if (kind === xmlKind.element) {
      parts.push((index.childCount[each] ?? 0) === 0 ? elementText(index, each) : '');
    } else if (kind === xmlKind.text || kind === xmlKind.cdata) {
      parts.push(unescapeXml(spelledText(index.bytes, index.start[each] ?? 0, index.end[each] ?? 0)));
    }
  }
  return parts.filter(part => part !== '').join(' ');
}

/** The elements right in a node (undefined: the document), at most a thousand. */
export function elementsIn(index: XmlIndex, node: number | undefined): number[] {
  const found: number[] = [];
  const end = node === undefined ? index.count : (index.next[node] ?? 0);
  for (
    let child = node === undefined ? 0 : node + 1;
    child < end && found.length < 1000;
    child = index.next[child] ?? end
  ) {
    if (index.kind[child] === xmlKind.element) {
      found.push(child);
    }
  }
  return found;
}

/** The first element right in a node that has a name, its prefix left out. */
export function elementNamed(index: XmlIndex, node: number | undefined, name: string): number | undefined {
  return elementsIn(index, node).find(child => localName(index, child) === name);
}

/** An element's name without its prefix. */
export function localName(index: XmlIndex, node: number): string {
  const name = elementName(index, node);
  return name.slice(name.indexOf(':') + 1);
}
