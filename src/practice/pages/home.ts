import { html } from './html.ts';
import type { Page } from './page.ts';

/** Where one arrives: what this account is, and what is set up in it. */
export const homePage: Page = {
  path: '/practice/home',
  title: 'Home',
  menuPath: ['Home'],
  inMenu: true,
  refusal: () => undefined,
  show: ({ exchange, account }) => ({
    kind: 'page',
    body: html`<p>
        This is a practice account: a NetSuite of your own on this machine. It checks every signature as strictly as the
        real one. Nothing here reaches the network.
      </p>
      <dl>
        <dt>Base URL of calls</dt>
        <dd><code>${exchange.sites[account.kind]}</code></dd>
      </dl>`,
  }),
};
