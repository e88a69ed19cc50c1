import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { Copyable } from '../../panels/signature/messages.ts';
import { requireTrust } from '../trust.ts';
import type { SignatureModel } from './signatureModel.ts';
import { signatureReport } from './signatureReport.ts';

/**
 * Copies a step of a signature, or a report of all of them without secrets.
 *
 * @throws CodedError `workspace-untrusted`, `not-copyable`
 */
export async function copyStep(what: Copyable, model: SignatureModel): Promise<void> {
  requireTrust();
  await vscode.env.clipboard.writeText(textOf(what, model));
}

function textOf(what: Copyable, model: SignatureModel): string {
  const { steps, passport } = model;
  switch (what) {
    case 'url':
      return steps.url.wire;
    case 'parameters':
      // As spreadsheets take it: what stands in one stays in its cell.
      return steps.parameters
        .map(({ name, value, source }) => [name, value, source].map(cell => cell.replace(/\s/g, ' ')).join('\t'))
        .join('\n');
    case 'joined':
      return steps.normalizedParameters;
    case 'baseString':
      return steps.baseString.text;
    case 'signature':
      return steps.signature;
    case 'authorization':
      return steps.authorization;
    case 'passport':
      return model.xml;
    case 'passportBase':
      return passport?.baseString ?? '';
    case 'passportSignature':
      return passport?.signature ?? '';
    case 'report':
      return signatureReport(model.state(true));
    default:
      // From a webview anything may come.
      throw new CodedError('not-copyable');
  }
}
