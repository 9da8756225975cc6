import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import type { Reply } from '../../support/http';
import { call, codeOf, dataOf, outcome } from '../support/call';
import { OPERATIONS, operationsAt } from '../support/openapi';
import { type Field, fieldsOf } from './fields';
import { type Mutation, mutationsOf } from './mutations';
import { callWith, names, type Subject, subjectOf } from './subject';

const withFields = OPERATIONS.map((place) => [place.operation.operationId, place, fieldsOf(place)] as const).filter(
  ([, , fields]) => fields.length > 0,
);

describe.each(withFields)('%s', (_id, place, fields) => {
  let subject: Subject;

  beforeAll(async () => {
    subject = await subjectOf(await sharedApp(), place);
  });

  it.each(fields.map((field) => [`${field.where} ${field.name}`, field] as const))('%s', async (_name, field) => {
    const faults: string[] = [];
    for (const mutation of mutationsOf(field)) {
      const reply = await callWith(subject, field, mutation.value);
      const fault = await faultOf(subject, field, mutation, reply);
      if (fault) faults.push(`${mutation.name}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });

  it.each(fields.filter(({ where }) => where === 'query').map(({ name }) => name))('query %s twice', async (name) => {
    const [before = ''] = subject.path.split('?');
    const reply = await call(subject.app, place.method, `${before}?${name}=1&${name}=1`, { headers: subject.headers });
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(names(reply, { name })).toBe(true);
  });
});

async function faultOf(subject: Subject, field: Field, { outcome: wanted, value }: Mutation, reply: Reply) {
  const answered = `${outcome(reply)} ${reply.text.slice(0, 300)}`;
  if (wanted === 'accepted') return (await isAccepted(subject, field, value, reply)) ? null : answered;
  const isMissing = wanted === 'missing' || field.where === 'path';
  if (isMissing && field.where === 'query' && subject.place.method === 'GET') return isEmptyList(reply) ? null : answered;
  if (isMissing) return outcome(reply) === '404 RESOURCE_NOT_FOUND' ? null : answered;
  return outcome(reply) === '400 VALIDATION_ERROR' && names(reply, field) ? null : answered;
}

/** Who is there already, or has the status already, has been understood as well; what is shown of the field is what was sent. */
async function isAccepted(subject: Subject, field: Field, value: unknown, reply: Reply): Promise<boolean> {
  if (['DUPLICATE_RESOURCE', 'INVALID_STATUS_TRANSITION'].includes(codeOf(reply) ?? '')) return true;
  if (reply.status >= 300) return false;
  if (field.kind !== 'text' || field.where !== 'body' || value === null) return true;
  const shown = dataOf<Record<string, unknown>>(reply)[field.name] ?? (await readBack(subject, reply))?.[field.name];
  return shown === undefined || shown === value;
}

/** What was just made, where the document has a GET for it. */
async function readBack({ app, place, path, headers }: Subject, reply: Reply): Promise<Record<string, unknown> | null> {
  const made = Object.entries(dataOf<object>(reply)).find(([name]) => name === 'id' || name.endsWith('_id'));
  if (place.method !== 'POST' || typeof made?.[1] !== 'string') return null;
  const one = `${path}/${made[1]}`;
  if (!operationsAt(one).some(({ method }) => method === 'GET')) return null;
  return dataOf(await call(app, 'GET', one, { headers }));
}

function isEmptyList(reply: Reply): boolean {
  const data = dataOf<unknown[] | { total?: number; results?: unknown[] }>(reply);
  if (reply.status !== 200) return false;
  // v1 counts beside the rows.
  if (Array.isArray(data)) return data.length === 0;
  return (data.total ?? 0) === 0 && data.results?.length === 0;
}
