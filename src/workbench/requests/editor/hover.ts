import * as vscode from 'vscode';
import { isCoded } from '../../../codedError.ts';
import { routeToAccount, originsOf } from '../../../exchange/callAccount.ts';
import { createExpander, type Lookup } from '../../../requests/values/expand.ts';
import type { RequestFile, RequestNode, Span } from '../../../requests/nodes.ts';
import { findReferences } from '../../../requests/values/references.ts';
import { occurrenceAt, type Occurrence } from '../../../requests/editor/referencesOf.ts';
import { requestAt } from '../../../requests/editor/requestAt.ts';
import { resolveTarget } from '../../../requests/parse/target.ts';
import { explainCode } from '../../errorText.ts';
import { requestsOf } from '../requestDocuments.ts';
import { accountFor, noVariables, type EditorServices, type OutsideVariables } from './editorServices.ts';
import { hasOtherClient } from './otherClient.ts';
import { rangeOf } from './ranges.ts';
import { directives, headers, systemValues } from './words.ts';

/** Stands for a value that is not to be seen. */
const hidden = '•••';
/** A hover is no place to read more. */
const longest = 2000;

const sources = {
  now: Date.now,
  random: Math.random,
  // A hover shows what kind of value there will be; the one that is sent is another.
  uuid: () => crypto.randomUUID(),
};

export async function hover(
  document: vscode.TextDocument,
  position: vscode.Position,
  services: EditorServices,
): Promise<vscode.Hover | undefined> {
  const file = requestsOf(document);
  const offset = document.offsetAt(position);
  const outside = (await services.outside?.(document)) ?? noVariables;
  const found = occurrenceAt(file, offset);
  if (found && !(found.thing.kind === 'request' && found.isDefinition)) {
    return hoverName(document, file, found, outside);
  }
  const request = requestAt(file, offset);
  if (!request) {
    return undefined;
  }
  const { method, target } = request;
  if (isIn(method.range, offset) || isIn(target.range, offset)) {
    return hoverTarget(document, file, request, outside, services);
  }
  const header = request.headers.find(({ name }) => isIn(name.range, offset));
  const directive = request.directives.find(({ name }) => isIn({ ...name.range, start: name.range.start - 1 }, offset));
  const about = header
    ? headers().find(({ name }) => name.toLowerCase() === header.name.value.toLowerCase())?.about
    : directives().find(({ name }) => name === directive?.name.value)?.about;
  const range = header?.name.range ?? directive?.name.range;
  return about !== undefined && range ? new vscode.Hover(plain(about), rangeOf(document, range)) : undefined;
}

function hoverName(
  document: vscode.TextDocument,
  file: RequestFile,
  { thing, span }: Occurrence,
  outside: OutsideVariables,
): vscode.Hover | undefined {
  const range = rangeOf(document, span);
  if (thing.kind === 'request') {
    const request = file.requests.find(({ name }) => name === thing.name);
    const line = request && document.positionAt(request.method.range.start).line + 1;
    return new vscode.Hover(
      line === undefined
        ? plain(vscode.l10n.t('No request of this file is called “{0}”.', thing.name))
        : plain(vscode.l10n.t('From the response of the request in line {0}, which is sent first.', line)),
      range,
    );
  }
  const { name } = thing;
  const system = systemValues().find(value => value.name === name.split(/\s/, 1)[0]);
  const isOutside = !system && !file.variables.some(each => each.name.value === name);
  // Others show the values of the file’s own variables, and of system values.
  if (!isOutside && hasOtherClient()) {
    return undefined;
  }
  const text = new vscode.MarkdownString();
  const value = isOutside && outside.isSecret(name) ? hidden : valueOf(file, name, outside);
  if (value === undefined) {
    return undefined;
  }
  text.appendCodeblock(cut(value), 'text');
  if (system) {
    text.appendText(vscode.l10n.t('{0}. For example; it is made anew at each sending.', system.about));
  } else if (value.includes(hidden)) {
    text.appendText(vscode.l10n.t('Secret, and so not shown.'));
  } else if (isOutside) {
    text.appendText(outside.names.find(each => each.name === name)?.source ?? '');
  } else if (refersToSystem(file, name)) {
    text.appendText(vscode.l10n.t('With values that are made anew at each sending.'));
  }
  return new vscode.Hover(text, range);
}

/** The URL that a call goes to, as far as its variables are known now, or why it goes nowhere. */
function hoverTarget(
  document: vscode.TextDocument,
  file: RequestFile,
  request: RequestNode,
  outside: OutsideVariables,
  services: EditorServices,
): vscode.Hover | undefined {
  const { target, method } = request;
  if (target.parts.length === 0) {
    return undefined;
  }
  const range = rangeOf(document, { start: Math.min(method.range.start, target.range.start), end: target.range.end });
  const account = accountFor(document, file, request, outside, services);
  const text = new vscode.MarkdownString();
  try {
    const written = createExpander(file, sources, safe(outside)).expand(target.parts).trim();
    if (!account) {
      const named = request.account?.value;
      text.appendText(
        named === undefined
          ? vscode.l10n.t('No account is active, so there is no host yet.')
          : vscode.l10n.t('There is no account “{0}” here, so there is no host yet.', named),
      );
    } else {
      const { url } = resolveTarget(written, originsOf(account));
      text.appendCodeblock(`${method.value.toUpperCase()} ${cut(routeToAccount(url, account))}`, 'text');
      text.appendText(vscode.l10n.t('Signed for {0} ({1}).', account.name, account.accountId));
    }
  } catch (error) {
    if (!isCoded(error)) {
      throw error;
    }
    // The squiggle under the variable says the same.
    if (error.code === 'undefined-variable' || error.code === 'variable-cycle') {
      return undefined;
    }
    const { title, next } = explainCode(error.code, error.data);
    text.appendText([title, next].filter(part => part !== '').join(' '));
  }
  return new vscode.Hover(text, range);
}

function valueOf(file: RequestFile, name: string, outside: OutsideVariables): string | undefined {
  try {
    const reference = { value: `{{${name}}}`, range: { start: 0, end: 0 } };
    return createExpander(file, sources, safe(outside)).expand([reference]);
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

function safe({ lookup, isSecret }: OutsideVariables): Lookup {
  return name => {
    const value = lookup(name);
    return value !== undefined && isSecret(name) ? hidden : value;
  };
}

/** Whether a variable's value has system values in it, its own or those of variables that it refers to. */
function refersToSystem(file: RequestFile, name: string): boolean {
  const seen = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const current = next;
    if (current.startsWith('$')) {
      return true;
    }
    if (!seen.has(current)) {
      seen.add(current);
      const definition = file.variables.findLast(each => each.name.value === current);
      open.push(...findReferences(definition?.value.value ?? '').map(reference => reference.name));
    }
  }
  return false;
}

function plain(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(text);
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end && start < end;
}
