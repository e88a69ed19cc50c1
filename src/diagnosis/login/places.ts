import type { Place } from './explanation.ts';

/**
 * Where things are done in NetSuite. Menu paths are Oracle's; paths are what public code and guides use, since Oracle
 * documents none.
 */
export const places = {
  enableFeatures: {
    menu: 'Setup > Company > Enable Features > SuiteCloud',
    path: '/app/setup/features.nl',
    pathConfidence: 'high',
  },
  integrations: {
    menu: 'Setup > Integration > Manage Integrations',
    path: '/app/common/integration/integrapplist.nl',
    pathConfidence: 'high',
  },
  accessTokens: {
    menu: 'Setup > Users/Roles > Access Tokens',
    path: '/app/setup/accesstokens.nl',
    pathConfidence: 'high',
  },
  newAccessToken: {
    menu: 'Setup > Users/Roles > Access Tokens > New',
    path: '/app/setup/accesstoken.nl',
    pathConfidence: 'high',
  },
  roles: {
    menu: 'Setup > Users/Roles > Manage Roles',
    path: '/app/setup/rolelist.nl',
    pathConfidence: 'high',
  },
  users: {
    menu: 'Setup > Users/Roles > Manage Users',
    path: '/app/setup/listusers.nl',
    pathConfidence: 'medium',
  },
  company: {
    menu: 'Setup > Company > Company Information',
    path: '/app/common/otherlists/company.nl',
    pathConfidence: 'medium',
  },
  deployments: {
    menu: 'Customization > Scripting > Script Deployments',
    path: '/app/common/scripting/scriptrecordlist.nl',
    pathConfidence: 'high',
  },
  // No address of these is known.
  clientCredentials: {
    menu: 'Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup',
  },
  loginAudit: { menu: 'Setup > Users/Roles > User Management > View Login Audit Trail' },
  governance: { menu: 'Setup > Integration > Integration Management > Integration Governance' },
} as const satisfies Readonly<Record<string, Place>>;
