import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toE164 } from './phone';
import { ID_PREFIXES, parseId, type ResourceKind, toTypeId } from './typeid';

const KINDS = Object.keys(ID_PREFIXES) as ResourceKind[];

describe('TypeIDs', () => {
  it('are the same uuid in another form', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...KINDS), (uuid, kind) => {
        expect(parseId(kind, toTypeId(kind, uuid))).toBe(uuid);
        expect(parseId(kind, uuid.toUpperCase())).toBe(uuid);
      }),
    );
  });
  it('of one kind are none of another', () => {
    const id = toTypeId('doctor', '0199f0a0-1111-7222-8333-444455556666');
    expect(id).toMatch(/^doc_[0-9a-z]{26}$/);
    expect(parseId('patient', id)).toBeNull();
  });
  it.each(['', 'pat_', 'pat_zzzzzzzzzzzzzzzzzzzzzzzzzz', 'pat_12345', '0199f0a0-1111-7222-8333-44445555666g', "' OR 1=1 --"])(
    'refuse %j',
    (text) => {
      expect(parseId('patient', text)).toBeNull();
    },
  );
});

describe('toE164', () => {
  it.each([
    ['9876543210', 'IN', '+919876543210'],
    ['098765 43210', 'IN', '+919876543210'],
    ['+919876543210', 'CO', '+919876543210'],
    ['(601) 555-1234', 'CO', '+576015551234'],
  ])('reads %s in %s as %s', (text, country, expected) => expect(toE164(text, country)).toBe(expected));
  it.each(['', '123', 'call me', '+', '98765432109876543210', 'tel:+919876543210 ext 5 or 6'])('refuses %j', (text) => {
    expect(toE164(text, 'IN')).toBeNull();
  });
});
