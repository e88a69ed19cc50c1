import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { bodyFileOf, resolveRequest, type ResolvedRequest } from '../../../../src/requests/values/resolve.ts';
import { resolveTarget } from '../../../../src/requests/parse/target.ts';

const sources = { now: () => 0, random: () => 0, uuid: () => '' };

/** What is sent for each request of a file: the URL as the account of the request has it, and nothing else's. */
export function readBack(text: string, variables: Readonly<Record<string, string>> = {}) {
  const file = parseRequests(text);
  const lookup = (name: string) => variables[name];
  return file.requests.map(request => {
    const path = bodyFileOf(file, request, sources, lookup)?.path;
    const resolved: ResolvedRequest = resolveRequest(file, request, sources, lookup, path && '');
    const label = resolved.account?.toLowerCase().replaceAll('_', '-') ?? 'none';
    const { url } = resolveTarget(resolved.target, {
      restlets: `https://${label}.restlets.api.netsuite.com`,
      suiteTalk: `https://${label}.suitetalk.api.netsuite.com`,
    });
    const { name, method, headers, body, account } = resolved;
    return { name, method, url, headers, body: path === undefined ? body : undefined, bodyFile: path, account };
  });
}

/** Everything in the file that is not a request, or spoils one. */
export function problemsOf(text: string) {
  const file = parseRequests(text);
  return [...file.problems, ...file.requests.flatMap(({ problems }) => problems)].map(({ code }) => code);
}
