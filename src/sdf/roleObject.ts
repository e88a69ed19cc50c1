import { CodedError } from '../codedError.ts';
import { longestRoleId, orderedRoleElements, type TokenPermission } from './roleSchema.ts';

/**
 * What the one who has the role does with tokens: calls RESTlets, calls REST web services, with OAuth 2.0 instead of TBA, or
 * makes tokens for others.
 */
export type RolePurpose = 'restlets' | 'rest' | 'restlets-oauth2' | 'rest-oauth2' | 'tokens';

/** A role as it is to be written. */
export interface RoleDraft {
  /** `customrole_…` */
  readonly scriptId: string;
  readonly name: string;
  readonly purpose: RolePurpose;
}

/**
 * What a purpose takes and no more (ORA:bridgehead_4248124361). Records that a script or a REST call touches come on top,
 * and nobody but the author knows them. REST web services have a permission of their own
 * (oracle/netsuite-suitecloud-sdk, skill netsuite-sdf-roles-and-permissions). SuiteScript (ADMI_CUSTOMSCRIPT) is often
 * listed for mere callers of RESTlets, and nowhere shown to be needed.
 */
export const purposePermissions: Readonly<Record<RolePurpose, readonly TokenPermission[]>> = {
  restlets: ['ADMI_LOGIN_OAUTH'],
  rest: ['ADMI_LOGIN_OAUTH', 'ADMI_RESTWEBSERVICES'],
  'restlets-oauth2': ['ADMI_LOGIN_OAUTH2'],
  'rest-oauth2': ['ADMI_LOGIN_OAUTH2', 'ADMI_RESTWEBSERVICES'],
  tokens: ['ADMI_MANAGE_OAUTH_TOKENS'],
};

/** Everything that Oracle's example has beside name and permissions. A web-services-only role could call no RESTlet. */
const fixed: Readonly<Record<string, string>> = {
  centertype: 'ACCOUNTCENTER',
  employeerestriction: 'NONE',
};

/**
 * The XML of a role for SuiteCloud (SDF), in the shape and order of Oracle's example (ORA:section_4731154857).
 *
 * @throws CodedError those of checkRoleId and checkRoleName
 */
export function writeRoleObject({ scriptId, name, purpose }: RoleDraft): string {
  checkRoleId(scriptId);
  checkRoleName(name);
  const lines = orderedRoleElements
    .filter(element => element.name !== 'permissions')
    .map(element => {
      const value = element.name === 'name' ? escapeXml(name.trim()) : (fixed[element.name] ?? 'F');
      return `  <${element.name}>${value}</${element.name}>`;
    });
  const permissions = purposePermissions[purpose].flatMap(key => [
    '    <permission>',
    `      <permkey>${key}</permkey>`,
    '      <permlevel>FULL</permlevel>',
    '    </permission>',
  ]);
  return [
    `<role scriptid="${scriptId}">`,
    ...lines,
    '  <permissions>',
    ...permissions,
    '  </permissions>',
    '</role>',
    '',
  ].join('\n');
}

/**
 * Refuses what cannot be a role's script ID: `customrole` with lower-case letters, digits and underscores after it (as
 * public code has them), at most 40 characters (ORA:SDFxml_2121043136).
 *
 * @throws CodedError `role-id-shape` (scriptId), `role-id-long` (most)
 */
export function checkRoleId(scriptId: string): void {
  if (!/^customrole[0-9a-z_]*[0-9a-z]$/.test(scriptId) || scriptId === 'customrole') {
    throw new CodedError('role-id-shape', { scriptId: scriptId.slice(0, 80) });
  }
  if (scriptId.length > longestRoleId) {
    throw new CodedError('role-id-long', { most: longestRoleId });
  }
}

/** @throws CodedError `role-name-empty`, `role-name-characters`: line ends and what XML 1.0 cannot hold */
export function checkRoleName(name: string): void {
  if (name.trim() === '') {
    throw new CodedError('role-name-empty');
  }
  if (/[\p{Cc}\u2028\u2029\ufffe\uffff]|\p{Cs}/u.test(name)) {
    throw new CodedError('role-name-characters');
  }
}

/** A script ID made of a name: `customrole_order_sync`; '' where the name has nothing for it. */
export function roleIdFor(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^0-9a-z]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return words === '' ? '' : `customrole_${words}`.slice(0, longestRoleId).replace(/_+$/, '');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
