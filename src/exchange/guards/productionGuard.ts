import { decodePairs, type Pair } from '../../tba/percentEncoding.ts';
import { pathAtNetSuite, routeToAccount, type Destination } from '../callAccount.ts';
import type { Header } from '../record.ts';
import { isSoapRead } from '../soap/soapRead.ts';

export { isGuarded } from './guardedAccount.ts';

/** What a call may do: read only, run a RESTlet whose script may do anything, or change something. */
export type CallKind = 'read' | 'restlet-get' | 'write';

/** A call as far as it is judged. */
export interface JudgedCall {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string | undefined;
}

/** A RESTlet's deployment as a call names it: IDs or numbers, as spelled. */
export interface Deployment {
  readonly script: string;
  readonly deploy: string;
}

type Site = Pick<Destination, 'accountId' | 'baseUrl'>;

/** Oracle's names: read and write of REST web services go by method, save queries, which are POST. */
const restPath = '/services/rest/';
const queryPath = '/services/rest/query/';
const soapPath = /^\/services\/NetSuitePort_\d{4}_\d$/;
const restletPath = '/app/site/hosting/restlet.nl';
/** The other two of these endpoints, issuetoken and revoketoken, are GETs that write (ORA:chapter_157017286140). */
const readOnlyPaths: ReadonlySet<string> = new Set(['/rest/tokeninfo', '/rest/datacenterurls']);

/**
 * Judges a call by what goes on the wire. What is not known to read counts as a write: other paths and methods, a path
 * that servers may read in two ways, a header or parameter that may put another method or path in place of the call's,
 * a body that a GET has no use for, a SOAP message that is not plainly one read.
 *
 * @throws CodedError as routeToAccount does
 */
export function readsOrWrites(call: JudgedCall, account: Site): CallKind {
  const url = new URL(routeToAccount(call.url, account));
  const path = pathAtNetSuite(call.url, account);
  const query = readQuery(url);
  if (!query || url.username !== '' || url.password !== '' || !isPlainPath(path) || isDisguised(call.headers, query)) {
    return 'write';
  }
  switch (sentMethod(call.method)) {
    case 'GET':
      return call.body ? 'write' : kindOfGet(path, query, readOnlyPaths.has(path));
    case 'HEAD':
      return call.body ? 'write' : kindOfGet(path, query, false);
    case 'POST':
      return path.startsWith(queryPath) || (soapPath.test(path) && isSoapRead(call.headers, call.body ?? ''))
        ? 'read'
        : 'write';
    default:
      return 'write';
  }
}

/**
 * The deployment that a call of a RESTlet names; undefined for any other call, and for one that names none or several,
 * of which nobody knows which one runs.
 *
 * @throws CodedError as routeToAccount does
 */
export function restletDeployment(call: Pick<JudgedCall, 'url'>, account: Site): Deployment | undefined {
  const query = readQuery(new URL(routeToAccount(call.url, account)));
  return query && pathAtNetSuite(call.url, account) === restletPath ? deploymentOf(query) : undefined;
}

/** A method as it is sent and signed: in upper case (RFC 5849 section 3.4.1.1), where it is made of letters. */
export function sentMethod(method: string): string {
  return /^[A-Za-z]+$/.test(method) ? method.toUpperCase() : method;
}

function kindOfGet(path: string, query: readonly Pair[], isReadOnly: boolean): CallKind {
  if (path === restletPath) {
    return deploymentOf(query) ? 'restlet-get' : 'write';
  }
  return isReadOnly || path.startsWith(restPath) ? 'read' : 'write';
}

function deploymentOf(query: readonly Pair[]): Deployment | undefined {
  // Whether NetSuite tells upper from lower case here is not documented; two of either are refused.
  const only = (name: string) => {
    const found = query.filter(pair => pair.name.toLowerCase() === name);
    return found.length === 1 && found[0]?.name === name ? found[0].value : '';
  };
  const script = only('script');
  const deploy = only('deploy');
  return script === '' || deploy === '' ? undefined : { script, deploy };
}

/** The query as it will be signed and sent; undefined when it cannot be read, which the signer refuses as well. */
function readQuery(url: URL): readonly Pair[] | undefined {
  try {
    return decodePairs(url.search.slice(1));
  } catch {
    return undefined;
  }
}

/**
 * Whether every server on the way reads a path alike: no empty segment, no path parameter (`;`), and no escape, however
 * it is spelled in Unicode, of a character that would divide, end or lead out of it when it is decoded a second time.
 * (assumed: NetSuite does not say how it reads those.)
 */
function isPlainPath(path: string): boolean {
  const unescaped = path.replace(/%[0-9A-F]{2}/gi, '');
  try {
    return !/[;\\]|\/\//.test(path) && marksIn(unescaped) === marksIn(decodeURIComponent(path).normalize('NFKC'));
  } catch {
    return false;
  }
}

function marksIn(path: string): string {
  return path.replace(/[^/.\\;%?#\x00-\x1f\x7f]/g, '');
}

/** Headers and parameters by which some servers and gateways take another method or path than those of the call. */
const disguisingHeader =
  /method|override|^x-(?:original|rewrite|forwarded)-(?:ur[il]|path|prefix)$|^content-encoding$/i;
const disguisingParameter = /^(?:_method|x-http-method|x-http-method-override|x-method-override)$/i;

function isDisguised(headers: readonly Header[], query: readonly Pair[]): boolean {
  return (
    headers.some(({ name }) => disguisingHeader.test(name)) || query.some(({ name }) => disguisingParameter.test(name))
  );
}
