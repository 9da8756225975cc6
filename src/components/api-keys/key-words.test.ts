import { describe, expect, it } from 'vitest';
import { causeText, routeText } from './cause-text';
import { keyTitle } from './key-status';
import { reachOf, shortList, summarise, summaryText } from './permission-text';
import { tierText } from './tier-text';

describe('keyTitle', () => {
  it.each([
    ['Nyra', 'Nyra'],
    ['', 'Unnamed key'],
    [null, 'Unnamed key'],
  ])('%j is called %s', (name, title) => expect(keyTitle({ name })).toBe(title));
});

describe('permissions', () => {
  it('are told by resource, in the order of the form', () => {
    const summaries = summarise(['calls:read', 'patients:write', 'patients:read']);
    expect(summaries.map(summaryText)).toEqual(['Patients: read, write', 'Calls: read']);
  });

  it('are one word for full access', () => {
    expect(summarise(['admin', 'patients:read']).map(summaryText)).toEqual(['Full access']);
  });

  it('are what is seen and what is changed', () => {
    const reach = reachOf(summarise(['patients:create', 'doctors:read', 'ws:ticket', 'calls:read', 'calls:write']));
    expect(reach).toEqual({ reads: ['doctors', 'calls', 'live events'], changes: ['patients', 'calls'] });
    expect(shortList(reach.reads, 2)).toBe('doctors, calls +1');
    expect(shortList(reach.changes, 2)).toBe('patients, calls');
  });
});

describe('tierText', () => {
  it('names the three windows', () => {
    expect(tierText('basic')).toBe('500 requests in 15 minutes, 1,500 an hour, 10,000 a day.');
  });

  it('names what is agreed with an enterprise key, and only there', () => {
    expect(tierText('enterprise')).toMatch(/^No limit, unless/);
    expect(tierText('enterprise', { per_hour: 20_000, per_day: null })).toBe('20,000 requests an hour.');
    expect(tierText('enterprise', {})).toBe('No limit.');
    expect(tierText('free', { per_hour: 20_000 })).toBe('100 requests in 15 minutes, 300 an hour, 1,000 a day.');
  });
});

describe('causeText', () => {
  it.each([
    ['key_disabled', 'The key is disabled'],
    ['permission_patients:read', 'The key lacks the permission patients:read'],
    ['something_new', 'something new'],
  ])('%s: %s', (cause, text) => expect(causeText(cause)).toBe(text));
});

describe('routeText', () => {
  it.each([
    ['/api/external/patients/{id}', '/api/external/patients/{id}'],
    ['(external)', '/api/external/…'],
    ['(v1)', '/v1/…'],
  ])('%s is shown as %s', (route, text) => expect(routeText(route)).toBe(text));
});
