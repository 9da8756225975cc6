import { describe, expect, it } from 'vitest';
import { AccessTokens } from './access-token';
import { SecretRing } from './secret-ring';
import { SocketTickets } from './socket-ticket';

const NOW = new Date('2026-06-01T12:00:00.400Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const [ISSUER, SECRET] = ['https://hospital.example', 'a secret of at least thirty-two characters!'];
const ring = new SecretRing(SECRET);
const tickets = new SocketTickets(ring, ISSUER);
const id = (digit: number) => `019aa6f0-5b7c-7d10-9c3e-00000000000${digit}`;
const claims = { sub: id(1), hid: id(2), tid: id(3) };

describe('SocketTickets', () => {
  it('says for whom a ticket was made, with an id of its own', async () => {
    const [first, second] = await Promise.all([tickets.sign(claims, NOW), tickets.sign(claims, NOW)]);
    const checked = await tickets.verify(first, NOW);
    expect(checked).toMatchObject({ status: 'ok', ticket: { ...claims, expiresAt: new Date('2026-06-01T12:01:00Z') } });
    const other = await tickets.verify(second, NOW);
    if (checked.status === 'invalid' || other.status === 'invalid') throw new Error('invalid');
    expect(other.ticket.jti).not.toBe(checked.ticket.jti);
  });

  it('lives for 60 seconds', async () => {
    const ticket = await tickets.sign(claims, NOW);
    expect((await tickets.verify(ticket, later(59))).status).toBe('ok');
    expect((await tickets.verify(ticket, later(60))).status).toBe('expired');
  });

  it('is no access token, nor the other way round, even under one secret', async () => {
    const access = new AccessTokens(ring, ISSUER);
    expect((await access.verify(await tickets.sign(claims, NOW), NOW)).status).toBe('invalid');
    const token = await access.sign({ sub: 'usr_x', role: 'admin', hid: 'hos_x', sid: id(4) }, NOW);
    expect((await tickets.verify(token, NOW)).status).toBe('invalid');
  });

  it('is known under the secret before, not under another, and not of another deployment', async () => {
    const old = await new SocketTickets(new SecretRing('b'.repeat(40)), ISSUER).sign(claims, NOW);
    expect((await tickets.verify(old, NOW)).status).toBe('invalid');
    const rotated = new SocketTickets(new SecretRing(SECRET, 'b'.repeat(40)), ISSUER);
    expect((await rotated.verify(old, NOW)).status).toBe('ok');
    expect((await new SocketTickets(ring, 'https://other.example').verify(await tickets.sign(claims, NOW), NOW)).status).toBe(
      'invalid',
    );
  });

  it.each(['', 'x', 'a.b.c', 'a'.repeat(5_000)])('refuses %j', async (text) => {
    expect(await tickets.verify(text, NOW)).toEqual({ status: 'invalid' });
  });
});
