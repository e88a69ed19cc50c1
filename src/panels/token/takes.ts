import type { Takes } from '../rpc.ts';
import { nothing } from '../shapes.ts';
import type { TokenContract } from './messages.ts';

/** What each call of the panel takes. */
export const tokenTakes: Takes<TokenContract> = {
  ready: nothing,
  judge: nothing,
  checkSignature: nothing,
  copyReport: nothing,
};
