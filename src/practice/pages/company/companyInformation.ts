import { parseAccountId } from '../../../tba/accountId.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';

/**
 * Setup > Company > Company Information: the account ID and Company URLs (ORA:section_1498251763). That everybody may
 * read it here is assumed; it says no more than Home.
 */
export const companyInformationPage: Page = {
  path: '/app/common/otherlists/company.nl',
  title: 'Company Information',
  menuPath: ['Setup', 'Company', 'Company Information'],
  inMenu: true,
  refusal: () => undefined,
  show: ({ exchange, account, state }) => {
    const { hosts } = parseAccountId(state.accountId);
    const site = exchange.sites[account.kind];
    const rows = [
      { label: 'Account domain (these pages)', host: hosts.app },
      { label: 'RESTlets', host: hosts.restlets },
      { label: 'SuiteTalk (SOAP and REST web services)', host: hosts.suiteTalk },
    ];
    return {
      kind: 'page',
      body: html`<dl>
          <dt>Company name</dt>
          <dd>${state.companyName}</dd>
          <dt>Account ID</dt>
          <dd><code>${state.accountId}</code></dd>
          <dt>Account type</dt>
          <dd>${account.kind === 'sandbox' ? 'Sandbox' : 'Production'}</dd>
        </dl>
        <p>
          The account ID goes into the <code>realm</code> of each Authorization header exactly as it stands
          here${account.kind === 'sandbox' && ', in upper case and with an underscore'}. Host names spell it in lower
          case${account.kind === 'sandbox' && ' and with a hyphen'}: <code>${hosts.app.split('.', 1)[0]}</code>.
        </p>
        <h2>Company URLs</h2>
        <p>
          A NetSuite account has a host for each service. A practice account is on this machine only: here one base URL
          takes the place of all of them, with the same paths behind it.
        </p>
        <div class="scroll">
          <table>
            <caption>
              Where this account is, and the hosts that a NetSuite account with this ID would have
            </caption>
            <thead>
              <tr>
                <th scope="col">Service</th>
                <th scope="col">Here</th>
                <th scope="col">In NetSuite</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ({ label, host }) =>
                  html`<tr>
                    <th scope="row">${label}</th>
                    <td><code>${site}</code></td>
                    <td><code>https://${host}</code></td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <p class="quiet">
          Nothing is ever sent to the hosts in the last column from here. For an account of your own, copy the URLs from
          its own Company Information page.
        </p>`,
    };
  },
};
