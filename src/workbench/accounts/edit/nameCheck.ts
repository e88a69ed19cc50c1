import * as vscode from 'vscode';
import { errorRemark, type Remark } from '../../wizard.ts';

const longest = 80;

/** Control characters, line ends, and the marks that turn the direction of the text after them. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/**
 * What is to be said about a name. Two of the same name are allowed, since nothing depends on it but requests that use
 * the name.
 *
 * @param siblings names of the others that a request could mean by it
 */
export function reviewName(text: string, siblings: readonly string[] = []): Remark | undefined {
  const name = text.trim();
  if (name === '') {
    return errorRemark(vscode.l10n.t('Enter a name.'));
  }
  if (name.length > longest) {
    return errorRemark(vscode.l10n.t('Use at most 80 characters.'));
  }
  if (unseen.test(name)) {
    return errorRemark(vscode.l10n.t('A name holds no control characters.'));
  }
  return siblings.includes(name)
    ? {
        message: vscode.l10n.t(
          'Another one has this name. A request that names it with # @account or # @token then asks which is meant.',
        ),
        severity: 'warning',
      }
    : undefined;
}
