/** The addresses of NetSuite's own pages are not known; Oracle gives the menu paths only. */
export const certificatesPath = '/practice/oauth2-client-credentials';
export const authorizedApplicationsPath = '/practice/oauth2-authorized-applications';
export const myAuthorizedApplicationsPath = '/practice/my-oauth2-authorized-applications';
