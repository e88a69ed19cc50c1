/** Levels in rising order; each includes the ones before it. */
export const permissionLevels = ['NONE', 'VIEW', 'CREATE', 'EDIT', 'FULL'] as const;
export type PermissionLevel = (typeof permissionLevels)[number];

const onOff = ['NONE', 'FULL'] as const;
const record = permissionLevels;

/** The permissions of a role that the practice account knows, with the levels that exist (SDK permissions.json, Salto). */
export const permissions = [
  { key: 'ADMI_MANAGE_OAUTH_TOKENS', label: 'Access Token Management', group: 'Setup', levels: onOff },
  { key: 'ADMI_MANAGE_OWN_OAUTH_TOKENS', label: 'User Access Tokens', group: 'Setup', levels: onOff },
  { key: 'ADMI_LOGIN_OAUTH', label: 'Log in using Access Tokens', group: 'Setup', levels: onOff },
  { key: 'ADMI_LOGIN_OAUTH2', label: 'Log in using OAuth 2.0 Access Tokens', group: 'Setup', levels: onOff },
  { key: 'ADMI_MANAGE_OAUTH2', label: 'OAuth 2.0 Authorized Applications Management', group: 'Setup', levels: onOff },
  { key: 'ADMI_INTEGRAPP', label: 'Integration Application', group: 'Setup', levels: onOff },
  { key: 'ADMI_CUSTOMSCRIPT', label: 'SuiteScript', group: 'Setup', levels: record },
  { key: 'ADMI_RESTWEBSERVICES', label: 'REST Web Services', group: 'Setup', levels: onOff },
  { key: 'ADMI_WEBSERVICES', label: 'SOAP Web Services', group: 'Setup', levels: onOff },
  { key: 'ADMI_AUDITLOGIN', label: 'View Login Audit Trail', group: 'Setup', levels: onOff },
  { key: 'ADMI_ENABLEFEATURES', label: 'Enable Features', group: 'Setup', levels: onOff },
  { key: 'LIST_CUSTJOB', label: 'Customers', group: 'Lists', levels: record },
  { key: 'LIST_EMPLOYEE', label: 'Employees', group: 'Lists', levels: record },
  { key: 'TRAN_SALESORD', label: 'Sales Order', group: 'Transactions', levels: record },
] as const;

export type PermissionKey = (typeof permissions)[number]['key'];
