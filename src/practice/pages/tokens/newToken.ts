import { CodedError, isCoded } from '../../../codedError.ts';
import { takesTokens } from '../../access/rules.ts';
import type { Actor } from '../../access/rules.ts';
import { sourcesOf } from '../../access/sources.ts';
import { createToken, longestTokenName } from '../../access/tokens.ts';
import type { TokenObstacle, TokenWish } from '../../access/tokens.ts';
import { whyNoTokens } from '../../access/tokenRefusals.ts';
import type { AccessToken, AccountState } from '../../state/model.ts';
import { changeAs } from '../changeAs.ts';
import { select, textField } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Visit } from '../page.ts';
import { applicationTexts, obstacleTexts } from './texts.ts';

/** What was wrong with a form for a new token, by its fields; `form` concerns none of them. */
export type TokenProblems = Readonly<Partial<Record<'application' | 'pair' | 'name' | 'form', string>>>;

const fieldOfObstacle: Readonly<Record<TokenObstacle, keyof TokenProblems>> = {
  'tba-feature-off': 'form',
  'tba-has-ended': 'form',
  'application-unknown': 'application',
  'application-takes-no-tokens': 'application',
  'role-not-usable': 'pair',
  'role-may-not-log-in': 'pair',
  'too-many-tokens': 'pair',
  'name-too-long': 'name',
};

/**
 * Makes a token in the name of who is signed in, if they still may.
 *
 * @param refusal why they may not make this token, asked of the state that is about to change
 */
export async function makeToken(
  visit: Visit,
  wish: TokenWish,
  refusal: (actor: Actor, state: AccountState) => string | undefined,
): Promise<AccessToken | TokenProblems> {
  let refused: string | undefined;
  try {
    return await changeAs(
      visit,
      () => true,
      (state, actor) => {
        refused = refusal(actor, state);
        if (refused !== undefined) {
          throw new CodedError('permission-missing');
        }
        return createToken(state, wish, sourcesOf(visit.account));
      },
    );
  } catch (error) {
    if (isCoded(error) && isObstacle(error.code)) {
      return { [fieldOfObstacle[error.code]]: obstacleTexts[error.code] };
    }
    if (isCoded(error, 'permission-missing')) {
      return refused === undefined ? { form: 'You are no longer signed in in this role.' } : { pair: refused };
    }
    throw error;
  }
}

export function isToken(made: AccessToken | TokenProblems): made is AccessToken {
  return 'tokenSecret' in made;
}

/** The sentence on top of a form that was refused. */
export function summaryOf({ form, application, pair, name }: TokenProblems): string {
  const names = [application && 'Application', pair && 'User and role', name && 'Token name'].filter(Boolean);
  return `${form ?? `Please correct: ${names.join(', ')}.`} No token was made.`;
}

/** What stops every new token, whoever asks; undefined when nothing does. */
export function generalObstacle(state: AccountState): string | undefined {
  if (!state.features.includes('TBA')) {
    return obstacleTexts['tba-feature-off'];
  }
  return state.preferences.release === 'end-of-tba' ? obstacleTexts['tba-has-ended'] : undefined;
}

/** A choice among the applications that take tokens, and why the others are not offered. */
export function applicationChoice({ applications }: AccountState, value: string, error: string | undefined): Html {
  const offered = applications.filter(takesTokens);
  const others = applications.flatMap(application => {
    const reason = whyNoTokens(application);
    return reason === undefined ? [] : [{ name: application.name, reason: applicationTexts[reason] }];
  });
  return html`${select({
    name: 'application',
    label: 'Application',
    value,
    options: [
      { value: '', label: offered.length === 0 ? 'No application takes tokens' : 'Choose an application' },
      ...offered.map(({ id, name }) => ({ value: String(id), label: name })),
    ],
    error,
  })}
  ${notOffered(
    'Applications that are not offered',
    others.map(({ name, reason }) => [name, reason]),
  )}`;
}

export function tokenNameField(value: string, error: string | undefined): Html {
  return textField({
    name: 'name',
    label: 'Token name',
    value,
    maxLength: longestTokenName,
    help: 'Left empty, it becomes: application - user, role.',
    error,
  });
}

/** A closed list of what one might miss, with the reason for each. */
export function notOffered(title: string, rows: readonly (readonly [string, string])[]): Html {
  return html`${
    rows.length > 0 &&
    html`<details class="field">
      <summary>${title} (${rows.length})</summary>
      <ul>
        ${rows.map(
          ([name, reason]) =>
            html`<li>
              <strong><bdi>${name}</bdi></strong> – ${reason}
            </li>`,
        )}
      </ul>
    </details>`
  }`;
}

function isObstacle(code: string): code is TokenObstacle {
  return Object.hasOwn(fieldOfObstacle, code);
}
