const MS_BITS = 0x1_0000_0000;

/**
 * Chance that repeats itself: the same seed gives the same draws, on every machine. For made-up data only, never for secrets.
 */
export class Prng {
  readonly #seed: number;
  #state: number;

  constructor(seed: number) {
    this.#seed = seed >>> 0;
    this.#state = this.#seed;
  }

  /** A stream of its own for `label`, so that one draw more for doctors does not change every patient. */
  fork(label: string): Prng {
    let hash = 0x811c9dc5 ^ this.#seed;
    for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
    return new Prng(hash);
  }

  /** An integer from 0 to 2^32 - 1 (mulberry32). */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    return this.bits() / MS_BITS;
  }

  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws if the list is empty: made-up data with holes would only fail later. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('Nothing to pick from.');
    return items[Math.floor(this.next() * items.length)] as T;
  }

  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries<number>(weights) as [K, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return this.pick(entries)[0];
  }

  /** So many decimal digits. */
  digits(count: number): string {
    let text = '';
    for (let i = 0; i < count; i++) text += this.int(0, 9);
    return text;
  }

  /** A uuid in the layout of version 7, as if it had been made at `at`; the rest of it is chance. */
  uuid(at: Date): string {
    const time = at.getTime().toString(16).padStart(12, '0');
    const [a, b, c] = [hex(this.bits()), hex(this.bits()), hex(this.bits())];
    const variant = (8 + (this.bits() & 3)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-${variant}${a.slice(3, 6)}-${b}${c.slice(0, 4)}`;
  }
}

function hex(bits: number): string {
  return bits.toString(16).padStart(8, '0');
}
