import type { Page } from '../page.ts';
import { authorizedApplicationsPage, myAuthorizedApplicationsPage } from './authorizedApplications.ts';
import { certificatesPage } from './certificates.ts';

/** OAuth 2.0: certificates, and what people allowed. */
export const oauth2Pages: readonly Page[] = [
  certificatesPage,
  authorizedApplicationsPage,
  myAuthorizedApplicationsPage,
];
