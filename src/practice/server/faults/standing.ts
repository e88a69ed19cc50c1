import type { PracticeAccount } from '../../account.ts';
import { kindOf, labelOf } from './catalogue.ts';
import type { Fault } from './catalogue.ts';
import { surfaces } from '../surfaces.ts';
import type { CallSurface } from '../surfaces.ts';

/** A fault that was switched on for the calls to come. */
export interface StandingFault extends Fault {
  /** For switching it off. */
  readonly key: number;
  readonly surface: CallSurface | 'any';
  /** Calls that it still waits for; undefined until it is switched off. */
  readonly callsLeft: number | undefined;
}

export const mostStanding = 50;

/** While the process runs: a restart begins without faults. */
const standing = new WeakMap<PracticeAccount, readonly StandingFault[]>();
let lastKey = 0;

export function standingFaults(account: PracticeAccount): readonly StandingFault[] {
  return standing.get(account) ?? [];
}

/** False when there are as many as there may be. */
export function switchOn(account: PracticeAccount, fault: Omit<StandingFault, 'key'>): boolean {
  const all = standingFaults(account);
  if (all.length >= mostStanding) {
    return false;
  }
  lastKey += 1;
  standing.set(account, [...all, { ...fault, key: lastKey }]);
  return true;
}

/** What was switched off; undefined when it had ended before. */
export function switchOff(account: PracticeAccount, key: number): StandingFault | undefined {
  const all = standingFaults(account);
  standing.set(
    account,
    all.filter(each => each.key !== key),
  );
  return all.find(each => each.key === key);
}

export function switchAllOff(account: PracticeAccount): void {
  standing.delete(account);
}

/** The faults for one call: of each group the one that was switched on first, which thereby has one call less. */
export function takeForCall(account: PracticeAccount, surface: CallSurface): readonly Fault[] {
  const taken: StandingFault[] = [];
  for (const fault of standingFaults(account)) {
    const isFree = taken.every(each => kindOf(each.id).group !== kindOf(fault.id).group);
    if (isFree && (fault.surface === 'any' || fault.surface === surface)) {
      taken.push(fault);
    }
  }
  standing.set(
    account,
    standingFaults(account).flatMap(fault => {
      const { callsLeft } = fault;
      const isUsed = callsLeft !== undefined && taken.includes(fault);
      return !isUsed ? [fault] : callsLeft > 1 ? [{ ...fault, callsLeft: callsLeft - 1 }] : [];
    }),
  );
  return taken;
}

/** What is on, for people. */
export function activeFaults(account: PracticeAccount): readonly { readonly label: string }[] {
  return standingFaults(account).map(fault => ({
    label: `${labelOf(fault)} (${scopeOf(fault)}, ${durationOf(fault)})`,
  }));
}

export function scopeOf({ surface }: StandingFault): string {
  return surfaces.find(({ id }) => id === surface)?.label ?? 'all calls';
}

export function durationOf({ callsLeft }: StandingFault): string {
  return callsLeft === undefined ? 'until switched off' : `next ${callsLeft} call${callsLeft === 1 ? '' : 's'}`;
}
