import { expect, it } from 'vitest';
import { settle } from './action-result';

it('hands an answer on, and makes a lost connection one that can be shown', async () => {
  await expect(settle(async () => ({ ok: true, value: 1 }))).resolves.toEqual({ ok: true, value: 1 });
  const lost = settle(() => Promise.reject(new TypeError('fetch failed')));
  await expect(lost).resolves.toMatchObject({ ok: false, message: expect.stringContaining('Nothing was changed') });
});
