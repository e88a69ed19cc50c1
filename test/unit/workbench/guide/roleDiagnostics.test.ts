import type { TextDocument } from 'vscode';
import { expect, it, vi } from 'vitest';
import { writeRoleObject } from '../../../../src/sdf/roleObject.ts';
import { roleDiagnostics } from '../../../../src/workbench/guide/roleDiagnostics.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (message: string, ...values: unknown[]) =>
      message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  DiagnosticSeverity: { Warning: 1, Information: 2 },
  Range: class {
    readonly start: number;
    readonly end: number;
    constructor(start: number, end: number) {
      this.start = start;
      this.end = end;
    }
  },
  Diagnostic: class {
    readonly range: unknown;
    readonly message: string;
    readonly severity: number;
    constructor(range: unknown, message: string, severity: number) {
      this.range = range;
      this.message = message;
      this.severity = severity;
    }
  },
}));

const good = writeRoleObject({ scriptId: 'customrole_a', name: 'A', purpose: 'rest' });
const of = (text: string) =>
  roleDiagnostics({ getText: () => text, positionAt: (offset: number) => offset } as unknown as TextDocument).map(
    ({ range, message, severity, code }) => ({
      at: text.slice(Number(range.start), Number(range.end)),
      message,
      severity,
      code,
    }),
  );

it('underlines what Oracle’s reference of roles does not allow, and no more', () => {
  expect(of(good)).toEqual([]);
  // As roles come from an account.
  expect(of(good.replace(/( *<issalesrole>.*\n)( *<issupportrole>.*\n)/, '$2$1'))).toEqual([]);
  expect(of(good.replace('FULL', 'EDIT'))).toEqual([
    { at: '<permission', message: 'ADMI_LOGIN_OAUTH has no level “EDIT”.', severity: 1, code: 'role-level' },
  ]);
  expect(of(good.replace('<restrictip>', '<forms/><restrictip>'))).toEqual([
    { at: '<forms', message: 'Oracle’s reference of roles has no <forms> here.', severity: 2, code: 'role-unknown' },
  ]);
  expect(of(good.replace('ADMI_RESTWEBSERVICES', 'ADMI_LOGIN_OAUTH')).map(({ message }) => message)).toEqual([
    'The permission ADMI_LOGIN_OAUTH is there already.',
  ]);
  expect(of('<role')).toMatchObject([{ code: 'role-bad-xml' }]);
});
