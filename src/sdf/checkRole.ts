import { XmlElement } from '@rgrove/parse-xml';
import { CodedError, isCoded } from '../codedError.ts';
import { childrenOf, parseObject, positionOf } from './objectXml.ts';
import { checkRoleId } from './roleObject.ts';
import {
  orderedRoleElements,
  otherRoleElements,
  permissionElements,
  permissionLevels,
  tokenPermissions,
  type RoleElement,
} from './roleSchema.ts';

/** What is wrong in a role's XML; line from 1, offset in UTF-16 units from 0. */
export interface RoleProblem {
  readonly code:
    | 'bad-xml'
    | 'not-a-role'
    | 'script-id'
    | 'missing'
    | 'unknown'
    | 'repeated'
    | 'order'
    | 'value'
    | 'level'
    | 'restriction';
  /** The element that it is about, and the value where there is one. */
  readonly element: string;
  readonly value: string;
  readonly line: number;
  readonly offset: number;
}

/** A standard permission, or an object of the project (ORA:section_4731154857). */
const permissionKey = /^[A-Z]+_[A-Z0-9_]+$|^\[scriptid=[\w.]+\]$/;

/** Holds the XML of a role against what Oracle documents of it; answers everything that does not fit, in its order. */
export function checkRole(xml: string): readonly RoleProblem[] {
  let root: XmlElement;
  try {
    root = parseObject(xml);
  } catch (error) {
    if (!isCoded(error, 'sdf-bad-xml')) throw error;
    const { what, line, offset } = error.data;
    return [{ code: 'bad-xml', element: '', value: String(what), line: Number(line), offset: Number(offset) }];
  }
  const at = (element: XmlElement, code: RoleProblem['code'], name = element.name, value = ''): RoleProblem => ({
    code,
    element: name,
    value,
    ...positionOf(xml, element),
  });
  if (root.name !== 'role') {
    return [at(root, 'not-a-role')];
  }
  const problems = [
    ...scriptIdProblems(root, at),
    ...elementProblems(root, at),
    ...orderedProblems(
      root,
      orderedRoleElements.map(({ name }) => name),
      at,
    ),
    ...permissionsOf(root).flatMap(permission => permissionProblems(permission, at)),
    ...repeatedPermissions(root, at),
  ];
  return problems.sort((a, b) => a.offset - b.offset);
}

type At = (element: XmlElement, code: RoleProblem['code'], name?: string, value?: string) => RoleProblem;

function scriptIdProblems(root: XmlElement, at: At): RoleProblem[] {
  const scriptId = root.attributes['scriptid'] ?? '';
  try {
    checkRoleId(scriptId);
    return [];
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return [at(root, 'script-id', 'role', scriptId)];
  }
}

function elementProblems(root: XmlElement, at: At): RoleProblem[] {
  const known = new Map([...orderedRoleElements, ...otherRoleElements].map(element => [element.name, element]));
  const children = elementsOf(root);
  const missing = [...known.values()]
    .filter(({ name, isRequired }) => isRequired && textIn(root, name) === '')
    .map(({ name }) => at(root, 'missing', name));
  return missing.concat(
    children.flatMap((child, index) => {
      const element = known.get(child.name);
      if (!element) {
        return [at(child, 'unknown')];
      }
      if (children.findIndex(({ name }) => name === child.name) < index) {
        return [at(child, 'repeated')];
      }
      return isAllowed(element, child.text.trim()) ? [] : [at(child, 'value', child.name, child.text.trim())];
    }),
  );
}

/** An element without text has its default. */
function isAllowed({ name, kind, values }: RoleElement, text: string): boolean {
  if (text === '' || kind === 'text' || kind === 'group') {
    return true;
  }
  if (kind === 'flag') {
    return text === 'T' || text === 'F';
  }
  return values === undefined || values.includes(text) || (name === 'centertype' && /^\[scriptid=\w+\]$/.test(text));
}

/** The first of the children that stands before one that comes earlier in the order. */
function orderedProblems(parent: XmlElement, order: readonly string[], at: At): RoleProblem[] {
  let last = -1;
  for (const child of elementsOf(parent)) {
    const place = order.indexOf(child.name);
    if (place >= 0 && place < last) {
      return [at(child, 'order')];
    }
    last = Math.max(last, place);
  }
  return [];
}

function permissionProblems(permission: XmlElement, at: At): RoleProblem[] {
  const key = textIn(permission, 'permkey');
  const level = textIn(permission, 'permlevel');
  const [restriction] = childrenOf(permission, 'restriction');
  const names: readonly string[] = permissionElements;
  return [
    ...elementsOf(permission).flatMap(child => (names.includes(child.name) ? [] : [at(child, 'unknown')])),
    ...orderedProblems(permission, names, at),
    ...(key === '' ? [at(permission, 'missing', 'permkey')] : []),
    ...(key !== '' && !permissionKey.test(key) ? [at(permission, 'value', 'permkey', key)] : []),
    ...(level === '' ? [at(permission, 'missing', 'permlevel')] : []),
    ...(level !== '' && !levelsOf(key).includes(level) ? [at(permission, 'level', key, level)] : []),
    ...(restriction && restriction.text.trim() !== '' && !key.startsWith('[') ? [at(restriction, 'restriction')] : []),
  ];
}

function levelsOf(key: string): readonly string[] {
  return Object.hasOwn(tokenPermissions, key) ? ['NONE', 'FULL'] : permissionLevels;
}

function repeatedPermissions(root: XmlElement, at: At): RoleProblem[] {
  const permissions = permissionsOf(root);
  const keys = permissions.map(permission => textIn(permission, 'permkey'));
  return permissions
    .filter((_, index) => keys[index] !== '' && keys.indexOf(keys[index] ?? '') < index)
    .map(permission => at(permission, 'repeated', 'permkey', textIn(permission, 'permkey')));
}

function permissionsOf(root: XmlElement): readonly XmlElement[] {
  return childrenOf(root, 'permissions').flatMap(permissions => childrenOf(permissions, 'permission'));
}

function elementsOf(parent: XmlElement): readonly XmlElement[] {
  return parent.children.filter(each => each instanceof XmlElement);
}

function textIn(parent: XmlElement, name: string): string {
  return childrenOf(parent, name)[0]?.text.trim() ?? '';
}
