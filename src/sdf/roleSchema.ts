// What Oracle documents of the SDF object `role`, as data: SDFxml_2121043136 for the elements, SDFxml_762449695 for a
// permission, SDFxml_3349140554 for the centres, section_4731154857 for the example whose order is kept here.

/** One child of `<role>`. */
export interface RoleElement {
  readonly name: string;
  readonly kind: 'flag' | 'choice' | 'text' | 'group';
  readonly isRequired?: true;
  /** Of a choice, where its values are known here; a reference in brackets is allowed beside them for `centertype`. */
  readonly values?: readonly string[];
}

/** The standard centres of a role. */
const roleCenters = [
  'ACCOUNTCENTER',
  'BASIC',
  'ENGINEERCENTER',
  'EXECUTIVE',
  'HR',
  'MARKETCENTER',
  'PARTNERCENTER',
  'PROJECTCENTER',
  'SALESCENTER',
  'SHIPPINGCENTER',
  'STOREMANAGER',
  'SUPPORTCENTER',
  'SYSADMINCENTER',
] as const;

/** The children of `<role>` in the order of Oracle's example. */
export const orderedRoleElements: readonly RoleElement[] = [
  { name: 'centertype', kind: 'choice', isRequired: true, values: roleCenters },
  { name: 'issalesrole', kind: 'flag' },
  { name: 'issupportrole', kind: 'flag' },
  { name: 'iswebserviceonlyrole', kind: 'flag' },
  { name: 'employeerestriction', kind: 'choice' },
  { name: 'employeeviewingallowed', kind: 'flag' },
  { name: 'restricttimeandexpenses', kind: 'flag' },
  { name: 'restrictip', kind: 'flag' },
  { name: 'coreadminpermission', kind: 'flag' },
  { name: 'restrictbydevice', kind: 'flag' },
  { name: 'name', kind: 'text', isRequired: true },
  { name: 'permissions', kind: 'group' },
];

/** Further children, of which no example shows where they stand. */
export const otherRoleElements: readonly RoleElement[] = [
  { name: 'accountingbooksoption', kind: 'choice' },
  { name: 'employeeselectionunrestricted', kind: 'flag' },
  { name: 'isinactive', kind: 'flag' },
  { name: 'ispartnerrole', kind: 'flag' },
  { name: 'issinglesignononly', kind: 'flag' },
  { name: 'issuerole', kind: 'text' },
  { name: 'recordrestrictions', kind: 'group' },
  { name: 'subsidiaryoption', kind: 'choice' },
  { name: 'subsidiaryviewingallowed', kind: 'flag' },
  { name: 'tfaduration', kind: 'choice' },
  { name: 'tfarequired', kind: 'choice' },
];

/** The children of `<permission>`, in order; the last only for permissions on custom objects. */
export const permissionElements = ['permkey', 'permlevel', 'restriction'] as const;

export const permissionLevels = ['NONE', 'VIEW', 'CREATE', 'EDIT', 'FULL'] as const;

/** The longest `scriptid` of a role. */
export const longestRoleId = 40;

/** Permissions that matter to calls with a token, under their names in NetSuite; `FULL` is the only level besides `NONE`. */
export const tokenPermissions = {
  ADMI_LOGIN_OAUTH: 'Log in using Access Tokens',
  ADMI_MANAGE_OWN_OAUTH_TOKENS: 'User Access Tokens',
  ADMI_MANAGE_OAUTH_TOKENS: 'Access Token Management',
  ADMI_RESTWEBSERVICES: 'REST Web Services',
  ADMI_WEBSERVICES: 'SOAP Web Services',
  ADMI_INTEGRAPP: 'Integration Application',
  ADMI_AUDITLOGIN: 'View Login Audit Trail',
  ADMI_ENABLEFEATURES: 'Enable Features',
  ADMI_LOGIN_OAUTH2: 'Log in using OAuth 2.0 Access Tokens',
  ADMI_MANAGE_OAUTH2: 'OAuth 2.0 Authorized Applications Management',
} as const;

export type TokenPermission = keyof typeof tokenPermissions;
