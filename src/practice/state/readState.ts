import { CodedError } from '../../codedError.ts';
import { stateFormat } from './model.ts';
import type { PracticeState } from './model.ts';

type Shape = 'string' | 'number' | 'boolean' | readonly string[] | { readonly [key: string]: Shape } | readonly [Shape];

const key = /^[0-9a-f]{64}$/;

/** What state.json must look like; a list of strings is a choice, a list of one object a list of such objects. */
const shape = {
  accountId: 'string',
  companyName: 'string',
  port: 'number',
  applications: [
    { id: 'number', name: 'string', state: ['enabled', 'blocked'], consumerKey: 'string', consumerSecret: 'string' },
  ],
  tokens: [
    {
      id: 'number',
      name: 'string',
      state: ['active', 'inactive', 'revoked'],
      token: 'string',
      tokenSecret: 'string',
      applicationId: 'number',
      entityId: 'number',
      roleId: 'number',
    },
  ],
  roles: [{ id: 'number', name: 'string' }],
  entities: [{ id: 'number', name: 'string', email: 'string' }],
  customers: [
    {
      id: 'number',
      companyName: 'string',
      email: 'string',
      currency: 'string',
      creditLimit: 'string',
      balance: 'string',
      dateCreated: 'string',
      isInactive: 'boolean',
    },
  ],
  nextCustomerId: 'number',
} satisfies { readonly [key: string]: Shape };

/**
 * Reads the text of state.json. A file that cannot be understood is never repaired or replaced here: it may hold
 * somebody's work, and a newer version of this program may understand it.
 *
 * @throws CodedError `practice-state-corrupt` (data: file, where), `practice-state-newer` (data: file, format, supported)
 */
export function readState(text: string, file: string): PracticeState {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CodedError('practice-state-corrupt', { file, where: 'json' }, { cause });
  }
  if (!isRecord(value) || !Number.isSafeInteger(value['format'])) {
    throw new CodedError('practice-state-corrupt', { file, where: 'format' });
  }
  const format = Number(value['format']);
  if (format > stateFormat) {
    throw new CodedError('practice-state-newer', { file, format, supported: stateFormat });
  }
  const where = format === stateFormat ? mismatch(value, shape, '') : 'format';
  if (where !== undefined) {
    throw new CodedError('practice-state-corrupt', { file, where });
  }
  const state = value as unknown as PracticeState;
  const secrets = [
    ...state.applications.flatMap(each => [each.consumerKey, each.consumerSecret]),
    ...state.tokens.flatMap(each => [each.token, each.tokenSecret]),
  ];
  if (!secrets.every(each => key.test(each))) {
    throw new CodedError('practice-state-corrupt', { file, where: 'credentials' });
  }
  return state;
}

/** The path of the first value that is not what the shape asks for. */
function mismatch(value: unknown, expected: Shape, path: string): string | undefined {
  if (typeof expected === 'string') {
    const fits = expected === 'number' ? Number.isSafeInteger(value) : typeof value === expected;
    return fits ? undefined : path;
  }
  if (isChoice(expected)) {
    return typeof value === 'string' && expected.includes(value) ? undefined : path;
  }
  if (isList(expected)) {
    if (!Array.isArray(value)) {
      return path;
    }
    const item = expected[0];
    return first(value.map((each: unknown, index) => mismatch(each, item, `${path}[${index}]`)));
  }
  if (!isRecord(value)) {
    return path;
  }
  return first(Object.entries(expected).map(([name, inner]) => mismatch(value[name], inner, `${path}.${name}`)));
}

function first(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find(path => path !== undefined);
}

function isChoice(expected: Shape): expected is readonly string[] {
  return Array.isArray(expected) && typeof expected[0] === 'string';
}

function isList(expected: Shape): expected is readonly [Shape] {
  return Array.isArray(expected) && typeof expected[0] !== 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
