import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TenantGate } from './tenant-gate';

const OPTIONS = { atOnce: 2, waiting: 2, patienceMs: 1_000 };

/** Works that end when they are told to, and the names of those that run, in the order of their beginning. */
function works(gate: TenantGate) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const enter = (hospital: string, name: string) =>
    gate.pass(hospital, () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    });
  return { begun, enter, end: (name: string) => ends.get(name)?.() };
}

describe('TenantGate', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets so many of a hospital in at once, and the others in the order of their coming', async () => {
    const { begun, enter, end } = works(new TenantGate(OPTIONS));
    const all = ['a', 'b', 'c', 'd'].map((name) => enter('h', name));
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await expect(all[1]).resolves.toBe('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const name of ['a', 'c']) end(name);
    await expect(all[2]).resolves.toBe('c');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not let one hospital wait for another', () => {
    const { begun, enter } = works(new TenantGate(OPTIONS));
    for (const name of ['a', 'b', 'c']) void enter('h', name);
    void enter('other', 'x');
    expect(begun).toEqual(['a', 'b', 'x']);
  });

  it('refuses at once where too many wait', async () => {
    const { begun, enter } = works(new TenantGate(OPTIONS));
    for (const name of ['a', 'b', 'c', 'd']) void enter('h', name);
    await expect(enter('h', 'e')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 2 });
    expect(begun).toEqual(['a', 'b']);
  });

  it('refuses one that has waited too long, and never runs it', async () => {
    const { begun, enter, end } = works(new TenantGate(OPTIONS));
    for (const name of ['a', 'b']) void enter('h', name);
    const late = enter('h', 'c').catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(OPTIONS.patienceMs);
    await expect(late).resolves.toMatchObject({ code: 'SERVICE_UNAVAILABLE', auditCause: 'search_gate_late' });
    end('a');
    await vi.runAllTimersAsync();
    expect(begun).toEqual(['a', 'b']);
  });

  it('gives the place of a work that fails to the next', async () => {
    const gate = new TenantGate({ ...OPTIONS, atOnce: 1 });
    await expect(gate.pass('h', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(gate.pass('h', async () => 'next')).resolves.toBe('next');
  });
});
