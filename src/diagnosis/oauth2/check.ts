import type { Finding } from '../login/explanation.ts';
import type { OAuth2CauseCode } from './oauth2CauseCodes.ts';

/** One thing that NetSuite looks at, and how it is there. */
export interface Check<Id extends string = string> {
  readonly id: Id;
  /** `odd`: not as Oracle documents it, and perhaps taken all the same; `open`: cannot be told from here. */
  readonly verdict: 'good' | 'bad' | 'odd' | 'open';
  /** Plain English with `{name}` for each of `data`. */
  readonly text: string;
  readonly data: Finding['data'];
  /** What it is called where it makes a login fail. */
  readonly cause?: OAuth2CauseCode;
}

/** A moment to the second; UTC needs no knowledge of where somebody is. */
export function momentOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '?' : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `45 s`, `7 min`, `2 h 5 min`, `3 d`. */
export function durationOf(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  if (whole < 120) {
    return `${whole} s`;
  }
  const minutes = Math.round(whole / 60);
  if (minutes < 120) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 72 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} d`;
}

/** A value of a claim as it is shown; what is no text, as JSON. */
export function shown(value: unknown): string {
  const text = claimText(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** A time as RFC 7519 has it: whole seconds since 1970 (fractions are allowed there; NetSuite's are whole). */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 1e11;
}

/** The value of a claim in one text. What is nested too deep to be spelled out is left out. */
export function claimText(value: unknown): string {
  try {
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return '…';
  }
}
