import { expect, it } from 'vitest';
import { DownloadSlots } from './download-slots';

async function* pieces(...texts: string[]) {
  yield* texts;
}

async function* broken() {
  yield 'a';
  throw new Error('no more');
}

const fill = (slots: DownloadSlots, caller = 'a') => [1, 2, 3, 4].map(() => slots.hold(caller, pieces('a', 'b')));

async function read(iterable: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of iterable) text += piece;
  return text;
}

it('lets a caller have four at once, and others their own', () => {
  const slots = new DownloadSlots();
  fill(slots);
  expect(() => slots.hold('a', pieces())).toThrow(expect.objectContaining({ status: 429, retryAfter: 5 }));
  expect(() => fill(slots, 'b')).not.toThrow();
});

it('counts one no more when it has been read, once only', async () => {
  const slots = new DownloadSlots();
  const [first] = fill(slots);
  expect(await read(first as AsyncIterable<string>)).toBe('ab');
  await first?.return?.();
  slots.hold('a', pieces());
  expect(() => slots.hold('a', pieces())).toThrow();
});

it('counts one no more when it was given up, begun or not, or broke', async () => {
  const slots = new DownloadSlots();
  const [first, second, third] = fill(slots);
  await first?.return?.();
  await second?.next();
  await second?.return?.();
  await third?.return?.();
  await expect(read(slots.hold('a', broken()))).rejects.toThrow('no more');
  for (let free = 0; free < 3; free++) slots.hold('a', pieces());
  expect(() => slots.hold('a', pieces())).toThrow();
});
