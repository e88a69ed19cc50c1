import type { Source } from './explanation.ts';

const help = 'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/';

/** Of a page of Oracle's help, by its name there. */
export function documented(page: string): Source {
  return { confidence: 'documented', url: `${help}${page}.html` };
}

/** Of somebody who met it, such as `owner/repository#12`, or at an address. */
export function reported(where: string): Source {
  const thread = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(where);
  return {
    confidence: 'reported',
    url: thread ? `https://github.com/${thread[1]}/issues/${thread[2]}` : where,
  };
}

export const assumed: Source = { confidence: 'assumed' };

/** The page that lists the Detail column for calls with a token. */
export const trailOfTokens = documented('subsect_156935170194');
/** The same for the three-step flow. */
export const trailOfFlow = documented('subsect_156934879823');
/** The same for OAuth 2.0. */
export const trailOfOAuth2 = documented('subsect_158324637123');
/** Statuses and codes of RESTlets. */
export const restletErrors = documented('section_4634920277');
/** Codes of REST web services. */
export const restErrors = documented('section_156570709583');
