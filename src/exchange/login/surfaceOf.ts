import type { Surface } from '../../diagnosis/login/evidence.ts';

/** Parts of paths, wherever a base URL puts them; the first that is in a path counts. */
const surfaces: readonly (readonly [part: RegExp, surface: Surface])[] = [
  [/\/app\/site\/hosting\/restlet\.nl$/, 'restlet'],
  [/\/services\/rest\//, 'rest'],
  [/\/services\/NetSuitePort_/, 'soap'],
  [/\/rest\/(?:tokeninfo|issuetoken|revoketoken|requesttoken|accesstoken)$/, 'token-endpoint'],
  [/\/app\//, 'page'],
];

/** Which of NetSuite's surfaces a path belongs to, without its query. */
export function surfaceOf(path: string): Surface {
  return surfaces.find(([part]) => part.test(path))?.[1] ?? 'other';
}
