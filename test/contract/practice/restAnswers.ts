import { expect } from 'vitest';
import type { PermissionKey, PermissionLevel } from '../../../src/practice/state/permissions.ts';
import type { Answer, Fixture } from './practiceFixture.ts';

export const records = '/services/rest/record/v1';

export function json({ body }: Answer): Record<string, unknown> {
  return JSON.parse(body) as Record<string, unknown>;
}

export interface Detail {
  readonly detail: string;
  readonly 'o:errorCode': string;
  readonly 'o:errorPath'?: string;
  readonly 'o:errorQueryParam'?: string;
}

/** The one error of an answer that has the form of errors. */
export function problem(answer: Answer): Detail {
  expect(answer.headers['content-type']).toBe('application/problem+json');
  const body = json(answer) as { status: number; title: string; type: string; 'o:errorDetails': Detail[] };
  expect(body.status).toBe(answer.status);
  expect(body.title).not.toBe('');
  expect(body.type).toMatch(/^https:/);
  expect(body['o:errorDetails']).toHaveLength(1);
  return body['o:errorDetails'][0]!;
}

export function expectProblem(answer: Answer, status: number, code: string): Detail {
  const detail = problem(answer);
  expect([answer.status, detail['o:errorCode']]).toEqual([status, code]);
  return detail;
}

/** Changes a permission of the role that the fixture's token has. */
export function setPermission(fixture: Fixture, key: PermissionKey, level: PermissionLevel): Promise<void> {
  return fixture.setState(state => ({
    ...state,
    roles: state.roles.map(each =>
      each.id === 1001 ? { ...each, permissions: { ...each.permissions, [key]: level } } : each,
    ),
  }));
}
