import { ID_PREFIXES, toTypeId } from '@/server/kernel/typeid';
import type { TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import type { Reply } from '../../support/http';
import { call } from '../support/call';
import type { Place } from '../support/openapi';
import { SAMPLES, type Sample } from '../support/samples';
import { BESIDE, type Ids } from './beside';
import type { Field } from './fields';

type Json = Record<string | number, unknown>;

/** An operation with a good call of it, in a hospital of its own whose keys no quota stops. */
export type Subject = Sample & {
  app: TestApp;
  place: Place;
  /** Rows of the hospital by the prefix of their TypeID, in both forms of their id. */
  ids: Ids;
};

/** @throws for an operation without a sample. */
export async function subjectOf(app: TestApp, place: Place): Promise<Subject> {
  const { operationId } = place.operation;
  const make = SAMPLES[operationId];
  if (!make) throw new Error(`${operationId} has no sample: add it to test/contract/support/samples.ts`);
  const tenant = await newTenant(app);
  const unlimited: Tenant = {
    ...tenant,
    partnerKey: (options = {}) => tenant.partnerKey({ rate_tier: 'enterprise', ...options }),
    serverKey: (options = {}) => tenant.serverKey({ rate_tier: 'enterprise', ...options }),
  };
  const sample = await make(app, unlimited);
  const [branch, doctor, patient] = [await tenant.branch(), await tenant.doctor(), await tenant.patient()];
  const forms = (kind: keyof typeof ID_PREFIXES, id: string) => [ID_PREFIXES[kind], [id, toTypeId(kind, id)]] as const;
  const ids = Object.fromEntries([
    forms('hospital', tenant.hospitalId),
    forms('branch', branch.id),
    forms('doctor', doctor.id),
    forms('patient', patient.id),
  ]);
  return { ...sample, app, place, ids };
}

/** Calls the operation with its good call changed in this one field; `undefined` takes the field away. */
export function callWith(subject: Subject, field: Field, value: unknown): Promise<Reply> {
  const { app, place, headers } = subject;
  if (field.where === 'body') {
    return call(app, place.method, subject.path, { headers, body: bodyWith(subject, field, value) });
  }
  const path =
    field.where === 'path'
      ? withSegment(subject, field.name, String(value))
      : withQuery(subject.path, [[field.name, String(value)]]);
  return call(app, place.method, path, { headers, body: subject.body });
}

/** The path with these parameters in place of its own of the same names. */
export function withQuery(path: string, parameters: readonly (readonly [string, string])[]): string {
  const [before = '', query] = path.split('?');
  const kept = [...new URLSearchParams(query)].filter(([name]) => !parameters.some(([given]) => given === name));
  return `${before}?${new URLSearchParams([...kept, ...parameters.map(([name, value]) => [name, value])])}`;
}

function withSegment({ path, place }: Subject, name: string, value: string): string {
  const position = place.template.split('/').indexOf(`{${name}}`);
  const [before = '', query] = path.split('?');
  const segments = before.split('/').map((segment, index) => (index === position ? encodeURIComponent(value) : segment));
  return segments.join('/') + (query === undefined ? '' : `?${query}`);
}

function bodyWith(subject: Subject, { name, path }: Field, value: unknown): Json {
  const beside = BESIDE[`${subject.place.operation.operationId}.${name}`]?.(subject.ids, value);
  const body = structuredClone({ ...subject.body, ...beside }) as Json;
  const parents = path.slice(0, -1);
  const [top] = parents;
  // What the sample does not hold is as the document's example has it.
  if (top !== undefined && !isParent(at(body, parents))) body[top] = exampleOf(subject.place)[top];
  const parent = at(body, parents);
  if (!isParent(parent)) throw new Error(`${path.join('.')}: neither the sample nor the document's example holds its parent`);
  const last = path.at(-1) ?? '';
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return body;
}

function exampleOf(place: Place): Json {
  const content = place.operation.requestBody?.content['application/json'] as
    | { examples?: { full?: { value?: Json } } }
    | undefined;
  return structuredClone(content?.examples?.full?.value ?? {});
}

function at(body: Json, path: Field['path']): unknown {
  return path.reduce<unknown>((inner, step) => (isParent(inner) ? inner[step] : undefined), body);
}

function isParent(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** The fields that an error names, of either envelope. */
export function namedIn(reply: Reply): string[] {
  const { details, error } = (reply.body ?? {}) as { details?: { path: string }[]; error?: { details?: object } | string };
  if (details) return details.map(({ path }) => path);
  return Object.keys((typeof error === 'object' ? error.details : undefined) ?? {});
}

/** Does an error name this field, or something in it? */
export function names(reply: Reply, field: Pick<Field, 'name'>): boolean {
  return namedIn(reply).some((path) => path === field.name || path.startsWith(`${field.name}.`));
}
