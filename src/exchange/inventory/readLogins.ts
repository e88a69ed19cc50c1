import type { CodedError } from '../../codedError.ts';
import type {
  AccountFacts,
  Api,
  LoginCount,
  LoginOwner,
  LoginPlace,
  MissingPart,
} from '../../migration/accountFacts.ts';
import { surfaceOf } from '../login/surfaceOf.ts';
import { shortened } from '../reads/readAnswer.ts';
import { secondsBetween } from '../serverClock.ts';
import { askRows, isMissing, missingPart, type InventoryPorts, type Row, type Rows } from './askRows.ts';
import {
  auditTable,
  countQuery,
  ownerParts,
  partQuery,
  placeParts,
  placeQuery,
  rowQuery,
  type OptionalPart,
  type Present,
  type Span,
} from './loginQueries.ts';

export type ReadLogins = Pick<AccountFacts, 'logins' | 'places' | 'older' | 'cut' | 'missing'>;

const mostPages = { logins: 20, places: 5, older: 10, rows: 20 } as const;

/**
 * Counts the logins of the last days by token, and which addresses they came from. NetSuite is asked to count; an account
 * that does not is read login by login, as far as a limit. A column that is not there is left out and named.
 *
 * @throws as askRows, but for what isMissing says
 */
export async function readLogins(ports: InventoryPorts, days: number): Promise<ReadLogins> {
  const span = { days, isBefore: false };
  let present: Present = new Set([...ownerParts, ...placeParts]);
  let missing: readonly MissingPart[] = [];
  let counted = await ask(ports, 'logins', countQuery(present, span));
  if ('error' in counted) {
    const { error } = counted;
    const parts = error.data['why'] === 'permission' ? undefined : await findParts(ports, ownerParts, present);
    if (!parts || parts.missing.length === ownerParts.length) {
      return { cut: [], missing: [missingPart(error, auditTable)] };
    }
    ({ present, missing } = parts);
    counted = missing.length > 0 ? await ask(ports, 'logins', countQuery(present, span)) : counted;
  }
  if ('error' in counted) {
    return readEach(ports, present, span, missing);
  }
  const logins = counted.rows.map(row => readCount(row, ports.now()));
  return withPlaces(ports, present, span, { logins, cut: counted.isCut ? ['logins'] : [], missing });
}

type Asked = Rows | { readonly error: CodedError };

async function ask(ports: InventoryPorts, part: 'logins' | 'places' | 'older', query: string): Promise<Asked> {
  try {
    return await askRows(ports, part, query, mostPages[part]);
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
    return { error };
  }
}

/** NetSuite need not say which column it does not know, so each is asked for by itself. */
async function findParts(
  ports: InventoryPorts,
  parts: readonly OptionalPart[],
  before: Present,
): Promise<{ readonly present: Present; readonly missing: readonly MissingPart[] }> {
  const present = new Set(before);
  const missing: MissingPart[] = [];
  for (const part of parts) {
    try {
      await askRows(ports, 'logins', partQuery(part), 1);
    } catch (error) {
      if (!isMissing(error)) {
        throw error;
      }
      present.delete(part);
      missing.push(missingPart(error, auditTable, part));
    }
  }
  return { present, missing };
}

async function withPlaces(ports: InventoryPorts, present: Present, span: Span, read: ReadLogins): Promise<ReadLogins> {
  const { places, missing } = await askPlaces(ports, present, span);
  const older = await ask(ports, 'older', countQuery(present, { ...span, isBefore: true }));
  return {
    ...read,
    ...(places && { places: places.rows.map(readPlace) }),
    ...('rows' in older && { older: older.rows.map(row => readCount(row, ports.now())) }),
    cut: [
      ...read.cut,
      ...(places?.isCut ? (['places'] as const) : []),
      ...('rows' in older && older.isCut ? (['older'] as const) : []),
    ],
    missing: [
      ...read.missing,
      ...missing,
      ...('error' in older ? [missingPart(older.error, auditTable, `date < SYSDATE - ${span.days}`)] : []),
    ],
  };
}

async function askPlaces(
  ports: InventoryPorts,
  present: Present,
  span: Span,
): Promise<{ readonly places?: Rows; readonly missing: readonly MissingPart[] }> {
  const asked = await ask(ports, 'places', placeQuery(present, span));
  if ('rows' in asked) {
    return { places: asked, missing: [] };
  }
  const found = await findParts(ports, placeParts, present);
  const again = found.missing.length === 1 ? await ask(ports, 'places', placeQuery(found.present, span)) : asked;
  return 'rows' in again
    ? { places: again, missing: found.missing }
    : {
        missing:
          found.missing.length > 0 ? found.missing : [missingPart(again.error, auditTable, placeParts.join(', '))],
      };
}

/** Reads login by login, where NetSuite does not count. */
async function readEach(
  ports: InventoryPorts,
  present: Present,
  span: Span,
  missing: readonly MissingPart[],
): Promise<ReadLogins> {
  let read: Rows;
  try {
    read = await askRows(ports, 'logins', rowQuery(present, span), mostPages.rows);
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
    return { cut: [], missing: [...missing, missingPart(error, auditTable)] };
  }
  return {
    logins: read.rows.map(row => readCount(row, ports.now())),
    places: read.rows.map(readPlace),
    cut: read.isCut ? ['logins', 'places'] : [],
    missing,
  };
}

function readOwner(row: Row): LoginOwner & { readonly isSuccess: boolean } {
  const members = {
    application: row('application'),
    token: row('token'),
    user: row('username'),
    userId: row('userid'),
    role: row('rolename'),
    roleId: row('roleid'),
  };
  return {
    // '' is how a name that is not known may come, too.
    ...Object.fromEntries(
      Object.entries(members)
        .map(([name, value]) => [name, shortened(value)] as const)
        .filter(([, value]) => value !== ''),
    ),
    isSuccess: row('status')?.toLowerCase() === 'success',
  };
}

/** A row that counts nothing is one login. */
function countOf(row: Row): number {
  const count = Number(row('logins') ?? 1);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}

function readCount(row: Row, now: number): LoginCount {
  const at = (column: string) => {
    const age = secondsBetween(row(column), row('servernow'));
    return age === undefined ? undefined : now - age * 1000;
  };
  const last = at('lastat');
  const first = at('firstat') ?? last;
  return {
    ...readOwner(row),
    count: countOf(row),
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
  };
}

function readPlace(row: Row): LoginPlace {
  const address = shortened(row('ipaddress'));
  return {
    ...readOwner(row),
    count: countOf(row),
    api: apiOf(row('requesturi') ?? ''),
    ...(address !== '' && { address }),
  };
}

function apiOf(requestUri: string): Api {
  const surface = surfaceOf(requestUri.split(/[?#]/, 1)[0] ?? '');
  return surface === 'restlet' || surface === 'rest' || surface === 'soap' ? surface : 'other';
}
