import { isValidPhoneNumber, parsePhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { foldName } from '@/server/kernel/fold-name';
import { groupBy } from '@/server/kernel/group-by';
import { SITES } from './data/sites';
import { makePatients } from './make-patients';
import { Prng } from './prng';

const NOW = new Date('2026-11-21T10:00:00Z');
const patients = makePatients(new Prng(5), 5_000, { hospitalId: 'h', now: NOW });

describe('makePatients', () => {
  it('gives everybody a valid telephone of their country, shared by two of a family at most', () => {
    const owners = groupBy(patients, (patient) => patient.phone);
    for (const [phone, people] of owners) {
      expect(isValidPhoneNumber(phone), phone).toBe(true);
      expect(parsePhoneNumber(phone).number).toBe(phone);
      expect(['IN', 'CO', 'MX', 'PE']).toContain(parsePhoneNumber(phone).country);
      expect(people.length).toBeLessThanOrEqual(2);
      expect(new Set(people.map((person) => person.nameFolded)).size).toBe(people.length);
    }
    const shared = [...owners.values()].filter((people) => people.length === 2);
    expect(shared.length).toBeGreaterThan(50);
  });

  it('writes names and e-mails as the tables want them', () => {
    for (const { name, nameFolded, email } of patients) {
      expect(nameFolded).toBe(foldName(name));
      expect(name).toBe(name.normalize('NFKC').trim());
      if (email) expect(email).toMatch(/^[a-z0-9.]+@example\.(com|net|org)$/);
    }
  });

  it('makes people of believable age, oldest record first, over two years', () => {
    const times = patients.map((patient) => patient.createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThan(NOW.getTime() - 731 * 86_400_000);
    expect(Math.max(...times)).toBeLessThan(NOW.getTime());
    for (const { dateOfBirth, age, createdAt } of patients) {
      if (dateOfBirth) expect(new Date(dateOfBirth) < createdAt && dateOfBirth > '1925').toBe(true);
      if (age !== null) expect(age >= 0 && age < 100 && dateOfBirth === null).toBe(true);
    }
  });

  it('repeats itself', () => {
    expect(makePatients(new Prng(5), 200, { hospitalId: 'h', now: NOW })).toEqual(
      makePatients(new Prng(5), 200, { hospitalId: 'h', now: NOW }),
    );
  });

  it('never gives an adult doctor to a child', () => {
    const [site] = SITES;
    if (!site) throw new Error('no site');
    const doctors = [{ id: 'd', audience: 'adults' }] as const;
    const options = { hospitalId: 'h', now: NOW, places: [{ site, branchId: 'b', doctors }] };
    const people = makePatients(new Prng(6), 1_000, options);
    expect(people.every((person) => person.branchId === 'b')).toBe(true);
    const children = people.filter((person) => (person.dateOfBirth ?? '0') > '2012');
    expect(children.length).toBeGreaterThan(50);
    expect(children.every((child) => child.doctorId === null)).toBe(true);
    expect(people.filter((person) => person.doctorId === 'd').length).toBeGreaterThan(300);
  });
});
