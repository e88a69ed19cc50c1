import { randomBytes } from 'node:crypto';
import { canUseRole } from '../access/rules.ts';
import type { Actor } from '../access/rules.ts';
import type { PracticeAccount } from '../account.ts';
import { rawHeaderValues } from '../server/localOnly.ts';
import type { IncomingMessage } from 'node:http';
import type { AccountState } from '../state/model.ts';
import type { Html } from './html.ts';
import type { Notice } from './page.ts';

/** Somebody signed in on the pages, until the account ends. */
export interface Session {
  readonly id: string;
  readonly employeeId: number;
  readonly roleId: number;
  /** Must come back with every form. */
  readonly formToken: string;
  /** Shown on the next page. */
  notices: readonly Notice[];
  /** What may be seen once: taken away when it is shown, such as the secrets of a new token. */
  readonly once: Map<string, Html>;
}

const sessions = new WeakMap<PracticeAccount, Map<string, Session>>();
const most = 200;

/** Cookies know no ports, so the two accounts need names of their own. */
function cookieName({ kind }: PracticeAccount): string {
  return `tba-practice-${kind}`;
}

export function openSession(account: PracticeAccount, employeeId: number, roleId: number): Session {
  const all = sessions.get(account) ?? new Map<string, Session>();
  sessions.set(account, all);
  const session: Session = { id: random(), employeeId, roleId, formToken: random(), notices: [], once: new Map() };
  all.set(session.id, session);
  const [oldest] = all.keys();
  if (all.size > most && oldest !== undefined) {
    all.delete(oldest);
  }
  return session;
}

export function closeSession(account: PracticeAccount, session: Session): void {
  sessions.get(account)?.delete(session.id);
}

/** Forgets what was still to be shown to anybody: in an account made anew its records would be others. */
export function forgetShownOnce(account: PracticeAccount): void {
  for (const session of sessions.get(account)?.values() ?? []) {
    session.once.clear();
    session.notices = [];
  }
}

/** The Set-Cookie value that carries a session, or ends it. */
export function sessionCookie(account: PracticeAccount, session: Session | undefined): string {
  return `${cookieName(account)}=${session?.id ?? ''}; Path=/; HttpOnly; SameSite=Lax${session ? '' : '; Max-Age=0'}`;
}

export function sessionOf(account: PracticeAccount, request: IncomingMessage): Session | undefined {
  const cookies = rawHeaderValues(request, 'cookie').flatMap(header => header.split(';').map(each => each.trim()));
  const prefix = `${cookieName(account)}=`;
  const ids = cookies.filter(each => each.startsWith(prefix)).map(each => each.slice(prefix.length));
  const all = sessions.get(account);
  return ids.map(id => all?.get(id)).find(found => found !== undefined);
}

/** Who the session is now; undefined when the person has lost the role since, or is gone. */
export function actorOf(
  state: AccountState,
  { employeeId, roleId }: Pick<Session, 'employeeId' | 'roleId'>,
): Actor | undefined {
  const employee = state.employees.find(each => each.id === employeeId);
  const role = state.roles.find(each => each.id === roleId);
  return employee && role && canUseRole(employee, role) ? { employee, role } : undefined;
}

function random(): string {
  return randomBytes(24).toString('base64url');
}
