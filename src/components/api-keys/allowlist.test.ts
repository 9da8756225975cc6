import { describe, expect, it } from 'vitest';
import { readAllowlist } from './allowlist';

describe('readAllowlist', () => {
  it.each(['203.0.113.7', '203.0.113.0/24', '2001:db8::1', '2001:db8::/48', '::1', '10.0.0.0/8'])('takes %s', (line) => {
    expect(readAllowlist(line)).toEqual({ addresses: [line], problems: [] });
  });

  it.each([
    '10.1',
    '010.0.0.1',
    '256.0.0.1',
    'example.com',
    '10.0.0.0/33',
    '10.1/8',
    '2001:db8::/129',
    '10.0.0.1-9',
    '::/0',
    '0.0.0.0/0',
  ])('refuses %s', (line) => {
    const { addresses, problems } = readAllowlist(line);
    expect(addresses).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it('names the line of each problem, and counts empty ones', () => {
    const { addresses, problems } = readAllowlist('10.0.0.1\n\n nonsense \r\n10.0.0.0/0');
    expect(addresses).toEqual(['10.0.0.1']);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['Line 3', 'Line 4']);
  });

  it('is empty for nothing', () => expect(readAllowlist(' \n ')).toEqual({ addresses: [], problems: [] }));
});
