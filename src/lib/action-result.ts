/** Why an action did not happen, ready to be shown: a sentence, messages at fields by name, the request id for support. */
export type ActionFailure = {
  ok: false;
  message: string;
  fields?: Readonly<Record<string, string>>;
  requestId?: string;
};

/** What a form's callback answers. A refusal is a value, not an exception: nothing that was typed is lost. */
export type ActionResult<Value = void> = { ok: true; value: Value } | ActionFailure;

/** Runs a callback and turns a lost connection, the one thing that does throw, into a failure that can be shown. */
export async function settle<Value>(action: () => Promise<ActionResult<Value>>): Promise<ActionResult<Value>> {
  try {
    return await action();
  } catch {
    return { ok: false, message: 'The server could not be reached. Nothing was changed; check the connection and try again.' };
  }
}
