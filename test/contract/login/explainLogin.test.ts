// Each way to fail that the practice account knows, held against what the workbench says of it.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { explainLogin } from '../../../src/diagnosis/login/explainLogin.ts';
import type { RankedCause } from '../../../src/diagnosis/login/explanation.ts';
import type { LoginCauseCode } from '../../../src/diagnosis/login/loginCauseCodes.ts';
import type { AccountState } from '../../../src/practice/state/model.ts';
import { endSuiteQl } from '../../../src/practice/suiteQl/suiteQl.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';
import { failingCalls } from './failingCalls.ts';
import { failingCredentials } from './failingCredentials.ts';
import type { FailingLogin } from './failingLogin.ts';
import { closeTransport, gather, withWatcher } from './loginScene.ts';

let practice: Fixture;
let asNew: AccountState;
beforeAll(async () => {
  practice = await startFixture();
  practice.clock.seconds = Math.floor(Date.now() / 1000);
  await practice.setState(withWatcher);
  asNew = practice.account.store.current();
});
afterEach(async () => {
  await practice.setState(state => ({ ...asNew, scriptIds: state.scriptIds, nextIds: state.nextIds }));
  practice.account.loginAudit.clear();
  practice.clock.seconds = Math.floor(Date.now() / 1000);
});
afterAll(async () => {
  endSuiteQl();
  await closeTransport();
  await practice.stop();
});

const failingLogins: readonly FailingLogin[] = [...failingCalls, ...failingCredentials];

/** Where the true cause stands, from 1; 0 when it is not there. */
function placeOf(ranked: readonly RankedCause[], cause: LoginCauseCode): number {
  return ranked.findIndex(({ code }) => code === cause) + 1;
}

const firstThree = [1, 2, 3];
const shareOfFirst = (places: readonly number[]) => places.filter(place => place === 1).length / places.length;

const shown = (ranked: readonly RankedCause[]) =>
  ranked
    .slice(0, 4)
    .map(({ code, certainty, score }) => `${code} (${certainty}, ${score})`)
    .join(', ');

const wronglyShown = (ranked: readonly RankedCause[], { cause }: FailingLogin) =>
  ranked.filter(({ code, certainty }) => certainty === 'shown' && code !== cause).map(({ code }) => code);

describe('with the audit trail', () => {
  const places: number[] = [];

  it.each(failingLogins)('$cause: $why', async row => {
    const { evidence, detail, trail } = await gather(practice, row, true);
    expect([detail, trail]).toEqual([row.detail, row.pasted ? 'pasted' : 'read']);
    const ranked = explainLogin(evidence);
    const place = placeOf(ranked, row.cause);
    places.push(place);
    expect(firstThree, shown(ranked)).toContain(place);
    expect(wronglyShown(ranked, row)).toEqual([]);
  });

  it('the first cause is the true one in at least nine of ten', () => {
    expect(places).toHaveLength(failingLogins.length);
    expect(shareOfFirst(places)).toBeGreaterThanOrEqual(0.9);
  });
});

describe('without the audit trail', () => {
  const places: number[] = [];

  it.each(failingLogins)('$cause: $why', async row => {
    const { evidence } = await gather(practice, row, false);
    const ranked = explainLogin(evidence);
    expect(wronglyShown(ranked, row)).toEqual([]);
    if (row.hidden === undefined) {
      const place = placeOf(ranked, row.cause);
      places.push(place);
      expect(firstThree, shown(ranked)).toContain(place);
    }
  });

  it('the first cause is the true one in at least eight of ten that can be told at all', () => {
    expect(places.length).toBeGreaterThan(failingLogins.length * 0.8);
    expect(shareOfFirst(places)).toBeGreaterThanOrEqual(0.8);
  });
});
