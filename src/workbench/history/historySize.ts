import { numberSetting } from '../numberSetting.ts';

/** How many calls are kept; 0 keeps none. */
export function historySize(): number {
  return numberSetting('history.size', 200, 0, 5000);
}
