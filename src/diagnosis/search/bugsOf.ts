import type { Item } from '../callParts.ts';
import { bodyBugs } from './bodyBugs.ts';
import { headerBugs } from './headerBugs.ts';
import { hostBugs } from './hostBugs.ts';
import { joinBugs } from './joinBugs.ts';
import { keyBugs } from './keyBugs.ts';
import { orderBugs } from './orderBugs.ts';
import { duplicateBugs, emptyBugs, extraBugs, missingBugs, truncationBugs } from './pairBugs.ts';
import type { Bug } from './plan.ts';
import type { Scene } from './scene.ts';
import { textBugs } from './textBugs.ts';
import { methodBugs, pathBugs, portBugs, queryLeftBugs, schemeBugs } from './urlBugs.ts';

/** Hosts of other data centres and the like: there are many, and each is seldom. */
const rareHost = 3;

/** Every bug that can be tried on a call, cheapest first. `rare` are too many to be tried together with others. */
export function bugsOf(
  scene: Scene,
  items: readonly Item[],
): { readonly usual: readonly Bug[]; readonly rare: readonly Bug[] } {
  const extra = extraBugs(scene);
  // What a signed body holds is written wrongly like everything else.
  const body = bodyBugs(scene);
  const bodyItems = body.slice(0, 4).flatMap(({ change }) => change.pick?.([]) ?? []);
  const hosts = hostBugs(scene);
  const usual = [
    ...methodBugs(scene),
    ...schemeBugs(scene),
    ...hosts.filter(({ cost }) => cost < rareHost),
    ...portBugs(scene),
    ...pathBugs(scene),
    ...queryLeftBugs(scene),
    ...missingBugs(scene),
    ...emptyBugs(scene),
    ...duplicateBugs(scene),
    ...truncationBugs(scene),
    ...extra.likely,
    ...body,
    ...headerBugs(scene),
    ...textBugs(bodyItems.length > 0 ? [...items, ...bodyItems] : items, scene.call.url.path),
    ...orderBugs(),
    ...joinBugs(),
    ...keyBugs(scene),
  ];
  return {
    usual: usual.filter(({ findings }) => findings.length > 0).toSorted((a, b) => a.cost - b.cost),
    rare: [...hosts.filter(({ cost }) => cost >= rareHost), ...extra.wild],
  };
}
