import * as vscode from 'vscode';
import { checkRole, type RoleProblem } from '../../sdf/checkRole.ts';
import { longestRoleId } from '../../sdf/roleSchema.ts';

/**
 * What does not fit in a role's XML, as Oracle documents it. The order of its elements is left alone: objects that are
 * imported from an account come in another one, and deploy.
 */
export function roleDiagnostics(document: vscode.TextDocument): vscode.Diagnostic[] {
  const text = document.getText();
  return checkRole(text)
    .filter(({ code }) => code !== 'order')
    .map(problem => {
      const length = /^[<\w]*/.exec(text.slice(problem.offset))?.[0].length ?? 0;
      const range = new vscode.Range(
        document.positionAt(problem.offset),
        document.positionAt(problem.offset + Math.max(1, length)),
      );
      const diagnostic = new vscode.Diagnostic(range, textOf(problem), severityOf(problem));
      diagnostic.source = 'NetSuite TBA';
      diagnostic.code = `role-${problem.code}`;
      return diagnostic;
    });
}

/** NetSuite may know elements that its help does not list. */
function severityOf({ code }: RoleProblem): vscode.DiagnosticSeverity {
  return code === 'unknown' ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning;
}

function textOf({ code, element, value }: RoleProblem): string {
  switch (code) {
    case 'bad-xml':
      return vscode.l10n.t('This is not well-formed XML: {0}', value);
    case 'not-a-role':
      return vscode.l10n.t('A role starts with <role>, not with <{0}>.', element);
    case 'script-id':
      return vscode.l10n.t(
        '“{0}” cannot be the script ID of a role: customrole, then lower-case letters, digits and “_”, at most {1} characters.',
        value,
        longestRoleId,
      );
    case 'missing':
      return vscode.l10n.t('<{0}> is missing or empty.', element);
    case 'unknown':
      return vscode.l10n.t('Oracle’s reference of roles has no <{0}> here.', element);
    case 'repeated':
      return value === ''
        ? vscode.l10n.t('<{0}> is there already.', element)
        : vscode.l10n.t('The permission {0} is there already.', value);
    case 'order':
      return vscode.l10n.t('<{0}> stands elsewhere in Oracle’s example.', element);
    case 'value':
      return vscode.l10n.t('“{0}” cannot be the value of <{1}>.', value, element);
    case 'level':
      return vscode.l10n.t('{0} has no level “{1}”.', element, value);
    case 'restriction':
      return vscode.l10n.t('<restriction> is for permissions on custom objects only.');
  }
}
