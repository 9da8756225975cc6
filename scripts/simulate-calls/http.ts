import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Trilock said no; `message` is its own sentence. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Client = <Data>(method: string, path: string, body?: unknown) => Promise<Data>;

const ATTEMPTS = 5;
const LONGEST_WAIT = 60;

type ErrorBody = { message?: string; error?: { message?: string } | string };

/**
 * Calls Trilock and gives the `data` of the answer (or the bare answer). What it asks to wait for, and a lost connection, is tried
 * again with the same Idempotency-Key, so that nothing is recorded twice.
 * @throws Refusal
 */
export function createClient(url: string, headers: Readonly<Record<string, string>>): Client {
  return async <Data>(method: string, path: string, body?: unknown): Promise<Data> => {
    const own = { 'content-type': 'application/json', ...(method === 'POST' && { 'idempotency-key': randomUUID() }) };
    const request = { method, headers: { ...headers, ...own }, ...(body !== undefined && { body: JSON.stringify(body) }) };
    let answer = await attempt(url, path, request);
    for (let tried = 1; tried < ATTEMPTS; tried++) {
      const seconds = secondsToWait(answer, tried);
      if (seconds === null) break;
      await wait(seconds * 1000);
      answer = await attempt(url, path, request);
    }
    if (answer instanceof Refusal) throw answer;
    return await dataOf<Data>(answer);
  };
}

function attempt(url: string, path: string, request: RequestInit): Promise<Response | Refusal> {
  return fetch(url + path, request).catch((error: unknown) => lost(url, error));
}

/** Null: what it said stays as it is. */
function secondsToWait(answer: Response | Refusal, tried: number): number | null {
  if (answer instanceof Refusal) return tried;
  if (answer.status !== 429 && answer.status !== 503) return null;
  const seconds = Number(answer.headers.get('retry-after') ?? tried);
  return seconds <= LONGEST_WAIT ? seconds : null;
}

function lost(url: string, error: unknown): Refusal {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return new Refusal(0, `Nobody answers at ${url} (${cause}). Is Trilock running?`);
}

async function dataOf<Data>(answer: Response): Promise<Data> {
  const text = await answer.text();
  const body = parse(text);
  if (!answer.ok) {
    const { message, error } = body as ErrorBody;
    throw new Refusal(answer.status, message ?? (typeof error === 'object' ? error.message : error) ?? text.slice(0, 200));
  }
  return (Array.isArray(body) ? body : (body as { data: unknown }).data) as Data;
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}
