import { useState } from 'react';
import { type ActionFailure, type ActionResult, settle } from '@/lib/action-result';

/** A dialog's one action: busy while it runs, its refusal kept to be shown, `done` when it worked. */
export function useDialogAction<Value>(action: () => Promise<ActionResult<Value>>, done: (value: Value) => void) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ActionFailure>();
  const run = async () => {
    setBusy(true);
    setFailure(undefined);
    const result = await settle(action);
    setBusy(false);
    if (result.ok) done(result.value);
    else setFailure(result);
  };
  return { busy, failure, run };
}
