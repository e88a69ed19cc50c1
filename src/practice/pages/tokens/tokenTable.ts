import type { AccessToken, AccountState } from '../../state/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { ownersOf, tokenBadge, useText } from './tokenDesk.ts';

/** Tokens as a table, the newest on top; each leads to its page. */
export function tokenTable(state: AccountState, tokens: readonly AccessToken[], path: string, caption: string): Html {
  return html`<div class="scroll">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Application</th>
          <th scope="col">User</th>
          <th scope="col">Role</th>
          <th scope="col">State</th>
          <th scope="col">Calls can log in</th>
        </tr>
      </thead>
      <tbody>
        ${[...tokens].reverse().map(token => {
          const { application, user, role } = ownersOf(state, token);
          return html`<tr>
            <th scope="row">
              <a href="${path}?id=${token.id}"><bdi>${token.name}</bdi></a>
            </th>
            <td><bdi>${application}</bdi></td>
            <td><bdi>${user}</bdi></td>
            <td><bdi>${role}</bdi></td>
            <td>${tokenBadge(token)}</td>
            <td>${useText(state, token)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
