import type * as vscode from 'vscode';
import type { Credential } from '../../../accounts/records.ts';
import { placeOf, type RequestPlace } from '../../../requests/editor/findAgain.ts';
import type { RequestFile, RequestNode } from '../../../requests/nodes.ts';

/** One request that is to be sent, as it stands in its document now. */
export interface Step {
  readonly document: vscode.TextDocument;
  readonly file: RequestFile;
  readonly request: RequestNode;
  readonly place: RequestPlace;
  /** Names the request's panel: the same request again takes the same panel. */
  readonly key: string;
  readonly text: string;
  /** What a person calls it. */
  readonly title: string;
  /** Whom it is sent as, where a person chose that for this once. */
  readonly credential?: Credential;
  /** The account that the request names goes before that: of another account it is not sent. */
  readonly staysInAccount?: boolean;
}

export function stepOf(document: vscode.TextDocument, file: RequestFile, request: RequestNode): Step {
  const place = placeOf(file, request);
  const { name, method, target } = request;
  return {
    document,
    file,
    request,
    place,
    key: keyOfPlace(document.uri, place),
    text: document.getText().slice(request.range.start, request.range.end),
    title: name ?? `${method.value} ${target.value}`.slice(0, 120),
  };
}

/** The same request sent as somebody else, apart from what it is otherwise. */
export function stepAs(step: Step, credential: Credential, staysInAccount = false): Step {
  return { ...step, credential, staysInAccount, key: `${step.key} as ${credential.token.id}` };
}

/** The key that a step for the request would have. */
export function keyOf(uri: vscode.Uri, file: RequestFile, request: RequestNode): string {
  return keyOfPlace(uri, placeOf(file, request));
}

function keyOfPlace(uri: vscode.Uri, { ordinal, name }: RequestPlace): string {
  return `${uri.toString()} ${ordinal} ${name ?? ''}`;
}
