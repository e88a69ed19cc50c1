import { XmlElement, XmlError, parseXml } from '@rgrove/parse-xml';
import { CodedError } from '../codedError.ts';

/**
 * The root element of an SDF object. The parser knows no network and no external entities.
 *
 * @throws CodedError `sdf-bad-xml` (what, line, offset)
 */
export function parseObject(xml: string): XmlElement {
  const found = parse(xml).root;
  if (!found) {
    throw new CodedError('sdf-bad-xml', { what: 'There is no root element.', line: 1, offset: 0 });
  }
  return found;
}

function parse(xml: string): ReturnType<typeof parseXml> {
  try {
    return parseXml(xml, { includeOffsets: true });
  } catch (cause) {
    const what = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
    // The parser counts an error's place in code points.
    const offset = cause instanceof XmlError ? Array.from(xml).slice(0, cause.pos).join('').length : 0;
    throw new CodedError('sdf-bad-xml', { what, ...position(xml, offset) }, { cause });
  }
}

/** Where an element starts: the line counts from 1, the offset in UTF-16 units from 0. */
export function positionOf(xml: string, element: XmlElement): { line: number; offset: number } {
  return position(xml, Math.max(0, element.start));
}

function position(xml: string, offset: number): { line: number; offset: number } {
  return { line: xml.slice(0, offset).split(/\r\n?|\n/).length, offset };
}

export function childrenOf(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter((each): each is XmlElement => each instanceof XmlElement && each.name === name);
}

/** @throws CodedError `sdf-repeated-element` (element, line, offset) */
export function oneChild(xml: string, parent: XmlElement, name: string): XmlElement | undefined {
  const [first, second] = childrenOf(parent, name);
  if (second) {
    throw new CodedError('sdf-repeated-element', { element: name, ...positionOf(xml, second) });
  }
  return first;
}

/** The trimmed text of a child, empty when it is absent. */
export function textOf(xml: string, parent: XmlElement, name: string): string {
  return oneChild(xml, parent, name)?.text.trim() ?? '';
}

/** @throws CodedError `sdf-missing-element` (element, parent, line, offset) for a child that is absent or empty */
export function required(xml: string, parent: XmlElement, name: string): string {
  const text = textOf(xml, parent, name);
  if (text === '') {
    throw new CodedError('sdf-missing-element', {
      element: name,
      parent: parent.name,
      ...positionOf(xml, parent),
    });
  }
  return text;
}

/** @throws CodedError `sdf-bad-value` (element, value, line, offset) for anything but T and F */
export function flag(xml: string, parent: XmlElement, name: string, ifAbsent: boolean): boolean {
  const element = oneChild(xml, parent, name);
  const value = element?.text.trim() ?? '';
  if (!element || value === '') {
    return ifAbsent;
  }
  if (value !== 'T' && value !== 'F') {
    throw new CodedError('sdf-bad-value', { element: name, value, ...positionOf(xml, element) });
  }
  return value === 'T';
}

/** A multi-select list, whose values stand between `|`; references lose their brackets. */
export function list(xml: string, parent: XmlElement, name: string): readonly string[] {
  return textOf(xml, parent, name)
    .split('|')
    .map(each => reference(each.trim()))
    .filter(each => each !== '');
}

/** What `[/SuiteScripts/x.js]` or `[scriptid=customrole_x]` refers to; other text as it is. */
export function reference(text: string): string {
  return /^\[(?:scriptid=)?([^[\]]*)\]$/.exec(text)?.[1] ?? text;
}
