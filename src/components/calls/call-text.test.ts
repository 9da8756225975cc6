import { describe, expect, it } from 'vitest';
import { beganText, callTitle, clockText, isLive, offsetText, outsideNumber } from './call-text';

const CALL = { patient_name: null, direction: 'INBOUND', from_number: '+919876543210', to_number: '+912240001000' } as const;

describe('clockText', () => {
  it.each([
    [-3, '0:00'],
    [0, '0:00'],
    [7.9, '0:07'],
    [59, '0:59'],
    [754, '12:34'],
    [3599, '59:59'],
    [3723, '1:02:03'],
    [86_400, '24:00:00'],
  ])('%d s: %s', (seconds, text) => expect(clockText(seconds)).toBe(text));
});

it('offsetText counts from the beginning, whatever the zones', () => {
  expect(offsetText('2026-11-22T10:00:14.900+05:30', '2026-11-22T04:30:00.000Z')).toBe('0:14');
});

it('the number outside is the caller of an incoming call, and who is called of an outgoing one', () => {
  expect(outsideNumber(CALL)).toBe('+919876543210');
  expect(outsideNumber({ ...CALL, direction: 'OUTBOUND' })).toBe('+912240001000');
});

it('a call is named by its patient, else its number, else says that nobody knows', () => {
  expect(callTitle({ ...CALL, patient_name: 'Asha Menon' })).toBe('Asha Menon');
  expect(callTitle(CALL)).toBe('+919876543210');
  expect(callTitle({ ...CALL, from_number: null })).toBe('Unknown number');
});

it('tells the time of what was not today', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  expect(beganText(now - 240_000, now, 'UTC')).toBe('4 min ago');
  expect(beganText(now - 86_399_000, now, 'UTC')).toBe('23 h ago');
  expect(beganText(now - 86_400_000, now, 'Asia/Kolkata')).toBe('21 Nov 2026, 15:30');
});

it('is live for a day at most', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  const call = { call_status: 'in_progress', created_at: '2026-11-21T10:00:01Z' } as const;
  expect(isLive(call, now)).toBe(true);
  expect(isLive({ ...call, created_at: '2026-11-21T10:00:00Z' }, now)).toBe(false);
  expect(isLive({ ...call, call_status: 'completed' }, now)).toBe(false);
});
