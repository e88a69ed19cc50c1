import * as vscode from 'vscode';
import { decodeBody } from '../../bodies/charset.ts';
import { guessContent, type ContentKind } from '../../bodies/contentKind.ts';
import { indexJson } from '../../bodies/jsonIndex.ts';
import { prettyJson } from '../../bodies/prettyJson.ts';

/** A body as it is compared with another: JSON indented with every digit kept, other text as it came. */
export function readableBody(
  body: Uint8Array,
  contentType: string | undefined,
): { readonly kind: ContentKind; readonly text: string } {
  const { looks } = guessContent(contentType, body);
  if (looks === 'binary') {
    return { kind: 'binary', text: vscode.l10n.t('{0} bytes that are no text', body.byteLength) };
  }
  const text = decodeBody(body, contentType);
  const index = looks === 'json' ? indexJson(new TextEncoder().encode(text)) : undefined;
  return index && !index.problem
    ? { kind: looks, text: new TextDecoder().decode(prettyJson(index)) }
    : { kind: looks, text };
}
