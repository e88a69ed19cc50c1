import type { Surface } from '../evidence.ts';
import {
  restCodes,
  restletCodes,
  restletStatuses,
  restStatuses,
  scriptCodes,
  soapCodes,
  type ErrorCodeText,
} from './errorCodeTexts.ts';

/** The tables of a surface, the nearest first. What is called by no surface known is held against all. */
const tables: Readonly<Record<Surface, readonly Readonly<Record<string, ErrorCodeText>>[]>> = {
  restlet: [restletCodes, scriptCodes],
  'token-endpoint': [restletCodes, scriptCodes],
  rest: [restCodes, scriptCodes],
  soap: [soapCodes, scriptCodes],
  page: [restletCodes, restCodes, scriptCodes],
  other: [restletCodes, restCodes, soapCodes, scriptCodes],
};

/**
 * Says what an error code of NetSuite's means, or else what the status does. A code that is not known here, such as one
 * that a script made up, gets nothing: the status would say less than its own message.
 *
 * @param code as NetSuite gave it; undefined when the answer has none
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4634920277.html (RESTlets)
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156570709583.html (REST)
 */
export function explainErrorCode(surface: Surface, status: number, code?: string): ErrorCodeText | undefined {
  const name = code?.trim().toUpperCase() ?? '';
  if (name !== '') {
    return tables[surface].find(table => Object.hasOwn(table, name))?.[name];
  }
  const statuses = surface === 'rest' ? restStatuses : surface === 'soap' ? {} : restletStatuses;
  return statuses[status];
}
