import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { isPlace, placeUrl, type PagesOf } from './places.ts';

/**
 * Opens a page of an account in the browser, where its address is known.
 *
 * @param pages the account; asked again after the practice account was looked for, which may have moved to another port
 * @throws CodedError `practice-off`
 */
export async function openPlace(
  { practice }: Pick<AccountServices, 'practice'>,
  pages: () => PagesOf | undefined,
  place: string,
): Promise<void> {
  const before = pages();
  if (!before || !isPlace(place)) {
    return;
  }
  if (before.practice) {
    await practice.adopt();
    if (!practice.running) {
      throw new CodedError('practice-off', { url: before.baseUrl ?? '' });
    }
  }
  const url = placeUrl(place, pages() ?? before);
  if (url !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }
}
