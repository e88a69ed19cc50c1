import { auditPages } from './audit/auditPages.ts';
import { companyPages } from './company/companyPages.ts';
import { controlPages } from './controls/controlPages.ts';
import { faultsPage } from './faults.ts';
import { homePage } from './home.ts';
import { integrationPages } from './integrations/integrationPages.ts';
import { oauth2Pages } from './oauth2/oauth2Pages.ts';
import type { Page } from './page.ts';
import { scriptPages } from './scripts/scriptPages.ts';
import { tokenPages } from './tokens/tokenPages.ts';
import { userPages } from './users/userPages.ts';

/** Every page, in the order of the navigation. */
export const pages: readonly Page[] = [
  homePage,
  ...companyPages,
  ...userPages,
  ...integrationPages,
  ...tokenPages,
  ...oauth2Pages,
  ...auditPages,
  ...scriptPages,
  ...controlPages,
  faultsPage,
];
