import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import { tokenState } from '../../accounts/tokenState.ts';
import { isCoded } from '../../codedError.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import type { Network } from '../network/network.ts';
import type { PracticeAccount } from '../practice/practiceAccount.ts';

/** Puts onto the clipboard what a maintainer asks for first. Names, account IDs and secrets stay out. */
export async function copyDiagnostics(
  version: string,
  book: AccountBook,
  practice: PracticeAccount,
  network: Network,
): Promise<void> {
  const report = {
    extension: version,
    vscode: `${vscode.version} (${vscode.env.appName}, ${vscode.env.appHost})`,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    host: {
      remote: vscode.env.remoteName ?? 'none',
      ui: vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop',
      language: vscode.env.language,
      trusted: vscode.workspace.isTrusted,
    },
    settings: settings(),
    clockSkewSeconds: network.clockSkewSeconds ?? 'unknown, nothing was answered yet',
    practice: practice.running ? 'running' : 'not running',
    accounts: accounts(book),
  };
  await vscode.env.clipboard.writeText(JSON.stringify(report, undefined, 2));
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Diagnostics were copied. They hold versions and settings, no names and no secrets.'),
  );
}

function settings(): Record<string, unknown> {
  const own = vscode.workspace.getConfiguration('netsuiteTba');
  const http = vscode.workspace.getConfiguration('http');
  return {
    'netsuiteTba.codeLens': own.get('codeLens'),
    'netsuiteTba.transport': own.get('transport'),
    'netsuiteTba.timeout.restlet': own.get('timeout.restlet'),
    'netsuiteTba.timeout.suiteTalk': own.get('timeout.suiteTalk'),
    // A proxy's address may hold a password, and the names of internal hosts.
    'http.proxy': http.get<string>('proxy') ? 'set' : 'not set',
    'http.proxySupport': http.get('proxySupport'),
    'http.proxyStrictSSL': http.get('proxyStrictSSL'),
    'http.noProxy': `${http.get<string[]>('noProxy')?.length ?? 0} entries`,
    'http.systemCertificates': http.get('systemCertificates'),
    HTTPS_PROXY: process.env['HTTPS_PROXY'] || process.env['https_proxy'] ? 'set' : 'not set',
  };
}

function accounts(book: AccountBook): unknown {
  try {
    const { accounts: list, applications, tokens } = book.index();
    return {
      kinds: list.map(account => (account.practice ? 'practice' : parseAccountId(account.accountId).kind)),
      applications: applications.length,
      tokens: tokens.map(token => `${token.scheme}, ${tokenState(token)}`),
    };
  } catch (error) {
    return isCoded(error) ? error.code : 'unreadable';
  }
}
