import { describe, expect, it } from 'vitest';
import { MemoryCaps, SOCKETS_A_KEY, SOCKETS_AN_ADDRESS } from './caps';

describe('MemoryCaps', () => {
  it('lets a key have 20, whatever the addresses, and one more for each that is given back', () => {
    const caps = new MemoryCaps();
    const seats = Array.from({ length: SOCKETS_A_KEY }, (_, index) => caps.enter('k', `10.0.0.${index}`));
    expect(seats).not.toContain(null);
    expect(caps.enter('k', '10.0.1.1')).toBeNull();
    expect(caps.enter('other', '10.0.0.1')).not.toBeNull();
    seats[0]?.();
    seats[0]?.();
    expect(caps.enter('k', '10.0.1.1')).not.toBeNull();
    expect(caps.enter('k', '10.0.1.1')).toBeNull();
  });

  it('lets an address have 100, whatever the keys; a network of IPv6 is one', () => {
    const caps = new MemoryCaps();
    const enter = (index: number, address: string) => caps.enter(`k${Math.floor(index / SOCKETS_A_KEY)}`, address);
    const seats = Array.from({ length: SOCKETS_AN_ADDRESS }, (_, index) => enter(index, `2001:db8::${index + 1}`));
    expect(seats).not.toContain(null);
    expect(caps.enter('x', '2001:db8::ffff')).toBeNull();
    expect(caps.enter('x', '2001:db8:0:1::1')).not.toBeNull();
    // A refusal has counted nothing for the key.
    for (let index = 1; index < SOCKETS_A_KEY; index++) expect(caps.enter('x', '10.0.0.1')).not.toBeNull();
    expect(caps.enter('x', '10.0.0.1')).toBeNull();
  });
});
