import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { groupBy } from '@/server/kernel/group-by';
import { localDate, secondOfDay } from './calendar';
import { spansOn } from './make-availability';
import { makeDemo } from './make-demo';
import type { SeedData } from './rows';

const HOUR = 3_600_000;
const COUNTS = { hospitals: 1, branches: 4, doctors: 12, patients: 2_000, appointments: 6_000, calls: 800 };

function counts(data: SeedData): Record<string, number> {
  return Object.fromEntries(Object.keys(COUNTS).map((table) => [table, data[table as keyof typeof COUNTS].length]));
}

// A Saturday night in India, a weekday morning, a leap day, the change of a year: each must make the whole hospital.
const MOMENTS = ['2026-11-21T22:54:59Z', '2026-03-03T04:10:00Z', '2028-02-29T12:00:00Z', '2026-12-31T23:59:59Z'];

describe.each(MOMENTS)('the demo hospital at %s', (moment) => {
  const now = new Date(moment);
  const data = makeDemo(now);
  const branches = new Map(data.branches.map((branch) => [branch.id, branch]));
  const doctors = new Map(data.doctors.map((doctor) => [doctor.id, doctor]));
  const patients = new Map(data.patients.map((patient) => [patient.id, patient]));
  const zoneOf = (branchId: string) => branches.get(branchId)?.timezone ?? 'Asia/Kolkata';

  it('has so many rows of each kind, with ids and telephones in order', () => {
    expect(counts(data)).toEqual(COUNTS);
    const ids = Object.values(data).flatMap((rows) => rows.map((row) => row.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(data.doctors.map((doctor) => doctor.licenseNumber)).size).toBe(12);
    const phones = data.branches.flatMap((branch) => [branch.callerNumber, branch.outboundNumber]);
    for (const phone of [...phones, ...data.doctors.map((doctor) => doctor.phone)])
      expect(isValidPhoneNumber(phone)).toBe(true);
    expect(new Set(data.branches.map((branch) => zoneOf(branch.id)))).toEqual(new Set(['Asia/Kolkata', 'America/Bogota']));
  });

  it('never books a doctor twice at once, nor a patient twice on a day', () => {
    for (const visits of groupBy(data.appointments, (visit) => visit.doctorId).values()) {
      const ordered = visits.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
      for (const [index, visit] of ordered.entries()) {
        const next = ordered[index + 1];
        if (next) expect(visit.endsAt <= next.startsAt).toBe(true);
      }
    }
    const days = data.appointments.map((visit) => `${visit.patientId} ${localDate(visit.startsAt, zoneOf(visit.branchId))}`);
    expect(new Set(days).size).toBe(days.length);
  });

  it('books within the doctors windows, on the boundaries of their slots', () => {
    const windows = groupBy(data.availability_windows, (window) => window.doctorId);
    const overrides = groupBy(data.availability_overrides, (override) => override.doctorId);
    for (const { doctorId, branchId, startsAt, endsAt } of data.appointments) {
      const step = (doctors.get(doctorId)?.slotDurationMinutes ?? 0) * 60;
      const zone = zoneOf(branchId);
      const second = secondOfDay(startsAt, zone);
      expect(endsAt.getTime() - startsAt.getTime()).toBe(step * 1000);
      const spans = spansOn(localDate(startsAt, zone), windows.get(doctorId) ?? [], overrides.get(doctorId) ?? []);
      const fits = spans.some(({ start, end }) => start <= second && second + step <= end && (second - start) % step === 0);
      expect(fits, `${doctorId} ${startsAt.toISOString()}`).toBe(true);
    }
  });

  it('keeps every doctor to one exception a day, on a day on which they would work', () => {
    const dates = data.availability_overrides.map((override) => `${override.doctorId} ${override.date}`);
    expect(new Set(dates).size).toBe(dates.length);
    for (const { doctorId, date } of data.availability_overrides) {
      const windows = data.availability_windows.filter((window) => window.doctorId === doctorId);
      expect(spansOn(Temporal.PlainDate.from(date), windows, [])).not.toEqual([]);
    }
  });

  it('tells no story that could not have happened', () => {
    for (const visit of data.appointments) {
      const patient = patients.get(visit.patientId);
      expect(patient?.branchId).toBe(visit.branchId);
      expect(patient && patient.createdAt <= visit.createdAt).toBe(true);
      expect(visit.createdAt < visit.startsAt && visit.createdAt <= visit.updatedAt && visit.updatedAt <= now).toBe(true);
      const open = visit.status === 'scheduled' || visit.status === 'confirmed';
      if (visit.startsAt > now) expect(open || visit.status === 'cancelled').toBe(true);
      else expect(open).toBe(false);
    }
    const soon = data.appointments.filter(({ startsAt }) => startsAt > now && startsAt.getTime() < now.getTime() + 6 * HOUR);
    expect(soon.length).toBeGreaterThan(5);
  });

  it('transcribes the calls that were answered, in four to fourteen lines, with every blank filled', () => {
    const lines = groupBy(data.transcript_lines, (line) => line.callId);
    for (const call of data.calls) {
      const said = lines.get(call.id) ?? [];
      if (call.status !== 'completed') expect(said).toEqual([]);
      else expect(said.length >= 4 && said.length <= 14).toBe(true);
      expect(said.map((line) => line.position)).toEqual(said.map((_, index) => index + 1));
      for (const line of said) {
        expect(line.text).not.toMatch(/[{}]|undefined|\.\./);
        expect(line.createdAt > call.createdAt && line.createdAt < call.endedAt).toBe(true);
      }
      expect(call.createdAt > new Date(now.getTime() - 60 * 24 * HOUR) && call.endedAt < now).toBe(true);
      expect(isValidPhoneNumber(call.fromNumber) && isValidPhoneNumber(call.toNumber)).toBe(true);
    }
    expect(new Set(data.calls.map((call) => call.status))).toEqual(new Set(['completed', 'missed', 'failed']));
    expect(new Set(data.calls.map((call) => call.agentType))).toEqual(new Set(['inbound', 'reminder', 'feedback']));
  });
});

describe('makeDemo', () => {
  it('gives the same rows for the same moment', () => {
    const now = new Date('2026-11-21T22:54:59Z');
    expect(JSON.stringify(makeDemo(now))).toBe(JSON.stringify(makeDemo(now)));
  });

  it('has visits in the next six hours, by day and by night', () => {
    for (let hour = 0; hour < 168; hour += 23) {
      const now = new Date(Date.UTC(2026, 10, 23, hour));
      const { appointments } = makeDemo(now);
      const soon = appointments.filter(({ startsAt }) => startsAt > now && startsAt.getTime() < now.getTime() + 6 * HOUR);
      expect(soon.length, now.toISOString()).toBeGreaterThan(3);
    }
  }, 60_000);
});
