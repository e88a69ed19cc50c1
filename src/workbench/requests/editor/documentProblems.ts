import type * as vscode from 'vscode';
import type { AccountRecord } from '../../../accounts/records.ts';
import { lintRequests } from '../../../requests/problems/lint.ts';
import { lintNetSuite, type LintAccount, type NetSuiteProblem } from '../../../requests/problems/netSuiteProblems.ts';
import type { Problem } from '../../../requests/nodes.ts';
import { parseAccountId } from '../../../tba/accountId.ts';
import { requestsOf } from '../requestDocuments.ts';
import { accountNamed, noVariables, type EditorServices, type OutsideVariables } from './editorServices.ts';

/** Everything there is to say about a document, in its order: what any client would, and what NetSuite refuses. */
export function problemsOf(
  document: vscode.TextDocument,
  services: EditorServices,
  outside: OutsideVariables = noVariables,
): (Problem | NetSuiteProblem)[] {
  const file = requestsOf(document);
  const active = services.active.get(document.uri)?.account;
  return [
    ...lintRequests(file, outside.isKnown),
    ...lintNetSuite(file, {
      account: active && lintAccount(active),
      accountNamed: name => {
        const account = accountNamed(name, services);
        return account && lintAccount(account);
      },
      lookup: outside.lookup,
    }),
  ].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function lintAccount({ accountId, baseUrl }: AccountRecord): LintAccount {
  const hosts = Object.values(parseAccountId(accountId).hosts) as string[];
  return { accountId, hosts, ...(baseUrl !== undefined && { baseUrl }) };
}
