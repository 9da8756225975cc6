import fc from 'fast-check';
import type { Reply } from '../../support/http';
import { type Field, fieldsOf } from '../bad-input/fields';
import { type Subject, withQuery } from '../bad-input/subject';
import { call } from '../support/call';
import { faultsOf } from '../support/check';
import type { Schema } from '../support/openapi';
import { fitting } from './values';

/** What is sent beside the path of the operation's sample. */
export type Request = { query: Readonly<Record<string, string>>; body: Readonly<Record<string, unknown>> };

const KEEP = Symbol('as the sample has it');
const DROP = Symbol('not there');

/** The fields that stand beside each other in a request. */
export function topFields(subject: Subject): Field[] {
  return fieldsOf(subject.place).filter(({ where, path }) => where !== 'path' && path.length === 1);
}

/** A value that the document allows in this field. */
export function allowed(field: Field, subject: Subject): fc.Arbitrary<unknown> {
  return fitting(field.schema as unknown as Schema, subject).filter((value) => faultsOf(field.reference, value).length === 0);
}

/** Requests that the document allows: any fields that may be left away left away, any others with any value that fits. */
export function requests(subject: Subject): fc.Arbitrary<Request> {
  const choices = topFields(subject).map((field) => {
    const left = field.required ? KEEP : DROP;
    return fc.oneof(
      { arbitrary: fc.constant<unknown>(KEEP), weight: 2 },
      { arbitrary: fc.constant<unknown>(left), weight: 1 },
      { arbitrary: allowed(field, subject), weight: 2 },
    );
  });
  return fc.tuple(...choices).map((values) => requestOf(subject, values));
}

function requestOf(subject: Subject, values: readonly unknown[]): Request {
  const query: Record<string, string> = {};
  const body: Record<string, unknown> = { ...subject.body };
  for (const [index, { name, where }] of topFields(subject).entries()) {
    const value = values[index];
    if (value === KEEP) continue;
    if (where === 'query' && value !== DROP) query[name] = String(value);
    if (where === 'body' && value === DROP) delete body[name];
    if (where === 'body' && value !== DROP) body[name] = value;
  }
  return { query, body };
}

export function send({ app, place, path, headers, body: sample }: Subject, { query, body }: Request): Promise<Reply> {
  const full = Object.keys(query).length === 0 ? path : withQuery(path, Object.entries(query));
  return call(app, place.method, full, { headers, body: sample === undefined ? undefined : body });
}
