import { describe, expect, it } from 'vitest';
import { slotFor, type Slot } from '../../../../src/workbench/responses/panelSlots.ts';

const panel = (key: string, pinned = false, isRunning = false): Slot => ({ key, pinned, isRunning });

describe('the panel for an answer', () => {
  it('is that of the request, the one last used', () => {
    const panels = [panel('a'), panel('b'), panel('a')];
    expect(slotFor(panels, 'a', 'perRequest')).toBe(panels[2]);
    expect(slotFor(panels, 'c', 'perRequest')).toBeUndefined();
  });

  it('is never a pinned one', () => {
    const panels = [panel('a', true), panel('b', true)];
    expect(slotFor(panels, 'a', 'perRequest')).toBeUndefined();
    expect(slotFor(panels, 'a', 'one')).toBeUndefined();
  });

  it('is any that is free when all share one, and its own rather than another', () => {
    const panels = [panel('a'), panel('b')];
    expect(slotFor(panels, 'c', 'one')).toBe(panels[1]);
    expect(slotFor(panels, 'a', 'one')).toBe(panels[0]);
  });

  it('is not one whose call is still under way, unless it is the same request', () => {
    const running = panel('a', false, true);
    expect(slotFor([running], 'b', 'one')).toBeUndefined();
    expect(slotFor([running], 'a', 'one')).toBe(running);
  });

  it('is a new one each time when none is shared', () => {
    expect(slotFor([panel('a')], 'a', 'none')).toBeUndefined();
  });
});
