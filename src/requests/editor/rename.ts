import type { TextEdit } from './edits.ts';
import type { RequestFile } from '../nodes.ts';
import { occurrenceAt, occurrencesOf, type NamedThing, type Occurrence } from './referencesOf.ts';

/** Why a name cannot be given. */
export type NameFault = 'empty' | 'characters' | 'taken';

/** What could be renamed at an offset: system values are not the file's, and a name needs a definition here. */
export function renameableAt(file: RequestFile, offset: number): Occurrence | undefined {
  const found = occurrenceAt(file, offset);
  if (!found || found.thing.name.startsWith('$')) return undefined;
  return occurrencesOf(file, found.thing).some(({ isDefinition }) => isDefinition) ? found : undefined;
}

/** What is wrong with a new name; undefined when nothing is. Names that other clients would read differently are refused. */
export function checkNewName(file: RequestFile, thing: NamedThing, newName: string): NameFault | undefined {
  if (newName.trim() === '') return 'empty';
  // A name with a dot in it could be taken for a value of a response.
  const pattern = thing.kind === 'variable' ? /^[\p{L}\p{N}_-][\p{L}\p{N}_.-]*$/u : /^[\p{L}\p{N}_-]+$/u;
  if (!pattern.test(newName) || /\.(?:response|request)(?:\.|$)/.test(newName)) return 'characters';
  if (newName === thing.name) return undefined;
  const isTaken = occurrencesOf(file, { kind: thing.kind, name: newName }).some(({ isDefinition }) => isDefinition);
  return isTaken ? 'taken' : undefined;
}

/** Every definition and use of a thing under its new name. */
export function renameEdits(file: RequestFile, thing: NamedThing, newName: string): TextEdit[] {
  return occurrencesOf(file, thing).map(({ span }) => ({ span, text: newName }));
}
