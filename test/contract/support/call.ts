import type { TestApp } from '../../support/app';
import { type Reply, type SendOptions, send } from '../../support/http';
import { checkAnswer } from './check';

/**
 * Calls the running server and holds whatever it answers against its OpenAPI document. Every contract test goes through here, so
 * that no answer of any kind is left unchecked.
 */
export async function call(app: Pick<TestApp, 'url'>, method: string, path: string, options: SendOptions = {}): Promise<Reply> {
  const reply = await send(app, method, path, options);
  checkAnswer(method, path, reply, options.body);
  return reply;
}

/** The `code` of an error in either envelope; undefined for a success. */
export function codeOf(reply: Reply): string | undefined {
  const { code, error } = (reply.body ?? {}) as { code?: string; error?: { code?: string } | string };
  return code ?? (typeof error === 'object' ? error.code : undefined);
}

/** The `data` of a success. */
export function dataOf<Data>(reply: Reply): Data {
  return (reply.body as { data: Data }).data;
}

/** In short, for comparisons: `404 RESOURCE_NOT_FOUND`, `200`. */
export function outcome(reply: Reply): string {
  const code = codeOf(reply);
  return code === undefined ? String(reply.status) : `${reply.status} ${code}`;
}
