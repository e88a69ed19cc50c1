/**
 * Where access tokens are given out, on the account's SuiteTalk host.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_162755359851.html
 */
export const tokenPath = '/services/rest/auth/oauth2/v1/token';

/**
 * The page where a person lets an application in, on the account's application host.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_158081944642.html
 */
export const authorizePath = '/app/login/oauth2/authorize.nl';
